import { useQuery } from "@tanstack/react-query";

import { readings } from "@/api/queries";
import type { Board, Reading } from "@/api/shapes";
import { moment } from "@/components/format";
import { Waiting } from "@/components/Notice";

import { driftWords } from "./health";
import styles from "./boards.module.css";

/** What the last visits gave, and where the answers were not as documented. */
export function Readings({ board }: { board: Board }) {
  const query = useQuery(readings(board.id));
  return (
    <div className={styles.details}>
      <Waiting query={query} what="the last visits" />
      {query.data?.items.length === 0 && <p className={styles.soft}>It was not visited yet.</p>}
      {query.data !== undefined && query.data.items.length > 0 && (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        <div className={styles.tableScroll} role="region" aria-label={`Last visits to ${board.company}`} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Outcome</th>
                <th scope="col">Seen</th>
                <th scope="col">New</th>
                <th scope="col">Changed</th>
                <th scope="col">Closed</th>
              </tr>
            </thead>
            <tbody className="figures">
              {query.data.items.map((reading) => (
                <Line key={reading.id} reading={reading} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {board.drift.length > 0 && (
        <>
          <h3 className={styles.surprises}>What was not as this board describes its answers</h3>
          <ul className={styles.drift}>
            {board.drift.map((drift, at) => (
              <li key={at}>{driftWords(drift)}</li>
            ))}
          </ul>
          <p className={styles.soft}>Nothing was lost: postings are read as far as the answers go. Rolecall may need to learn the new form.</p>
        </>
      )}
    </div>
  );
}

function Line({ reading }: { reading: Reading }) {
  const well = reading.outcome === "ok";
  return (
    <tr>
      <td>
        <time dateTime={reading.began_at}>{moment(reading.began_at)}</time>
      </td>
      <td className={styles.outcome} data-tone={well ? "good" : "poor"}>
        {well ? (reading.problem ?? "Read") : (reading.problem ?? "Failed")}
      </td>
      <td>{reading.seen}</td>
      <td>{reading.found}</td>
      <td>{reading.changed}</td>
      <td>{reading.closed}</td>
    </tr>
  );
}
