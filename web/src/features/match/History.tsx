import { Button, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { client, unwrap } from "@/api/client";
import type { Posting } from "@/api/shapes";
import { moment } from "@/components/format";
import { Problem } from "@/components/Notice";

import styles from "./match.module.css";

/** What happened to the posting, and which others were merged with it, by what signs. */
export function History({ posting }: { posting: Posting }) {
  return (
    <>
      {posting.twins.length > 0 && (
        <section aria-labelledby="twins">
          <Title order={3} id="twins" mb={6}>
            Posted more than once
          </Title>
          <ul className={styles.plain}>
            {posting.twins.map((twin) => (
              <Twin key={twin.id} postingId={posting.id} twin={twin} />
            ))}
          </ul>
        </section>
      )}
      {posting.history.length > 0 && (
        <section aria-labelledby="history">
          <Title order={3} id="history" mb={6}>
            History
          </Title>
          <ul className={styles.plain}>
            {posting.history.map(({ at, what, fields }) => (
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

/** A merge can be wrong; taking it back shows both postings from then on. */
function Twin({ postingId, twin }: { postingId: string; twin: Posting["twins"][number] }) {
  const separate = useMutation({
    mutationFn: () =>
      unwrap(
        client.DELETE("/api/v1/postings/{posting_id}/twins/{twin_id}", { params: { path: { posting_id: postingId, twin_id: twin.id } } }),
      ),
    onSuccess: () => notifications.show({ message: "They are two postings again." }),
  });
  return (
    <li>
      <Link to="/postings/$postingId" params={{ postingId: twin.id }} search={true}>
        {twin.title}
      </Link>
      , {twin.locations.join(" / ") || "no place given"}
      <div className={styles.soft}>Taken for the same: {twin.signals.join("; ")}</div>
      <Button variant="subtle" size="compact-sm" ms={-8} loading={separate.isPending} onClick={() => separate.mutate()}>
        It is another job
      </Button>
      <Problem error={separate.error} />
    </li>
  );
}
