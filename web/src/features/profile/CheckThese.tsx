import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { client, unwrap } from "@/api/client";
import { count } from "@/components/format";
import { Problem } from "@/components/Notice";
import { Card } from "@/components/Page";

import type { Unsure } from "./fields";
import styles from "./profile.module.css";

const FIRST = 5;

/** What the reader of the file was not sure of, the least sure first: right, or to be corrected. */
export function CheckThese({ unsure, onFocus }: { unsure: readonly Unsure[]; onFocus: (pointer: string) => void }) {
  const [all, setAll] = useState(false);
  const confirm = useMutation({
    mutationFn: (pointers: string[]) => unwrap(client.PATCH("/api/v1/profile", { body: { corrections: [], confirmed: pointers } })),
  });
  const shown = all ? unsure : unsure.slice(0, FIRST);
  return (
    <Card title="Check these" aside={<span className={styles.soft}>{count(unsure.length, "field")}</span>}>
      <p className={styles.soft}>We read them, but we are not sure that we read them right.</p>
      <ul className={styles.checks}>
        {shown.map(({ field, where, confidence }) => (
          <li key={field.pointer}>
            <span className={styles.checkWhat}>
              <span className={styles.soft}>
                {where}: {field.label} · {Math.round(100 * confidence)} % sure
              </span>
              <span className={styles.checkValue}>{field.value}</span>
            </span>
            <Group gap="xs" wrap="nowrap">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${field.label} “${field.value}” is right`}
                loading={confirm.isPending && confirm.variables.includes(field.pointer)}
                onClick={() => confirm.mutate([field.pointer])}
              >
                Right
              </Button>
              <Button size="compact-sm" variant="default" aria-label={`Correct ${field.label} “${field.value}”`} onClick={() => open(field.pointer, onFocus)}>
                Correct
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      <Problem error={confirm.error} />
      {unsure.length > FIRST && (
        <Button size="compact-sm" variant="subtle" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? "Show fewer" : `Show all ${unsure.length}`}
        </Button>
      )}
    </Card>
  );
}

/** Opens the field for correction where it stands among the others. */
function open(pointer: string, onFocus: (pointer: string) => void) {
  const button = document.querySelector<HTMLElement>(`button[data-pointer="${CSS.escape(pointer)}"]`);
  onFocus(pointer);
  button?.scrollIntoView({ block: "center" });
  button?.click();
}
