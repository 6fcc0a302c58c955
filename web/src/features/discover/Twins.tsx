import { Button, Group, Modal, Stack, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { Combine } from "lucide-react";

import type { Posting, Twin } from "@/api/shapes";
import { ago } from "@/components/format";
import { Meta, When } from "@/components/Meta";
import { Notice, Problem } from "@/components/Notice";
import { Tag } from "@/components/Tag";

import { MergeDialog } from "./MergeDialog";
import { Signals } from "./Signals";
import { useSeparate } from "./useTwins";
import { grouped, type TwinGroup } from "./words";
import styles from "./discover.module.css";

/** Which other postings are the same job or belong to it, by what signs, and ways to say otherwise. */
export function Twins({ posting }: { posting: Posting }) {
  const [merging, merge] = useDisclosure(false);
  return (
    <section aria-labelledby="twins">
      <div className={styles.sectionHead}>
        <Title order={3} id="twins">
          Other postings of this job
        </Title>
        <Button variant="default" size="compact-sm" leftSection={<Combine size={15} />} onClick={merge.open}>
          Merge with another posting …
        </Button>
      </div>
      {posting.twins.length === 0 && <p className={styles.soft}>None is known.</p>}
      {grouped(posting.twins).map((group) => (
        <TwinList key={group.kind} group={group} posting={posting} />
      ))}
      <MergeDialog posting={posting} opened={merging} onClose={merge.close} />
    </section>
  );
}

function TwinList({ group, posting }: { group: TwinGroup; posting: Posting }) {
  const title = group.kind === "same" && posting.duplicate_of !== null ? "Merged with this one" : group.title;
  return (
    <div className={styles.twinGroup}>
      <h4 className={styles.twinKind}>
        {title} <span className={styles.soft}>({group.twins.length})</span>
      </h4>
      <p className={styles.soft}>{group.about}</p>
      <ul className={styles.plain}>
        {group.twins.map((twin) => (
          <TwinItem key={twin.id} posting={posting} twin={twin} undo={group.undo} />
        ))}
      </ul>
    </div>
  );
}

/** A link can be wrong; taking it back shows both postings from then on. */
function TwinItem({ posting, twin, undo }: { posting: Posting; twin: Twin; undo: string }) {
  const [asking, ask] = useDisclosure(false);
  const separate = useSeparate(posting.id, twin);
  const merged = twin.kind === "same";
  return (
    <li className={styles.twin}>
      <Link to="/postings/$postingId" params={{ postingId: twin.id }} search={true} className={styles.twinTitle}>
        {twin.title}
      </Link>{" "}
      {twin.closed_at && <Tag tone="fair">Closed</Tag>}
      <Meta>
        {twin.company}
        {twin.locations.join(" / ") || "no place given"}
        <When at={twin.since}>
          {merged ? "merged" : "linked"}
          {twin.made_by === "rolecall" ? "" : " by a person"} {ago(twin.since)}
        </When>
      </Meta>
      <Signals signals={twin.signals} label="Why" />
      <Button variant="subtle" size="compact-sm" ms={-8} onClick={ask.open}>
        {undo}
      </Button>
      <Modal opened={asking} onClose={ask.close} title={merged ? "Take these two apart?" : "Take this link away?"}>
        <Stack>
          <span>
            “{twin.title}”, {twin.company}
            {merged ? " is shown by itself from then on, and Rolecall does not merge the two again." : " is not mentioned here any more, and Rolecall does not link the two again."}
          </span>
          <Problem error={separate.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={ask.close}>
              Leave it
            </Button>
            <Button loading={separate.isPending} onClick={() => separate.mutate(undefined, { onSuccess: ask.close })} data-autofocus>
              {merged ? "Take them apart" : "Take it away"}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </li>
  );
}

/** This one is not shown in the list, another is. */
export function MergedNotice({ posting }: { posting: Posting }) {
  if (posting.duplicate_of === null) return null;
  return (
    <Notice>
      This posting was merged into another one, which is shown in its place.{" "}
      <Link to="/postings/$postingId" params={{ postingId: posting.duplicate_of }} search={true}>
        Go to that one
      </Link>
    </Notice>
  );
}
