import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { similar } from "@/api/queries";
import { workplaceAndPlace } from "@/components/format";
import { Problem } from "@/components/Notice";
import { Score } from "@/components/Score";

import styles from "./discover.module.css";

/** Open postings about the same, the nearest first. */
export function Similar({ postingId }: { postingId: string }) {
  const query = useQuery(similar(postingId));
  if (query.data?.items.length === 0) return null;
  return (
    <section aria-labelledby="similar">
      <Title order={3} id="similar" mb={8}>
        Similar postings
      </Title>
      <Problem error={query.error} onRetry={query.refetch} />
      <ul className={styles.plain}>
        {query.data?.items.map((item) => (
          <li key={item.id}>
            <Link to="/postings/$postingId" params={{ postingId: item.id }} search={true} className={styles.similar}>
              <Score score={item.score} decision={item.decision} />
              <span>
                <span className={styles.similarTitle}>{item.title}</span>
                <span className={styles.soft}>
                  {item.company}, {workplaceAndPlace(item.workplace, item.locations)}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
