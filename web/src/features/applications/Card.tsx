import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import type { Application } from "@/api/shapes";
import { ago } from "@/components/format";
import { When } from "@/components/Meta";
import { Score } from "@/components/Score";
import { StateTag } from "@/components/Tag";

import styles from "./applications.module.css";
import { MovesMenu } from "./MovesMenu";

export function Card({ application }: { application: Application }) {
  const params = { applicationId: application.id };
  return (
    <li className={styles.card} data-state={application.state}>
      <div className={styles.cardTop}>
        <Score score={application.score} />
        <div className={styles.cardWhat}>
          <Link to="/applications/$applicationId" params={params} className={styles.cardTitle}>
            {application.title}
          </Link>
          <span className={styles.soft}>{application.company}</span>
        </div>
        <MovesMenu application={application} />
      </div>
      <div className={styles.cardFoot}>
        {application.state !== "awaiting_approval" && <StateTag state={application.state} />}
        <When at={application.moved_at}>
          <span className={styles.soft}>{ago(application.moved_at)}</span>
        </When>
      </div>
      <NextAction application={application} />
    </li>
  );
}

/** The one thing to do next, if there is one. */
function NextAction({ application: { id, state } }: { application: Application }) {
  const params = { applicationId: id };
  if (state === "awaiting_approval") {
    return (
      <Button component={Link} to={`/applications/${id}/package`} color="citron.4" size="sm" fullWidth mt={12}>
        Review the package
      </Button>
    );
  }
  const words: Partial<Record<typeof state, string>> = {
    approved: "Send it",
    handed_over: "Did you send it?",
    unknown: "Was it sent?",
    not_prepared: "See why",
    sent: "Any answer?",
  };
  const word = words[state];
  if (word === undefined) return null;
  return (
    <Link to="/applications/$applicationId" params={params} className={styles.next}>
      {word}
    </Link>
  );
}
