import { Button, Loader } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Sparkles, Undo2 } from "lucide-react";
import { useState } from "react";

import { client, unwrap } from "@/api/client";
import { rewording } from "@/api/queries";
import type { Package, Rewording, RewordRun } from "@/api/shapes";
import { count, dollars } from "@/components/format";
import { Meta } from "@/components/Meta";
import { Notice, Problem } from "@/components/Notice";

import styles from "./reword.module.css";

interface RewordProps {
  applicationId: string;
  /** The version on the screen. */
  seen: number;
  /** The current one. */
  latest: number;
  canEdit: boolean;
  onRestored: (made: Package) => void;
}

/** Lines in other words by a language model, where one is set up: what it costs, how far it is, what came of it, and the way back. */
export function Reword({ applicationId, seen, latest, canEdit, onRestored }: RewordProps) {
  const { data } = useQuery(rewording(applicationId));
  if (data === undefined) return null;
  const { run, code } = data;
  const about = run !== null && (run.made === null ? run.version === seen : run.made === seen || run.version === seen) ? run : null;
  const busy = about !== null && about.ended_at === null;
  const offered = canEdit && seen === latest && code !== "llm.not_configured" && !busy;
  if (!offered && about === null) return null;
  return (
    <section className={styles.reword} aria-label="Rewording">
      <div aria-live="polite" className={styles.state}>
        {about !== null && (busy ? <Busy run={about} /> : <Ended run={about} />)}
      </div>
      <div className={styles.actions}>
        {about !== null && canEdit && about.made === latest && seen === latest && (
          <TakeBack applicationId={applicationId} to={about.version} from={latest} onRestored={onRestored} />
        )}
        {offered && <Offer key={seen} applicationId={applicationId} found={data} again={about !== null} />}
      </div>
    </section>
  );
}

function Busy({ run: { model, said } }: { run: RewordRun }) {
  return (
    <p className={styles.busy}>
      <Loader size="xs" aria-hidden="true" />
      <span>{said === null ? `${model} is rewording. This page follows by itself.` : `${said} It is tried again by itself.`}</span>
    </p>
  );
}

function Ended({ run }: { run: RewordRun }) {
  const { reworded, refused, model, tokens, made, state, said } = run;
  const cost = (
    <Meta>
      {model}
      {tokens > 0 && count(tokens, "token")}
      {run.cost_exact ? dollars(run.cost_usd) : `at most ${dollars(run.cost_usd)}`}
    </Meta>
  );
  if (state === "failed") {
    return (
      <Notice tone="poor">
        {said} {run.cost_usd > 0 && cost}
      </Notice>
    );
  }
  return (
    <div className={styles.ended}>
      <p className={styles.lead}>
        {made === null ? `${said ?? "No line was reworded"}.` : `${count(reworded.length, "line")} reworded in version ${made}${refused.length > 0 ? `, ${refused.length} not taken` : ""}.`}
      </p>
      {made !== null && <div className={styles.soft}>{cost}</div>}
      {reworded.length > 0 && (
        <details className={styles.more}>
          <summary>What was reworded</summary>
          <ul className={styles.list}>
            {reworded.map(({ before, after }) => (
              <li key={before}>
                <del>{before}</del>
                <ins>{after}</ins>
              </li>
            ))}
          </ul>
        </details>
      )}
      {refused.length > 0 && (
        <details className={styles.more}>
          <summary>What was not taken, and why</summary>
          <ul className={styles.list}>
            {refused.map(({ line, text, why }) => (
              <li key={text}>
                <del>{text}</del>
                <span className={styles.soft}>{why}</span>
                <span className={styles.soft}>
                  Your line stays: <q>{line}</q>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** Opens what it would cost; only the second button sends anything. */
function Offer({ applicationId, found, again }: { applicationId: string; found: Rewording; again: boolean }) {
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: () =>
      unwrap(client.POST("/api/v1/applications/{application_id}/package/reword", { params: { path: { application_id: applicationId } } })),
    onSettled: () => Promise.all([queries.invalidateQueries(rewording(applicationId)), queries.invalidateQueries({ queryKey: ["timeline", applicationId] })]),
  });
  return (
    <>
      <Button variant="default" size="compact-md" leftSection={<Sparkles size={15} aria-hidden="true" />} aria-expanded={open} onClick={() => setOpen(!open)}>
        {again ? "Reword again" : "Reword with a language model"}
      </Button>
      {open && (
        <div className={styles.offer}>
          <p>{found.ready ? costOf(found) : found.why}</p>
          {found.ready && (
            <p className={styles.soft}>
              It may only word your lines differently: what says more than your facts is not taken. Your name and contact details are not sent, and
              lines that you changed yourself stay. The result is a new version, which you can take back.
            </p>
          )}
          <Problem error={ask.error} />
          {found.ready && (
            <Button loading={ask.isPending} onClick={() => ask.mutate()}>
              Reword {count(found.lines, "line")}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function costOf({ lines, tokens, model, usd, most_usd: most, left_usd: left, limit_usd: limit }: Rewording): string {
  const what = `${count(lines, "line")}, about ${count(hundreds(tokens ?? 0), "token")}, by ${model ?? "the model"}`;
  if (left === null || limit === null) return `${what}, which costs nothing.`;
  // Of what is left, no cent is shown that is not there.
  const rest = left < 1 ? left : Math.floor(left * 100) / 100;
  return `${what}: about ${dollars(usd ?? 0)}, at most ${dollars(most ?? 0)}. ${dollars(rest)} of this month's ${dollars(limit)} are left.`;
}

/** An estimate is no nearer than that. */
function hundreds(tokens: number): number {
  return Math.ceil(tokens / 100) * 100;
}

function TakeBack({ applicationId, to, from, onRestored }: { applicationId: string; to: number; from: number; onRestored: (made: Package) => void }) {
  const restore = useMutation({
    mutationFn: () =>
      unwrap(
        client.POST("/api/v1/applications/{application_id}/package/versions/{version}/restore", {
          params: { path: { application_id: applicationId, version: to } },
          body: { version: from },
        }),
      ),
    onSuccess: onRestored,
  });
  return (
    <>
      <Button variant="default" size="compact-md" leftSection={<Undo2 size={15} aria-hidden="true" />} loading={restore.isPending} onClick={() => restore.mutate()}>
        Take it back: restore version {to}
      </Button>
      <Problem error={restore.error} />
    </>
  );
}
