import { Button, Group, Stack, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { profile, resume, resumes } from "@/api/queries";
import type { Profile } from "@/api/shapes";
import { ago, count } from "@/components/format";
import { Meta, When } from "@/components/Meta";
import { Empty, Notice, Problem, Waiting } from "@/components/Notice";
import { Card, Page } from "@/components/Page";

import { AtsCheck } from "./AtsCheck";
import { DropResume, useUpload } from "./DropResume";
import { FieldRow, isConfirmed } from "./FieldRow";
import { CheckThese } from "./CheckThese";
import { fieldOf, sectionsOf, sourceOf, unsureOf } from "./fields";
import { PreferencesForm } from "./PreferencesForm";
import styles from "./profile.module.css";
import { SourceText } from "./SourceText";

const route = getRouteApi("/member/shell/profile");

/** What Rolecall knows of the candidate: all of it from their own résumé, all of it correctable. */
export default function ProfilePage() {
  const query = useQuery(profile());
  const upload = useUpload();
  const [tab, setTab] = useState<string | null>("resume");
  const readTab = useRef<HTMLButtonElement>(null);
  const replace = useUpload(() => {
    setTab("resume");
    // The field that had the focus is gone with its tab.
    readTab.current?.focus();
  });
  return (
    <Page
      title="Profile"
      lead={query.data ? <FileLine profile={query.data} /> : undefined}
      actions={
        query.data ? (
          <Button component={Link} to="/profile/versions" variant="default">
            Versions
          </Button>
        ) : undefined
      }
    >
      <Stack gap="md">
        <ReadingState />
        <Problem error={upload.error ?? replace.error} />
        <Waiting query={query} what="your profile" />
        {query.data === null && (
          <Card label="Your résumé">
            <Empty icon={<FileUp size={28} />} title="No résumé yet">
              Everything starts with it: the facts in it are all that your applications may claim.
            </Empty>
            <DropResume upload={upload} />
          </Card>
        )}
        {query.data && (
          <Tabs value={tab} onChange={setTab} keepMounted={false}>
            <Tabs.List mb="lg">
              <Tabs.Tab ref={readTab} value="resume">Résumé</Tabs.Tab>
              <Tabs.Tab value="ats">File check</Tabs.Tab>
              <Tabs.Tab value="preferences">What you look for</Tabs.Tab>
              <Tabs.Tab value="another">Replace</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="resume">
              <ReadResume profile={query.data} />
            </Tabs.Panel>
            <Tabs.Panel value="ats">{query.data.resume_id !== null && <AtsCheck resumeId={query.data.resume_id} />}</Tabs.Panel>
            <Tabs.Panel value="preferences">
              <PreferencesForm preferences={query.data.preferences} />
            </Tabs.Panel>
            <Tabs.Panel value="another">
              <Card title="Replace your résumé">
                <p className={styles.soft}>The new one becomes your profile and every posting is scored again. Packages that you approved stay as they are.</p>
                <DropResume upload={replace} />
              </Card>
            </Tabs.Panel>
          </Tabs>
        )}
      </Stack>
    </Page>
  );
}

function FileLine({ profile: { resume_id, facts, corrections } }: { profile: Profile }) {
  const { data } = useQuery({ ...resume(resume_id ?? ""), enabled: resume_id !== null });
  const corrected = Object.values(corrections).filter((correction) => !isConfirmed(correction)).length;
  return (
    <Meta>
      {data?.filename}
      {data && <When at={data.uploaded_at}>read {ago(data.uploaded_at)}</When>}
      {count(facts.length, "fact")}
      {corrected > 0 && count(corrected, "correction")}
    </Meta>
  );
}

/** The last upload, while it is being read or when it could not be. */
function ReadingState() {
  const { data } = useQuery(resumes());
  const last = data?.items[0];
  return (
    <div role="status">
      {last?.status === "reading" && <Notice>Reading {last.filename} …</Notice>}
      {last?.status === "unreadable" && (
        <Notice tone="poor">
          {last.filename} could not be read. {last.problem}
        </Notice>
      )}
      {last?.status === "read" && last.notices.map((notice) => <Notice key={notice} tone="fair">{notice}</Notice>)}
    </div>
  );
}

function ReadResume({ profile }: { profile: Profile }) {
  const file = useQuery({ ...resume(profile.resume_id ?? ""), enabled: profile.resume_id !== null });
  const [focused, setFocused] = useState<string | null>(null);
  const source = focused === null ? null : sourceOf(profile.sources, focused);
  const sections = sectionsOf(profile.resume);
  const unsure = unsureOf(sections, profile);
  // Who comes to correct one fact finds its field under the cursor. By its id: pointers move when entries are removed.
  const { fact } = route.useSearch();
  const place = profile.facts.find(({ id }) => id === fact)?.pointer;
  const pointer = place === undefined ? undefined : fieldOf(sections, place)?.pointer;
  useEffect(() => {
    const button = pointer === undefined ? null : document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(pointer)}"]`);
    button?.focus();
    button?.scrollIntoView({ block: "center" });
  }, [pointer]);
  return (
    <div className={styles.columns}>
      <Stack gap="lg">
        {unsure.length > 0 && <CheckThese unsure={unsure} onFocus={setFocused} />}
        {sections.map(({ heading, entries }) => (
          <Card key={heading} title={heading}>
            {entries.map(({ title, fields }, at) => (
              <div key={at} className={styles.entry} role="group" aria-label={title === "" ? heading : title}>
                {fields.map((field) => (
                  <FieldRow
                    key={field.pointer}
                    field={field}
                    source={sourceOf(profile.sources, field.pointer)}
                    correction={profile.corrections[field.pointer]}
                    unsure={unsure.some((known) => known.field.pointer === field.pointer)}
                    isFocused={focused === field.pointer}
                    onFocus={() => setFocused(field.pointer)}
                  />
                ))}
              </div>
            ))}
          </Card>
        ))}
        <Group gap="sm">
          <Button component={Link} to="/postings" variant="default">
            See how the postings score
          </Button>
          <Button component={Link} to="/gaps" variant="default">
            See what is missing
          </Button>
        </Group>
      </Stack>
      <SourceText text={file.data?.text ?? null} source={source} filename={file.data?.filename ?? "your file"} />
    </div>
  );
}
