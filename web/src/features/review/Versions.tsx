import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";

import { client, unwrap } from "@/api/client";
import { packageVersions } from "@/api/queries";
import type { Package, PackageVersion } from "@/api/shapes";
import { moment, shortPrint } from "@/components/format";
import { Meta } from "@/components/Meta";
import { Problem, Waiting } from "@/components/Notice";
import { Tag } from "@/components/Tag";

import styles from "./compare.module.css";

interface VersionsProps {
  applicationId: string;
  /** The version on the screen. */
  seen: number;
  canRestore: boolean;
  onLook: (version: number) => void;
  onRestored: (made: Package) => void;
}

/** Every version there was: each can be looked at, and an old one made the current one again. */
export function Versions({ applicationId, seen, canRestore, onLook, onRestored }: VersionsProps) {
  const query = useQuery(packageVersions(applicationId));
  const current = query.data?.items.find((item) => item.current)?.version;
  const restore = useMutation({
    mutationFn: (version: number) =>
      unwrap(
        client.POST("/api/v1/applications/{application_id}/package/versions/{version}/restore", {
          params: { path: { application_id: applicationId, version } },
          body: { version: current ?? null },
        }),
      ),
    onSuccess: (made, version) => {
      notifications.show({ message: `Version ${made.version} has the files of version ${version}.` });
      onRestored(made);
    },
  });
  if (!query.data) return <Waiting query={query} what="the versions" />;
  return (
    <>
      <ul className={styles.versions} aria-label="Newest first">
        {query.data.items.map((item) => (
          <li key={item.version}>
            <div>
              <Group gap={8}>
                <strong>Version {item.version}</strong>
                {item.current && <Tag tone="good">Current</Tag>}
                {item.version === seen && !item.current && <Tag>On the screen</Tag>}
              </Group>
              <Told item={item} />
            </div>
            <Group gap="xs">
              {item.version !== seen && (
                <Button size="compact-sm" variant="default" onClick={() => onLook(item.version)} aria-label={`Look at version ${item.version}`}>
                  Look
                </Button>
              )}
              {canRestore && !item.current && (
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={restore.isPending && restore.variables === item.version}
                  onClick={() => restore.mutate(item.version)}
                  aria-label={`Restore version ${item.version}`}
                >
                  Restore
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      <Problem error={restore.error} />
    </>
  );
}

function Told({ item }: { item: PackageVersion }) {
  return (
    <Meta>
      <>{moment(item.created_at)}</>
      <>{item.edited ? "changed by you" : "written by Rolecall"}</>
      <>{item.design}</>
      <code title={item.fingerprint}>{shortPrint(item.fingerprint)}</code>
    </Meta>
  );
}
