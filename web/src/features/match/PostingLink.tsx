import { Link } from "@tanstack/react-router";

import type { PostingRow } from "@/api/shapes";
import { ago, pay, places, WORKPLACES } from "@/components/format";
import { Meta, When } from "@/components/Meta";
import { Score } from "@/components/Score";
import { Tag } from "@/components/Tag";

import type { PostingSearch } from "./filters";
import styles from "./match.module.css";

export function PostingLink({ posting, search }: { posting: PostingRow; search: PostingSearch }) {
  const salary = pay(posting.salary);
  return (
    <li>
      <Link
        to="/postings/$postingId"
        params={{ postingId: posting.id }}
        search={search}
        resetScroll={false}
        className={styles.posting}
        activeProps={{ "aria-current": "page" }}
      >
        <Score score={posting.score} decision={posting.decision} />
        <span className={styles.postingText}>
          <span className={styles.postingTitle}>{posting.title}</span>
          <Meta>
            {posting.company}
            {places(posting.locations)}
          </Meta>
          <Meta>
            {posting.workplace && WORKPLACES[posting.workplace]}
            {salary}
            {posting.published_at && <When at={posting.published_at}>{ago(posting.published_at)}</When>}
          </Meta>
          {(posting.application_id || posting.closed_at) && (
            <span className={styles.tags}>
              {posting.closed_at && <Tag tone="fair">Closed</Tag>}
              {posting.application_id && <Tag tone="brand">In your pipeline</Tag>}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
