import { Stack } from "@mantine/core";
import { useState } from "react";

import type { Profile } from "@/api/shapes";
import { count } from "@/components/format";
import { Notice } from "@/components/Notice";
import { Card } from "@/components/Page";
import { FieldRow } from "@/features/profile/FieldRow";
import { sectionsOf, sourceOf, type Field } from "@/features/profile/fields";

import styles from "./welcome.module.css";

/** How many positions and skill groups are shown here; the profile has all. */
const SHOWN = 3;

export function KeyFacts({ profile, notices }: { profile: Profile; notices: string[] }) {
  const [focused, setFocused] = useState<string | null>(null);
  const sections = sectionsOf(profile.resume);
  const of = (heading: string) => sections.find((section) => section.heading === heading)?.entries ?? [];
  const contact = of("Name and contact").flatMap(({ fields }) => fields.filter(({ long }) => !long)).slice(0, 5);
  const work = of("Work").slice(0, SHOWN);
  const skills = of("Skills").slice(0, SHOWN).flatMap(({ fields }) => fields.filter(({ list, value }) => list && value !== ""));
  const row = (field: Field) => (
    <FieldRow
      key={field.pointer}
      field={field}
      source={sourceOf(profile.sources, field.pointer)}
      correction={profile.corrections[field.pointer]}
      isFocused={focused === field.pointer}
      onFocus={() => setFocused(field.pointer)}
    />
  );
  return (
    <Stack gap="md">
      {notices.map((notice) => (
        <Notice key={notice} tone="fair">
          {notice}
        </Notice>
      ))}
      <div className={styles.facts}>
        <Stack gap="md">
          <Card title="You">{contact.map(row)}</Card>
          {skills.length > 0 && <Card title="Skills">{skills.map(row)}</Card>}
        </Stack>
        <Card title="Work" aside={<span className={styles.soft}>{count(of("Work").length, "position")}</span>}>
          {work.length === 0 && <Notice tone="fair">No positions were found. Check that the file has text in it, not pictures of text.</Notice>}
          {work.map(({ title, fields }, at) => (
            <div key={at} className={styles.position} role="group" aria-label={title}>
              {fields.filter(({ long, label }) => !long && label !== "Place").map(row)}
            </div>
          ))}
        </Card>
      </div>
      <p className={styles.soft}>{count(profile.facts.length, "fact")} in all, each with the place where it stood.</p>
    </Stack>
  );
}
