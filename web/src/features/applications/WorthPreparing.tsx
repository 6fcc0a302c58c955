import { Button, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileText } from "lucide-react";

import { postings } from "@/api/queries";
import type { PostingRow } from "@/api/shapes";
import { shortPay, workplaceAndPlace } from "@/components/format";
import { Meta } from "@/components/Meta";
import { Problem } from "@/components/Notice";
import { Score } from "@/components/Score";
import { usePrepare } from "@/features/prepare/usePrepare";

import styles from "./applications.module.css";

/** From which score on a posting is offered here, and how many at most. */
const WORTH_IT = 60;
const SHOWN = 4;

/** The best postings that no application stands for yet. */
export function WorthPreparing() {
  const { data } = useInfiniteQuery(postings({ min_score: WORTH_IT, status: "open", sort: "score" }));
  const best = data?.pages[0]?.items.filter((posting) => posting.application_id === null).slice(0, SHOWN) ?? [];
  if (best.length === 0) return null;
  return (
    <section className={styles.worth} aria-labelledby="worth">
      <div className={styles.worthHead}>
        <Title order={2} size="h3" id="worth">
          Worth preparing
        </Title>
        <Link to="/postings">All postings</Link>
      </div>
      <ul className={styles.worthList}>
        {best.map((posting) => (
          <Candidate key={posting.id} posting={posting} />
        ))}
      </ul>
    </section>
  );
}

function Candidate({ posting }: { posting: PostingRow }) {
  const prepare = usePrepare(posting);
  return (
    <li>
      <Score score={posting.score} decision={posting.decision} />
      <div className={styles.cardWhat}>
        <Link to="/postings/$postingId" params={{ postingId: posting.id }} className={styles.cardTitle}>
          {posting.title}
        </Link>
        <Meta>
          {posting.company}
          {workplaceAndPlace(posting.workplace, posting.locations)}
          {shortPay(posting.salary)}
        </Meta>
        <Problem error={prepare.error} />
      </div>
      <Button variant="default" size="sm" leftSection={<FileText size={16} />} loading={prepare.isPending} onClick={() => prepare.mutate()}
        aria-label={`Prepare: ${posting.title}, ${posting.company}`}>
        Prepare
      </Button>
    </li>
  );
}
