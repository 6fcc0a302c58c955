import { Title } from "@mantine/core";
import { CircleCheck, CircleDashed, CircleDot, Locate } from "lucide-react";

import type { Finding, Match } from "@/api/shapes";
import type { Range } from "@/components/Markdown";
import { Notice } from "@/components/Notice";

import styles from "./match.module.css";
import { ScoreParts } from "./ScoreParts";

interface ReasonsProps {
  match: Match;
  chosen: Range | null;
  onChoose: (range: Range | null) => void;
}

/** Why the score is what it is: what rules the posting out, each requirement with both sentences, and the sum. */
export function Reasons({ match, chosen, onChoose }: ReasonsProps) {
  return (
    <>
      {match.filtered.map(({ filter, why }) => (
        <Notice key={filter} tone="poor">
          <strong>Ruled out ({filter}).</strong> {why}
        </Notice>
      ))}
      {match.notices.map((notice) => (
        <Notice key={notice} tone="fair">
          {notice}
        </Notice>
      ))}
      <Requirements findings={match.findings} chosen={chosen} onChoose={onChoose} />
      <ScoreParts match={match} />
    </>
  );
}

const MET = {
  met: { word: "Met", icon: CircleCheck, tone: "good" },
  partly: { word: "Partly", icon: CircleDot, tone: "fair" },
  missing: { word: "Missing", icon: CircleDashed, tone: "poor" },
} as const;

function Requirements({ findings, chosen, onChoose }: { findings: Finding[] } & Omit<ReasonsProps, "match">) {
  const tally = (met: Finding["met"]) => findings.filter((finding) => finding.met === met).length;
  return (
    <section aria-labelledby="requirements">
      <div className={styles.sectionHead}>
        <Title order={3} id="requirements">
          What they ask for
        </Title>
        <span className={styles.soft}>
          {tally("met")} met, {tally("partly")} partly, {tally("missing")} missing
        </span>
      </div>
      {findings.length === 0 && <p className={styles.soft}>No requirement was found in the text.</p>}
      <ul className={styles.findings}>
        {findings.map((finding) => {
          const { word, icon: Icon, tone } = MET[finding.met];
          const isChosen = chosen?.start === finding.start && chosen.end === finding.end;
          return (
            <li key={`${finding.start}-${finding.kind}-${finding.name}`} className={styles.finding} data-chosen={isChosen}>
              <div className={styles.findingHead}>
                <span className={styles.met} data-tone={tone}>
                  <Icon size={17} aria-hidden="true" /> {word}
                </span>
                <span className={styles.findingName}>
                  <strong>{nameOf(finding)}</strong>
                  {!finding.must && <span className={styles.soft}>nice to have</span>}
                </span>
                <button
                  type="button"
                  className={styles.locate}
                  aria-pressed={isChosen}
                  aria-label={`Show “${nameOf(finding)}” in the posting`}
                  onClick={() => onChoose(isChosen ? null : { start: finding.start, end: finding.end })}
                >
                  <Locate size={15} aria-hidden="true" />
                </button>
              </div>
              <dl className={styles.pair}>
                <div>
                  <dt>They write</dt>
                  <dd>{finding.text}</dd>
                </div>
                <div>
                  <dt>Your résumé says</dt>
                  <dd data-missing={finding.evidence === null}>{finding.evidence ?? "nothing about it"}</dd>
                </div>
              </dl>
              <p className={styles.why}>{finding.why}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A duty is named by its own sentence, which stands below it anyway. */
function nameOf({ kind, name, text }: Finding): string {
  return kind === "duty" && text.includes(name) ? "Duty" : name;
}
