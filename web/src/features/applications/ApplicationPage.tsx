import { Anchor, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Check, ExternalLink } from "lucide-react";

import { application } from "@/api/queries";
import type { Application } from "@/api/shapes";
import { shortPrint, since } from "@/components/format";
import { Meta, When } from "@/components/Meta";
import { Waiting } from "@/components/Notice";
import { Card, Page } from "@/components/Page";
import { Score } from "@/components/Score";
import { StateTag } from "@/components/Tag";
import { AnalysisCard } from "@/features/match/Analysis";

import styles from "./applications.module.css";
import { MovesMenu } from "./MovesMenu";
import { NextStep } from "./NextStep";
import { STEPS, stepsDone } from "./states";
import { Timeline } from "./Timeline";

const route = getRouteApi("/member/shell/applications/$applicationId");

/** One application: where it stands, what to do now, and everything that happened to it. */
export default function ApplicationPage() {
  const { applicationId } = route.useParams();
  const query = useQuery(application(applicationId));
  if (!query.data) {
    return (
      <Page title="Application" narrow>
        <Waiting query={query} what="the application" />
      </Page>
    );
  }
  const item = query.data;
  return (
    <Page
      title={item.title}
      narrow
      lead={
        <Meta>
          <strong>{item.company}</strong>
          <StateTag state={item.state} />
          <When at={item.moved_at}>{since(item.moved_at)}</When>
          <Link to="/postings/$postingId" params={{ postingId: item.posting_id }}>
            posting and reasons
          </Link>
          <Anchor href={item.url} target="_blank" rel="noreferrer noopener" inherit>
            original <ExternalLink size={12} aria-label="(opens apart)" />
          </Anchor>
        </Meta>
      }
      actions={
        <div className={styles.headSide}>
          <Score score={item.score} />
          <MovesMenu application={item} />
        </div>
      }
    >
      <Stack gap="lg">
        <Tracker application={item} />
        <Card title="Next">
          <NextStep application={item} />
        </Card>
        <AnalysisCard application={item} />
        <Timeline applicationId={item.id} />
        {item.fingerprint && (
          <p className={styles.soft}>
            Package <code title={item.fingerprint}>{shortPrint(item.fingerprint)}</code>{" "}
            <Link to="/applications/$applicationId/package" params={{ applicationId: item.id }}>
              look at it
            </Link>
          </p>
        )}
      </Stack>
    </Page>
  );
}

function Tracker({ application: { state } }: { application: Application }) {
  const done = stepsDone(state);
  return (
    <ol className={styles.tracker} aria-label="Steps">
      {STEPS.map(({ title }, at) => {
        const standing = at < done ? "done" : at === done ? "now" : "later";
        return (
          <li key={title} data-standing={standing} aria-current={standing === "now" ? "step" : undefined}>
            <span className={styles.bead} aria-hidden="true">
              {standing === "done" && <Check size={13} strokeWidth={3.2} />}
            </span>
            {title}
          </li>
        );
      })}
    </ol>
  );
}
