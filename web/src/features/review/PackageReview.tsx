import { Button, Group, Stack, Tabs } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { FileClock, Pencil } from "lucide-react";
import { useState } from "react";

import { application, applicationPackage, packageVersion, posting } from "@/api/queries";
import type { Application, Package } from "@/api/shapes";
import { ago, count, shortPrint } from "@/components/format";
import { Meta, When } from "@/components/Meta";
import { Empty, Notice, Problem, Waiting } from "@/components/Notice";
import { Card, Page } from "@/components/Page";
import { Tag } from "@/components/Tag";
import { LivenessLine } from "@/features/discover/LivenessLine";
import { Enclosures, FileList } from "@/features/prepare/Files";
import { LetterPanel } from "@/features/prepare/LetterPanel";

import { Comparison } from "./Comparison";
import { DecisionBar } from "./DecisionBar";
import { fitting, NOTHING, size, type Edit } from "./edit";
import { Editor } from "./Editor";
import { FactsAside, type Shown } from "./Facts";
import { forget, kept } from "./kept";
import { LetterText } from "./LetterText";
import { ResumeText } from "./ResumeText";
import { Reword } from "./Reword";
import styles from "./review.module.css";
import { Versions } from "./Versions";

const route = getRouteApi("/member/shell/applications/$applicationId/package");

export default function PackageReview() {
  const { applicationId } = route.useParams();
  const item = useQuery(application(applicationId));
  const made = useQuery(applicationPackage(applicationId));
  if (!item.data || !made.data) {
    return (
      <Page title="Package" narrow>
        <Waiting query={item.data ? made : item} what="the package" />
        {made.data === null && (
          <Empty
            icon={<FileClock size={28} />}
            title="No package yet"
            action={
              <Link to="/applications/$applicationId" params={{ applicationId }}>
                To the application
              </Link>
            }
          >
            It is being written; this page shows it as soon as it is there.
          </Empty>
        )}
      </Page>
    );
  }
  return <Review key={applicationId} application={item.data} latest={made.data} />;
}

/** What is on the screen stays until the person asks for another version: nobody approves what they have not seen. */
function Review({ application: item, latest }: { application: Application; latest: Package }) {
  const [seen, setSeen] = useState(latest);
  const [shown, setShown] = useState<Shown | null>(null);
  const [tab, setTab] = useState("resume");
  const [editing, setEditing] = useState<Edit | null>(null);
  const queries = useQueryClient();
  const look = useMutation({ mutationFn: (version: number) => queries.query(packageVersion(item.id, version)), onSuccess: setSeen });
  // Same bytes: take over what else changed, such as that it was approved.
  if (latest !== seen && latest.fingerprint === seen.fingerprint && latest.version >= seen.version) setSeen(latest);
  const isOld = latest.version !== seen.version;
  const canEdit = EDITABLE.has(item.state);
  const made = (version: Package) => {
    queries.setQueryData(applicationPackage(item.id).queryKey, version);
    void queries.invalidateQueries({ queryKey: ["package", item.id] });
    setSeen(version);
    setShown(null);
    setEditing(null);
  };
  return (
    <Page
      title={`Package for ${item.title}`}
      lead={
        <Meta>
          <Link to="/applications/$applicationId" params={{ applicationId: item.id }}>
            {item.company}
          </Link>
          <>version {seen.version}</>
          <When at={seen.created_at}>made {ago(seen.created_at)}</When>
          <code title={seen.fingerprint}>{shortPrint(seen.fingerprint)}</code>
          <PackageTag status={seen.status} />
        </Meta>
      }
      actions={
        canEdit && !isOld && editing === null ? (
          <Button leftSection={<Pencil size={16} />} variant="default" onClick={() => setEditing(startOf(item.id, seen))}>
            Edit
          </Button>
        ) : undefined
      }
    >
      <Stack gap="sm" mb="md" role="status">
        {isOld && (
          <Notice tone="fair">
            <Group justify="space-between">
              <span>
                {latest.version > seen.version
                  ? `You see version ${seen.version}. Version ${latest.version} is the current one, and the only one that can be approved.`
                  : `You see version ${seen.version}.`}
              </span>
              <Button size="compact-sm" variant="default" onClick={() => setSeen(latest)}>
                Show version {latest.version}
              </Button>
            </Group>
          </Notice>
        )}
        {item.state === "awaiting_approval" && editing === null && <PostingStands postingId={item.posting_id} />}
        {editing === null && seen.notices.map((notice) => <Notice key={notice}>{notice}</Notice>)}
        {editing === null && canEdit && !isOld && <Unsaved applicationId={item.id} version={seen.version} onGoOn={() => setEditing(startOf(item.id, seen))} />}
        <Problem error={look.error} />
      </Stack>
      {editing !== null ? (
        <Editor key={seen.version} applicationId={item.id} base={seen} first={editing} onSaved={made} onClose={() => setEditing(null)} />
      ) : (
        <>
          <div className={styles.layout} data-aside={WITH_FACTS.has(tab)}>
            <Tabs value={tab} onChange={(value) => setTab(value ?? "resume")} keepMounted={false}>
              <Tabs.List mb="md">
                <Tabs.Tab value="resume">Résumé</Tabs.Tab>
                <Tabs.Tab value="letter">Cover letter</Tabs.Tab>
                <Tabs.Tab value="changes">What changed</Tabs.Tab>
                <Tabs.Tab value="files">Files</Tabs.Tab>
                <Tabs.Tab value="out">Left out ({seen.left_out.length})</Tabs.Tab>
                <Tabs.Tab value="versions">Versions</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="resume">
                <Reword applicationId={item.id} seen={seen.version} latest={latest.version} canEdit={canEdit} onRestored={made} />
                <ResumeText sections={seen.resume.sections} shown={shown} onShow={setShown} />
              </Tabs.Panel>
              <Tabs.Panel value="letter">
                <LetterPanel applicationId={item.id} shown={seen} editable={canEdit && !isOld} onWritten={made} />
                <LetterText paragraphs={seen.letter.paragraphs} shown={shown} onShow={setShown} />
              </Tabs.Panel>
              <Tabs.Panel value="changes">
                <Comparison applicationId={item.id} version={seen.version} />
              </Tabs.Panel>
              <Tabs.Panel value="files">
                <Card label="Files">
                  <FileList files={seen.files} />
                  <Enclosures applicationId={item.id} version={seen.version} isOut={seen.status === "approved"} />
                </Card>
              </Tabs.Panel>
              <Tabs.Panel value="out">
                <LeftOut items={seen.left_out} />
              </Tabs.Panel>
              <Tabs.Panel value="versions">
                <Card label="Versions">
                  <Versions applicationId={item.id} seen={seen.version} canRestore={canEdit} onLook={(version) => look.mutate(version)} onRestored={made} />
                </Card>
              </Tabs.Panel>
            </Tabs>
            {WITH_FACTS.has(tab) && <FactsAside shown={shown} />}
          </div>
          {item.state === "awaiting_approval" && (
            <DecisionBar key={`${seen.version} ${seen.fingerprint}`} application={item} seen={seen} isOld={isOld} />
          )}
        </>
      )}
    </Page>
  );
}

/** Where words are read that a fact stands behind. */
const WITH_FACTS = new Set(["resume", "letter"]);
const EDITABLE = new Set<Application["state"]>(["awaiting_approval", "approved", "handed_over", "discarded"]);

/** What an edit starts from: what was not saved last time, as far as the version has its lines. */
function startOf(applicationId: string, made: Package): Edit {
  const found = kept(applicationId);
  return found === null ? NOTHING : fitting(found.edit, made);
}

/** Says that an edit waits in this browser, and lets it be taken up or forgotten. */
function Unsaved({ applicationId, version, onGoOn }: { applicationId: string; version: number; onGoOn: () => void }) {
  const [found, setFound] = useState(() => kept(applicationId));
  if (found === null) return null;
  return (
    <Notice tone="fair">
      <Group justify="space-between">
        <span>
          {count(size(found.edit), "change")} of yours {size(found.edit) === 1 ? "is" : "are"} not saved yet
          {found.version === version ? "." : `; you made ${size(found.edit) === 1 ? "it" : "them"} on version ${found.version}.`}
        </span>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={onGoOn}>
            Go on editing
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              forget(applicationId);
              setFound(null);
            }}
          >
            Forget {size(found.edit) === 1 ? "it" : "them"}
          </Button>
        </Group>
      </Group>
    </Notice>
  );
}

/** Whoever approves is told first where the posting is gone, or where nobody knows. */
function PostingStands({ postingId }: { postingId: string }) {
  const { data } = useQuery(posting(postingId));
  if (data === undefined || data.liveness.state === "live") return null;
  return (
    <>
      <Notice tone={data.liveness.state === "closed" ? "poor" : "fair"}>
        {data.liveness.state === "closed"
          ? "The posting is closed. You can approve the package anyway, if you know better."
          : "Nobody knows just now whether the posting is still open. It is looked at once more when you approve."}
      </Notice>
      <LivenessLine postingId={postingId} liveness={data.liveness} />
    </>
  );
}

function PackageTag({ status }: { status: Package["status"] }) {
  if (status === "replaced") return <Tag>An old version</Tag>;
  if (status === "approved") return <Tag tone="good">Approved</Tag>;
  if (status === "draft") return <Tag tone="call">Waits for your approval</Tag>;
  return <Tag>Discarded</Tag>;
}

function LeftOut({ items }: { items: Package["left_out"] }) {
  return (
    <Card label="Left out">
      {items.length === 0 && <p style={{ margin: 0 }}>Nothing of your résumé was left out.</p>}
      <ul className={styles.leftOut}>
        {items.map(({ text, why }, at) => (
          <li key={at}>
            <q className={styles.document}>{text}</q>
            <span className={styles.soft}>{why}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
