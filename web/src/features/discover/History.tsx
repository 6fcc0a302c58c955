import { Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import type { Posting, PostingChange } from "@/api/shapes";
import { moment } from "@/components/format";

import { FIELDS, happened } from "./words";
import styles from "./discover.module.css";

/** What happened to the posting, the newest first, with what stood there before and after. */
export function History({ posting }: { posting: Posting }) {
  if (posting.history.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <Title order={3} id="history" mb={8}>
        History
      </Title>
      <ol className={styles.timeline} aria-label="Newest first">
        {[...posting.history].reverse().map((change, at) => (
          <li key={`${change.at}${change.what}${at}`} className={styles.change}>
            <span className={styles.changeHead}>
              <strong>{happened(change.what)}</strong>
              <time dateTime={change.at} className={styles.soft}>
                {moment(change.at)}
              </time>
            </span>
            <Differences change={change} postingId={posting.id} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Differences({ change, postingId }: { change: PostingChange; postingId: string }) {
  const { differences, fields } = change;
  if (differences.length === 0) {
    return fields.length > 0 ? <span className={styles.soft}>{fields.map((field) => FIELDS[field] ?? field).join(", ")}</span> : null;
  }
  return (
    <dl className={styles.differences}>
      {differences.map((difference) => {
        const { field, before, after, lines, text } = difference;
        if (field === "posting") {
          const other = before === postingId ? after : before;
          return other === null ? null : (
            <div key={field}>
              <dt>{before === postingId ? "Put up again as" : "Was up before as"}</dt>
              <dd>
                <Link to="/postings/$postingId" params={{ postingId: other }} search={true}>
                  the {before === postingId ? "later" : "earlier"} posting
                </Link>
              </dd>
            </div>
          );
        }
        return (
          <div key={field}>
            <dt>{FIELDS[field] ?? field}</dt>
            <dd>
              {before === null && after === null ? (
                lines === null ? text : `${lines} ${lines === 1 ? "line" : "lines"} changed`
              ) : (
                <>
                  <del>{before ?? "nothing"}</del> <span aria-hidden="true">→</span> <ins>{after ?? "nothing"}</ins>
                </>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
