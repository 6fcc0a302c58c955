import { Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";

import type { Match, Moved } from "@/api/shapes";
import { DECISIONS } from "@/components/Score";

import { capital } from "@/components/format";
import { partName, plotInWords, plotOf, signed } from "./plot";
import styles from "./plot.module.css";

const TICKS = [0, 25, 50, 75, 100];

/** How the parts add up to the score, drawn on one axis from 0 to 100, and what the user's own decisions moved. */
export function ScoreParts({ match }: { match: Match }) {
  const plot = plotOf(match.contributions);
  const { low, high } = match.band;
  const tone = match.decision === "filtered" ? "weak" : match.decision;
  return (
    <section aria-labelledby="contributions">
      <div className={styles.head}>
        <Title order={3} id="contributions">
          How the {match.score} comes about
        </Title>
        <span className={styles.soft}>{DECISIONS[match.decision]}</span>
      </div>
      <div className={styles.plot} style={{ "--zero": `${plot.at(0)}%`, "--step": `${plot.step}%` } as CSSProperties}>
        <p className={styles.unseen}>{plotInWords(match)}</p>
        <div className={styles.axis} aria-hidden="true">
          {TICKS.map((tick) => (
            <span key={tick} className="figures" style={{ insetInlineStart: `${plot.at(tick)}%` }}>
              {tick}
            </span>
          ))}
        </div>
        <ul className={styles.rows}>
          {plot.bars.map(({ name, points, why, value, from, width, room }) => (
            <li key={name}>
              <span className={styles.name}>{partName(name)}</span>
              <span className={styles.track} aria-hidden="true">
                <span className={styles.room} style={{ insetInlineStart: `${from}%`, inlineSize: `${room}%` }} />
                <span
                  className={styles.bar}
                  hidden={points === 0}
                  data-sign={points < 0 ? "minus" : name === "own" ? "own" : "plus"}
                  style={{ insetInlineStart: `${from}%`, inlineSize: `${width}%` }}
                />
              </span>
              <span className={`${styles.points} figures`}>{signed(points)}</span>
              <span className={styles.why}>{name === "own" && match.moved.length > 0 ? "What moved it stands below." : why}</span>
              {value !== null && (
                <span className={`${styles.value} figures`} title="How far this part is met">
                  {Math.round(100 * value)} %
                </span>
              )}
            </li>
          ))}
          <li className={styles.total}>
            <span className={styles.name}>Score</span>
            <span className={styles.track} aria-hidden="true">
              <span className={styles.sum} data-tone={tone} style={{ insetInlineStart: `${plot.at(0)}%`, inlineSize: `${plot.at(match.score) - plot.at(0)}%` }} />
              <span className={styles.band} style={{ insetInlineStart: `${plot.at(low)}%`, inlineSize: `${plot.at(high) - plot.at(low)}%` }} />
            </span>
            <span className={`${styles.points} figures`}>{match.score}</span>
            <span className={styles.why}>
              {capital(match.band.certainty)}: in four of five cases like this it lies between {low} and {high}.
            </span>
          </li>
        </ul>
      </div>
      <MovedByYou moved={match.moved} version={match.personal_version} />
      <p className={styles.soft}>
        The same posting, résumé, preferences and decisions always give this score (rules {match.version}).{" "}
        <Link to="/settings/scoring">How your score is made</Link>
      </p>
    </section>
  );
}

function MovedByYou({ moved, version }: { moved: Moved[]; version: string | null }) {
  if (version === null) return null;
  return (
    <div className={styles.moved}>
      <Title order={4} size="h5">
        What your decisions moved here
      </Title>
      {moved.length === 0 ? <p className={styles.soft}>Nothing: the posting says nothing that they are about.</p> : <MovedList moved={moved} />}
    </div>
  );
}

/** What raises and what lowers, drawn from a line in the middle; from the left where all goes one way. */
export function MovedList({ moved, oneSided = false }: { moved: Moved[]; oneSided?: boolean }) {
  const wide = oneSided ? 100 : 50;
  const most = Math.max(...moved.map(({ by }) => Math.abs(by)), 0.001);
  return (
    <ul className={styles.movedList}>
      {moved.map(({ kind, name, by }) => (
        <li key={`${kind}-${name}`}>
          <span className={styles.movedName}>{movedName(kind, name)}</span>
          <span className={styles.middle} data-one-sided={oneSided} aria-hidden="true">
            <span
              className={styles.bar}
              data-sign={by < 0 ? "minus" : "plus"}
              style={{
                insetInlineStart: oneSided ? 0 : by < 0 ? `${50 - (50 * -by) / most}%` : "50%",
                inlineSize: `${(wide * Math.abs(by)) / most}%`,
              }}
            />
          </span>
          <span className={`${styles.points} figures`}>
            <span className={styles.unseen}>{by < 0 ? "lowers by" : "raises by"} </span>
            {by < 0 ? "−" : "+"}
            {Math.abs(by).toFixed(2)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A word in quotes, one of a title said to be so; a part by its name; the constant is how choosy the user is. */
export function movedName(kind: string, name: string): string {
  if (kind === "constant" || name === "") return "How choosy you are";
  if (kind !== "word") return name === "general" ? "The general score" : `The part ${partName(name)}`;
  return name.startsWith(IN_TITLE) ? `“${name.slice(IN_TITLE.length)}” in the title` : `“${name}”`;
}

const IN_TITLE = "title: ";
