import { Button, Group } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowRight, Check } from "lucide-react";
import { useEffect, useState } from "react";

import { followLive } from "@/api/live";
import { boards, profile, resumes } from "@/api/queries";
import { Problem } from "@/components/Notice";
import { Wordmark } from "@/components/Wordmark";
import { DropResume, useUpload } from "@/features/profile/DropResume";

import { Companies } from "./Companies";
import { KeyFacts } from "./KeyFacts";
import styles from "./welcome.module.css";

const STEPS = ["Your résumé", "What was found", "Companies"] as const;

/** First run: a résumé, a look at what was read in it, a few companies, and then the ranked postings. */
export default function Wizard() {
  useDocumentTitle("Start · Rolecall");
  const queries = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    void followLive(queries, () => undefined, stop.signal);
    return () => stop.abort();
  }, [queries]);

  const navigate = useNavigate();
  const files = useQuery(resumes());
  const read = useQuery(profile());
  const sources = useQuery(boards());
  const upload = useUpload();
  const [confirmed, setConfirmed] = useState(false);
  const [again, setAgain] = useState(false);
  const step = read.data == null || again ? 0 : confirmed ? 2 : 1;
  const last = files.data?.items[0];
  // Another résumé was read: on to what it says.
  const [readBefore, setReadBefore] = useState<string | null>(null);
  const current = read.data?.resume_id ?? null;
  if (current !== readBefore) {
    setReadBefore(current);
    setAgain(false);
  }

  return (
    <div className={styles.frame}>
      <header className={styles.top}>
        <Wordmark size={30} />
        <Link to="/postings" className={styles.skip}>
          Skip this
        </Link>
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        <ol className={styles.steps} aria-label="Steps">
          {STEPS.map((title, at) => (
            <li key={title} data-standing={at < step ? "done" : at === step ? "now" : "later"} aria-current={at === step ? "step" : undefined}>
              <span aria-hidden="true">{at < step ? <Check size={13} strokeWidth={3} /> : at + 1}</span>
              {title}
            </li>
          ))}
        </ol>

        {step === 0 && (
          <section aria-labelledby="step">
            <h1 id="step" className={styles.title}>
              Start with your résumé
            </h1>
            <p className={styles.lead}>Its facts are all that Rolecall will ever claim for you. You can correct every one of them.</p>
            {last?.status === "reading" || upload.isPending ? (
              <Reading filename={last?.filename ?? upload.variables?.name ?? "your résumé"} />
            ) : (
              <DropResume upload={upload} />
            )}
            <div role="alert" className={styles.gap}>
              {last?.status === "unreadable" && <Problem error={new Error(`${last.filename}: ${last.problem ?? "it could not be read."}`)} />}
            </div>
            <Problem error={upload.error ?? files.error ?? read.error} />
          </section>
        )}

        {step === 1 && read.data && (
          <section aria-labelledby="step">
            <h1 id="step" className={styles.title}>
              Is this you{read.data.resume.basics?.name ? `, ${read.data.resume.basics.name.split(" ")[0]}` : ""}?
            </h1>
            <p className={styles.lead}>The main things that were read. Press one to correct it; the rest is in your profile.</p>
            <KeyFacts profile={read.data} notices={last?.notices ?? []} />
            <Group justify="space-between" mt="xl">
              <Button variant="default" onClick={() => setAgain(true)}>
                Take another file
              </Button>
              <Button size="md" rightSection={<ArrowRight size={18} />} onClick={() => setConfirmed(true)}>
                That is right
              </Button>
            </Group>
          </section>
        )}

        {step === 2 && (
          <section aria-labelledby="step">
            <h1 id="step" className={styles.title}>
              Where would you like to work?
            </h1>
            <p className={styles.lead}>Name some companies. Their open postings are found and scored against your résumé while you watch.</p>
            <Companies query={sources} onDone={() => void navigate({ to: "/postings" })} />
          </section>
        )}
      </main>
    </div>
  );
}

function Reading({ filename }: { filename: string }) {
  return (
    <div className={styles.reading} role="status">
      <div className={styles.page} aria-hidden="true">
        <i /> <i /> <i /> <i /> <i /> <i /> <i />
        <b />
      </div>
      <span>Reading {filename} …</span>
    </div>
  );
}
