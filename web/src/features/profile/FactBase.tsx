import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRef, useState } from "react";

import { client, unwrap } from "@/api/client";
import { useKeys } from "@/app/keys";
import { Empty, Problem, Waiting } from "@/components/Notice";
import { Card } from "@/components/Page";

import { FactItem } from "./FactItem";
import { FACT_KINDS, facts, grouped, isStation, STANDS_ALONE, type FactKind, type FactLine } from "./facts";
import styles from "./facts.module.css";

/** Every fact by its place in the résumé, and a line to say another one. */
export function FactBase() {
  const query = useQuery(facts());
  const [withdrawn, setWithdrawn] = useState(false);
  return (
    <Stack gap="md">
      <AddFact known={query.data ?? []} />
      <Waiting query={query} what="your facts" />
      {query.data?.length === 0 && (
        <Empty icon={<Plus size={26} />} title="No facts yet">
          Facts come from your résumé. What it does not say, you can say here.
        </Empty>
      )}
      {query.data &&
        grouped(query.data).map(({ title, lines }) => (
          <Card key={title} title={title}>
            <ul className={styles.lines} data-short={title === "Skills"}>
              {lines.map((line) => (
                <FactItem key={line.id} line={line} />
              ))}
            </ul>
          </Card>
        ))}
      <div>
        <Button variant="default" size="compact-sm" aria-expanded={withdrawn} onClick={() => setWithdrawn(!withdrawn)}>
          {withdrawn ? "Hide what was taken back" : "Show what was taken back"}
        </Button>
      </div>
      {withdrawn && <Withdrawn />}
    </Stack>
  );
}

function AddFact({ known }: { known: readonly FactLine[] }) {
  const [kind, setKind] = useState<FactKind>("duty");
  const [about, setAbout] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const queries = useQueryClient();
  useKeys({ a: () => field.current?.focus() });
  const alone = STANDS_ALONE.has(kind);
  const add = useMutation({
    mutationFn: () =>
      unwrap(
        client.POST("/api/v1/facts", {
          body: { text, kind, about: alone ? null : about, since: since.trim() || null, until: until.trim() || null },
        }),
      ),
    onSuccess: async () => {
      setText("");
      field.current?.focus();
      await queries.invalidateQueries({ queryKey: ["profile"] });
    },
  });
  const stations = known.filter(isStation).map(({ id, text: label }) => ({ value: id, label }));
  return (
    <Card label="Say a fact">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <div className={styles.add}>
          <TextInput
            ref={field}
            className={styles.said}
            label="Say a fact of yours"
            description="One statement, as it may stand in a résumé: “Cut the build’s time by 40 %”."
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={500}
          />
          <Select label="What it is" data={FACT_KINDS} value={kind} onChange={(chosen) => chosen && setKind(chosen)} allowDeselect={false} />
          {!alone && stations.length > 0 && (
            <Select label="Where" placeholder="Nowhere in particular" data={stations} value={about} onChange={setAbout} clearable searchable />
          )}
          <TextInput label="From" placeholder="2021-06" value={since} onChange={(event) => setSince(event.currentTarget.value)} maxLength={10} />
          <TextInput label="Until" placeholder="2023" value={until} onChange={(event) => setUntil(event.currentTarget.value)} maxLength={10} />
        </div>
        <Problem error={add.error} />
        <Group mt="sm" gap="sm">
          <Button type="submit" loading={add.isPending} disabled={text.trim() === ""} leftSection={<Plus size={16} aria-hidden="true" />}>
            Add
          </Button>
          <span role="status" className={styles.soft}>
            {add.isSuccess && text === "" ? `“${add.data.text}” is a fact of yours now. Everything is scored again.` : ""}
          </span>
        </Group>
      </form>
    </Card>
  );
}

function Withdrawn() {
  const query = useQuery(facts(true));
  return (
    <Card title="Taken back">
      <Waiting query={query} what="what was taken back" />
      {query.data?.length === 0 && <p className={styles.soft}>Nothing was taken back.</p>}
      <ul className={styles.lines}>
        {query.data?.map((line) => (
          <FactItem key={line.id} line={line} />
        ))}
      </ul>
    </Card>
  );
}
