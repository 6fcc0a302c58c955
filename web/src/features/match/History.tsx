import { Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import type { Posting } from "@/api/shapes";
import { moment } from "@/components/format";

import styles from "./match.module.css";

/** What happened to the posting, and which others were merged with it, by what signs. */
export function History({ posting: { history, twins } }: { posting: Posting }) {
  return (
    <>
      {twins.length > 0 && (
        <section aria-labelledby="twins">
          <Title order={3} id="twins" mb={6}>
            Posted more than once
          </Title>
          <ul className={styles.plain}>
            {twins.map((twin) => (
              <li key={twin.id}>
                <Link to="/postings/$postingId" params={{ postingId: twin.id }} search={true}>
                  {twin.title}
                </Link>
                , {twin.locations.join(" / ")}
                <div className={styles.soft}>Taken for the same: {twin.signals.join("; ")}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {history.length > 0 && (
        <section aria-labelledby="history">
          <Title order={3} id="history" mb={6}>
            History
          </Title>
          <ul className={styles.plain}>
            {history.map(({ at, what, fields }) => (
              <li key={`${at}${what}`}>
                <time dateTime={at} className={styles.soft}>
                  {moment(at)}
                </time>{" "}
                {what}
                {fields.length > 0 && `: ${fields.join(", ")}`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
