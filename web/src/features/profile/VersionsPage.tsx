import { Button, Select, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Files } from "lucide-react";

import { client, unwrap } from "@/api/client";
import { resume, resumes, versionsCompared } from "@/api/queries";
import type { Resume, ResumeFile, VersionsCompared } from "@/api/shapes";
import { ago, count, moment } from "@/components/format";
import { Meta, When } from "@/components/Meta";
import { Empty, Problem, Waiting } from "@/components/Notice";
import { Card, Page } from "@/components/Page";
import { Tag } from "@/components/Tag";

import styles from "./versions.module.css";
import { placeOf, shortened, told, type FieldChange, type Run } from "./versions";

const route = getRouteApi("/member/shell/profile/versions");

/** Every résumé that was uploaded, and what changed from one to another. */
export default function VersionsPage() {
  const query = useQuery(resumes());
  const files = query.data?.items ?? [];
  const read = files.filter(({ status }) => status === "read");
  const { before, after } = route.useSearch();
  const navigate = useNavigate({ from: "/profile/versions" });
  const later = read.find(({ id }) => id === after) ?? read.find(({ current }) => current) ?? read[0];
  const earlier = read.find(({ id }) => id === before) ?? read.find(({ id, uploaded_at }) => id !== later?.id && uploaded_at < (later?.uploaded_at ?? ""));
  const choices = read.map((file) => ({ value: file.id, label: `${file.filename}, ${moment(file.uploaded_at)}` }));
  return (
    <Page
      title="Versions of your résumé"
      lead={<Meta>{count(files.length, "version")}</Meta>}
      actions={
        <Button component={Link} to="/profile" variant="default">
          Back to the profile
        </Button>
      }
    >
      <Waiting query={query} what="your résumés" />
      <div className={styles.page}>
        {files.length > 0 && (
          <Card title="All versions">
            <ul className={styles.files}>
              {files.map((file) => (
                <Version key={file.id} file={file} />
              ))}
            </ul>
          </Card>
        )}
        <Card title="What changed">
          {read.length < 2 || !earlier || !later ? (
            <Empty icon={<Files size={28} />} title="Nothing to compare yet">Upload another version, and you see here what is new in it.</Empty>
          ) : (
            <>
              <div className={styles.choice}>
                <Select
                  label="From"
                  data={choices}
                  value={earlier.id}
                  allowDeselect={false}
                  onChange={(id) => void navigate({ search: { before: id ?? undefined, after: later.id }, replace: true })}
                />
                <Select
                  label="To"
                  data={choices}
                  value={later.id}
                  allowDeselect={false}
                  onChange={(id) => void navigate({ search: { before: earlier.id, after: id ?? undefined }, replace: true })}
                />
              </div>
              <Changes before={earlier.id} after={later.id} />
            </>
          )}
        </Card>
      </div>
    </Page>
  );
}

function Version({ file }: { file: ResumeFile }) {
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => unwrap(client.POST("/api/v1/resumes/{id}/read", { params: { path: { id: file.id } } })),
  });
  const use = useMutation({
    mutationFn: () => unwrap(client.POST("/api/v1/resumes/{id}/use", { params: { path: { id: file.id } } })),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ["resumes"] }), queries.invalidateQueries({ queryKey: ["profile"] })]),
  });
  return (
    <li>
      <span className={styles.file}>
        <span className={styles.name}>
          {file.filename} {file.current && <Tag tone="good">your profile</Tag>} {file.status === "unreadable" && <Tag tone="poor">not read</Tag>}
        </span>
        <span className={styles.soft}>
          <When at={file.uploaded_at}>{ago(file.uploaded_at)}</When>
          {file.problem !== null && <> · {file.problem}</>}
        </span>
        <Problem error={again.error ?? use.error} />
      </span>
      {!file.current && file.status === "read" && (
        <Button size="compact-sm" variant="default" loading={use.isPending} aria-label={`Use as my profile: ${file.filename}`} onClick={() => use.mutate()}>
          Use as my profile
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        loading={again.isPending || file.status === "reading"}
        aria-label={`Read again: ${file.filename}`}
        onClick={() => again.mutate()}
      >
        Read again
      </Button>
    </li>
  );
}

function Changes({ before, after }: { before: string; after: string }) {
  const query = useQuery(versionsCompared(before, after));
  const was = useQuery(resume(before));
  const now = useQuery(resume(after));
  return (
    <>
      <Waiting query={query} what="the comparison" />
      {query.data && <Outcome made={query.data} before={was.data?.resume ?? {}} after={now.data?.resume ?? {}} />}
    </>
  );
}

const KINDS = { added: { word: "New", tone: "good" }, removed: { word: "Gone", tone: "poor" }, changed: { word: "Changed", tone: "fair" } } as const;

function Outcome({ made, before, after }: { made: VersionsCompared; before: Resume; after: Resume }) {
  return (
    <div className={styles.outcome}>
      <section aria-labelledby="changed-fields">
        <Title order={3} id="changed-fields">
          {made.fields.length === 0 ? "Both have the same fields" : count(made.fields.length, "change")}
        </Title>
        <p className={styles.soft}>As the files were read, without your corrections.</p>
        <ul className={styles.changes}>
          {made.fields.map((change) => (
            <Change key={`${change.pointer_before ?? ""} ${change.pointer_after ?? ""}`} change={change} before={before} after={after} />
          ))}
        </ul>
      </section>
      <div>
        <Title order={3}>
          The text, word by word
        </Title>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
        <div className={styles.text} tabIndex={0} role="region" aria-label="The text, word by word">
          {made.text.every(({ kind }) => kind === "same") ? (
            <p className={styles.soft}>The text is the same, word by word.</p>
          ) : (
            shortened(made.text).map((part, at) =>
              part.kind === "skipped" ? (
                <span key={at} className={styles.skipped}>
                  {count(part.lines, "line")} alike
                </span>
              ) : (
                <Words key={at} run={part} />
              ),
            )
          )}
        </div>
      </div>
    </div>
  );
}

function Change({ change, before, after }: { change: FieldChange; before: Resume; after: Resume }) {
  const { where, what } = placeOf(change, before, after);
  const { word, tone } = KINDS[change.kind];
  return (
    <li>
      <span className={styles.place}>
        <Tag tone={tone}>{word}</Tag> <strong>{what}</strong> <span className={styles.soft}>{where}</span>
      </span>
      <span className={styles.value}>
        {change.kind === "changed" ? change.words.map((run, at) => <Words key={at} run={run} />) : told(change.kind === "added" ? change.after : change.before)}
      </span>
    </li>
  );
}

/** Words in a row. What was taken out and put in is marked for the eye, and as such for who listens. */
function Words({ run: { kind, text } }: { run: Run }) {
  if (kind === "added") return <ins>{text}</ins>;
  if (kind === "removed") return <del>{text}</del>;
  return <span>{text}</span>;
}
