import { Link } from "@tanstack/react-router";
import { Star } from "lucide-react";

import type { PostingRow } from "@/api/shapes";
import { age, ago, shortPay, workplaceAndPlace } from "@/components/format";
import { Score } from "@/components/Score";
import { Tag } from "@/components/Tag";

import type { PostingSearch } from "./filters";
import styles from "./match.module.css";

export function PostingLink({ posting, search }: { posting: PostingRow; search: PostingSearch }) {
  const place = workplaceAndPlace(posting.workplace, posting.locations);
  return (
    <li>
      <Link
        to="/postings/$postingId"
        params={{ postingId: posting.id }}
        search={search}
        resetScroll={false}
        className={styles.posting}
        data-decided={posting.decided}
        activeProps={{ "aria-current": "page" }}
      >
        <Score score={posting.score} decision={posting.decision} />
        <span className={styles.postingText}>
          <span className={styles.postingLine}>
            <span className={styles.postingTitle}>{posting.title}</span>
            {posting.published_at && (
              <time dateTime={posting.published_at} title={`Published ${ago(posting.published_at)}`} className={styles.age}>
                {age(posting.published_at)}
              </time>
            )}
          </span>
          <span className={styles.postingCompany}>{posting.company}</span>
          <span className={styles.postingLine}>
            <span className={styles.place} title={posting.locations.join(" / ")}>
              {place}
            </span>
            <span className={`${styles.salary} figures`}>{shortPay(posting.salary)}</span>
          </span>
          {(posting.application_id || posting.closed_at || posting.decided) && (
            <span className={styles.tags}>
              {posting.decided === "shortlisted" && (
                <Tag tone="good" icon={<Star size={12} aria-hidden="true" />}>
                  Shortlist
                </Tag>
              )}
              {posting.decided === "rejected" && <Tag>Not interested</Tag>}
              {posting.closed_at && <Tag tone="fair">Closed</Tag>}
              {posting.application_id && <Tag tone="brand">In your pipeline</Tag>}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
