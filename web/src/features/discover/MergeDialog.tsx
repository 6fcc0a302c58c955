import { Button, Group, Modal, Stack, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";

import { comparison, postings } from "@/api/queries";
import type { Posting, PostingRow } from "@/api/shapes";
import { workplaceAndPlace } from "@/components/format";
import { Notice, Problem, Waiting } from "@/components/Notice";

import { Signals } from "./Signals";
import { useMerge } from "./useTwins";
import styles from "./discover.module.css";

const MOST = 20;

interface MergeDialogProps {
  posting: Posting;
  opened: boolean;
  onClose: () => void;
}

/** Say that another posting is the same job: find it, see what speaks for and against, then merge. */
export function MergeDialog({ posting, opened, onClose }: MergeDialogProps) {
  const [other, setOther] = useState<PostingRow | null>(null);
  const close = () => {
    setOther(null);
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={other === null ? "Merge with another posting" : "Are these one job?"} size="lg">
      {opened && (other === null ? <Find posting={posting} onChoose={setOther} /> : <Compare posting={posting} other={other} onBack={() => setOther(null)} onDone={close} />)}
    </Modal>
  );
}

function Find({ posting, onChoose }: { posting: Posting; onChoose: (row: PostingRow) => void }) {
  const [typed, setTyped] = useState(`${posting.title} ${posting.company}`);
  const [q] = useDebouncedValue(typed.trim(), 250);
  const query = useInfiniteQuery(postings({ q: q || undefined, status: "all", sort: q ? "relevance" : "newest" }));
  const known = new Set([posting.id, posting.duplicate_of, ...posting.twins.filter(({ kind }) => kind === "same").map(({ id }) => id)]);
  const found = query.data?.pages[0]?.items.filter(({ id }) => !known.has(id)).slice(0, MOST);
  return (
    <Stack gap="sm">
      <TextInput
        type="search"
        label="Find the other posting"
        leftSection={<Search size={16} aria-hidden="true" />}
        value={typed}
        maxLength={500}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      <Waiting query={query} what="the postings" />
      {found?.length === 0 && <p className={styles.soft} role="status">No other posting has these words. Try fewer.</p>}
      <ul className={styles.choices} aria-label="Postings found">
        {found?.map((row) => (
          <li key={row.id}>
            <UnstyledButton className={styles.choice} onClick={() => onChoose(row)}>
              <strong>{row.title}</strong>
              <span>
                {row.company}, {workplaceAndPlace(row.workplace, row.locations)}
                {row.closed_at && " (closed)"}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

function Compare({ posting, other, onBack, onDone }: { posting: Posting; other: PostingRow; onBack: () => void; onDone: () => void }) {
  const query = useQuery(comparison(posting.id, other.id));
  const merge = useMerge(posting.id);
  return (
    <Stack>
      <ul className={styles.pair}>
        {[posting, other].map(({ id, title, company, workplace, locations }) => (
          <li key={id}>
            <strong>{title}</strong>
            <span>{company}</span>
            <span className={styles.soft}>{workplaceAndPlace(workplace, locations)}</span>
          </li>
        ))}
      </ul>
      <Waiting query={query} what="what they have in common" />
      {query.data && (
        <>
          <div>
            <h3 className={styles.twinKind}>What speaks for it</h3>
            {query.data.signals.length === 0 && <p className={styles.soft}>Nothing that Rolecall knows of.</p>}
            <Signals signals={query.data.signals} label="What speaks for it" />
          </div>
          <div>
            <h3 className={styles.twinKind}>What speaks against it</h3>
            {query.data.against.length === 0 && <p className={styles.soft}>Nothing.</p>}
            <Signals signals={query.data.against} label="What speaks against it" />
          </div>
          {query.data.against.some(({ strength }) => strength >= 1) && (
            <Notice tone="fair">Rolecall would not merge these two by itself. Merge them only if you know that they are one job.</Notice>
          )}
        </>
      )}
      <Problem error={merge.error} />
      <Group justify="space-between">
        <Button variant="subtle" ms={-12} onClick={onBack}>
          Choose another
        </Button>
        <Button loading={merge.isPending} disabled={!query.data} onClick={() => merge.mutate(other.id, { onSuccess: onDone })} data-autofocus>
          Merge them
        </Button>
      </Group>
    </Stack>
  );
}
