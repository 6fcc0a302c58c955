import { Table, Title } from "@mantine/core";

import type { Moved, Scoring } from "@/api/shapes";
import { Card } from "@/components/Page";

import { MovedList } from "./ScoreParts";
import styles from "./scoring.module.css";

const SHOWN = 12;

/** What was learnt, to be read: the strongest words and parts, and how good it is on decisions that were held back. */
export function Learnt({ scoring }: { scoring: Scoring }) {
  const { quality, raising, lowering } = scoring;
  if (quality === null) return null;
  const own = scoring.state === "yours" || scoring.state === "calibrated";
  return (
    <Card title={own ? "What it learnt from you" : "How well the general model fits you so far"}>
      {own && (
        <div className={styles.sides}>
          <Side title="Raises your score" moved={raising} />
          <Side title="Lowers it" moved={lowering} />
        </div>
      )}
      <Table className={styles.quality} withRowBorders>
        <caption className={styles.caption}>
          On {quality.labels} of your decisions, each {own ? "held back while the rest was learnt from" : "scored without knowing it"}
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <span className={styles.unseen}>Measure</span>
            </th>
            {own && <th scope="col">Yours</th>}
            <th scope="col">General</th>
          </tr>
        </thead>
        <tbody className="figures">
          <tr>
            <th scope="row">A liked posting stands above a disliked one</th>
            {own && <td>{percent(quality.auc)}</td>}
            <td>{percent(quality.auc_general)}</td>
          </tr>
          <tr>
            <th scope="row">Error of the probability (Brier, 0 is perfect)</th>
            {own && <td>{quality.brier.toFixed(3)}</td>}
            <td>{quality.brier_general.toFixed(3)}</td>
          </tr>
          {own && (
            <tr>
              <th scope="row">Of those at 90 and more you liked</th>
              <td>{quality.sure === 0 ? "none got there" : `${quality.sure_right} of ${quality.sure}`}</td>
              <td>–</td>
            </tr>
          )}
        </tbody>
      </Table>
    </Card>
  );
}

function Side({ title, moved }: { title: string; moved: Moved[] }) {
  return (
    <section>
      <Title order={3} size="h5" mb={6}>
        {title}
      </Title>
      {moved.length === 0 ? <p className={styles.soft}>Nothing yet.</p> : <MovedList moved={moved.slice(0, SHOWN)} oneSided />}
    </section>
  );
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
