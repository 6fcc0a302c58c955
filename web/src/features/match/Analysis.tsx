import { Button, Loader } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, CircleDashed, CircleDot, Sparkles } from "lucide-react";
import type { ReactNode } from "react";

import { client, unwrap } from "@/api/client";
import { analysis } from "@/api/queries";
import type { Analysis, AnalysisRun, Application, PlainAnalysis, Statement } from "@/api/shapes";
import { ago, count, day, dollars } from "@/components/format";
import { Meta, When } from "@/components/Meta";
import { Notice, Problem, Waiting } from "@/components/Notice";
import { Card } from "@/components/Page";

import styles from "./analysis.module.css";

/** What speaks for an application and against it: by the rules always, in words where a language model was asked. */
export function AnalysisCard({ application }: { application: Application }) {
  const query = useQuery(analysis(application.id));
  return (
    <Card title="Analysis">
      {query.data ? <Body application={application} found={query.data} /> : <Waiting query={query} what="the analysis" />}
    </Card>
  );
}

function Body({ application, found }: { application: Application; found: Analysis }) {
  const done = found.runs.find(({ words }) => words !== null);
  const plain = found.plain && <ByRules plain={found.plain} postingId={application.posting_id} />;
  return (
    <div className={styles.body}>
      {done ? (
        <>
          <InWords run={done} />
          {plain && (
            <details className={styles.more}>
              <summary>What the rules found</summary>
              {plain}
            </details>
          )}
        </>
      ) : (
        (plain ?? <p className={styles.soft}>This posting has no score yet, so there is nothing to compare.</p>)
      )}
      <Ask applicationId={application.id} found={found} again={done !== undefined} />
      <Earlier runs={found.runs} />
    </div>
  );
}

const MET = { met: CircleCheck, partly: CircleDot, missing: CircleDashed } as const;
const SHOWN = 5;

function ByRules({ plain, postingId }: { plain: PlainAnalysis; postingId: string }) {
  const rest = Math.max(0, plain.met.length - SHOWN) + Math.max(0, plain.missing.length - SHOWN);
  return (
    <div className={styles.body}>
      <p className={styles.lead}>{plain.summary}</p>
      <div className={styles.columns}>
        <Column title="Speaks for you" empty="Nothing asked for was found in your résumé.">
          {plain.met.slice(0, SHOWN).map(({ name, met, evidence, why, must, text }) => (
            <Item key={`${name}-${text}`} met={met} aside={must ? null : "nice to have"} quotes={evidence === null ? [] : [evidence]}>
              <strong>{name}</strong>
              {met === "partly" && <>: {why}</>}
            </Item>
          ))}
        </Column>
        <Column title="Missing" empty="Nothing asked for is missing.">
          {plain.missing.slice(0, SHOWN).map(({ name, why, must, text }) => (
            <Item key={`${name}-${text}`} met="missing" aside={must ? null : "nice to have"} quotes={[]}>
              <strong>{name}</strong>: {why}
            </Item>
          ))}
        </Column>
      </div>
      {rest > 0 && (
        <Link to="/postings/$postingId" params={{ postingId }} className={styles.rest}>
          {count(rest, "more requirement")}, with both sentences
        </Link>
      )}
      <Suggestions texts={plain.suggestions.map(({ text }) => text)} />
    </div>
  );
}

function InWords({ run }: { run: AnalysisRun }) {
  if (run.words === null) return null;
  const { commentary, met, missing, suggestions, notices } = run.words;
  return (
    <div className={styles.body} lang={run.language}>
      {commentary.length > 0 && <p className={styles.lead}>{commentary.map(({ text }) => text).join(" ")}</p>}
      <div className={styles.columns}>
        <Column title="Speaks for you" empty="Nothing that your facts support.">
          {met.map((statement) => (
            <Said key={statement.text} met="met" statement={statement} />
          ))}
        </Column>
        <Column title="Missing" empty="Nothing is said to be missing.">
          {missing.map((statement) => (
            <Said key={statement.text} met="missing" statement={statement} />
          ))}
        </Column>
      </div>
      <Suggestions texts={suggestions.map(({ text }) => text)} />
      <div lang="en" className={styles.soft}>
        <Meta>
          {run.model}
          {run.ended_at !== null && <When at={run.ended_at}>{ago(run.ended_at)}</When>}
          {count(run.tokens_in + run.tokens_out, "token")}
          {costOf(run)}
          {run.dropped > 0 && `${count(run.dropped, "statement")} left out: no fact of yours supports ${run.dropped === 1 ? "it" : "them"}`}
        </Meta>
        {notices.map((notice) => (
          <Notice key={notice} tone="fair">
            {notice}
          </Notice>
        ))}
      </div>
    </div>
  );
}

function Said({ met, statement: { text, facts } }: { met: keyof typeof MET; statement: Statement }) {
  return (
    <Item met={met} aside={null} quotes={facts.map((fact) => fact.text)}>
      {text}
    </Item>
  );
}

function Column({ title, empty, children }: { title: string; empty: string; children: ReactNode[] }) {
  return (
    <section aria-label={title}>
      <h3 className={styles.columnTitle} lang="en">{title}</h3>
      {children.length === 0 ? <p className={styles.soft} lang="en">{empty}</p> : <ul className={styles.list}>{children}</ul>}
    </section>
  );
}

function Item({ met, aside, quotes, children }: { met: keyof typeof MET; aside: string | null; quotes: string[]; children: ReactNode }) {
  const Icon = MET[met];
  return (
    <li>
      <Icon size={17} aria-hidden="true" className={styles.mark} data-met={met} />
      <div>
        <span>{children}</span>
        {aside !== null && <span className={styles.soft}> {aside}</span>}
        {quotes.map((quote) => (
          <q key={quote} className={styles.quote}>
            {quote}
          </q>
        ))}
      </div>
    </li>
  );
}

function Suggestions({ texts }: { texts: string[] }) {
  if (texts.length === 0) return null;
  return (
    <section aria-label="Suggestions">
      <h3 className={styles.columnTitle} lang="en">Suggestions</h3>
      <ul className={styles.suggestions}>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

/** The way to an analysis in words: what it costs, the button, how far it is, or why there is none. */
function Ask({ applicationId, found, again }: { applicationId: string; found: Analysis; again: boolean }) {
  const queries = useQueryClient();
  const key = analysis(applicationId).queryKey;
  const ask = useMutation({
    mutationFn: () =>
      unwrap(client.POST("/api/v1/applications/{application_id}/analysis/run", { params: { path: { application_id: applicationId } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  const { run, model, estimate, budget } = found;
  const busy = run !== null && (run.state === "queued" || run.state === "running");
  return (
    <div className={styles.ask}>
      <div aria-live="polite" className={styles.state}>
        {busy && (
          <p className={styles.busy}>
            <Loader size="xs" aria-hidden="true" />
            <span>
              {run.problem === null
                ? `${run.model} is writing. This page follows by itself.`
                : `${run.problem} It is tried again by itself.`}
            </span>
          </p>
        )}
        {run?.state === "failed" && (
          <Notice tone="poor">
            {run.problem} {run.cost_usd > 0 && `It cost ${costOf(run)}.`}
          </Notice>
        )}
      </div>
      <Problem error={ask.error} />
      {!busy && model.ready && (
        <div className={styles.offer}>
          <Button variant="default" leftSection={<Sparkles size={16} aria-hidden="true" />} loading={ask.isPending} onClick={() => ask.mutate()}
            aria-describedby="analysis-cost">
            {again ? "Put it into words again" : "Put it into words"}
          </Button>
          <p id="analysis-cost" className={styles.soft}>
            {estimate && budget
              ? `About ${dollars(estimate.usd)}, at most ${dollars(estimate.most_usd)}, by ${model.name ?? "the model"}; ${dollars(cents(budget.left_usd))} of this month's ${dollars(budget.limit_usd)} are left.`
              : `By ${model.name ?? "the model"}, which costs nothing.`}{" "}
            Your name and contact details are not sent. The score stays as it is.
          </p>
        </div>
      )}
      {!busy && !model.ready && <p className={styles.soft}>{whyNot(found)}</p>}
    </div>
  );
}

/** Of what is left, no cent is shown that is not there. */
function cents(left: number): number {
  return left < 1 ? left : Math.floor(left * 100) / 100;
}

/** Why nothing can be asked now. */
function whyNot({ model }: Analysis): string {
  const why = model.why ?? "";
  return model.code === "llm.not_configured" ? `A language model can put this into words. ${why}` : why;
}

function Earlier({ runs }: { runs: AnalysisRun[] }) {
  const ended = runs.filter(({ state }) => state === "done" || state === "failed").slice(1);
  if (ended.length === 0) return null;
  return (
    <details className={styles.more}>
      <summary>{count(ended.length, "earlier run")}</summary>
      <ul className={styles.runs}>
        {ended.map((run) => (
          <li key={run.id}>
            <Meta>
              <When at={run.asked_at}>{day(run.asked_at)}</When>
              {run.model}
              {run.state === "done" ? "done" : (run.problem ?? "failed")}
              {costOf(run)}
            </Meta>
          </li>
        ))}
      </ul>
    </details>
  );
}

function costOf({ cost_usd: usd, cost_exact: exact }: AnalysisRun): string {
  return exact ? dollars(usd) : `at most ${dollars(usd)}`;
}
