import { Button, Stack } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ChevronRight, Users } from "lucide-react";
import { useState } from "react";

import { candidateMatch, candidates, posting } from "@/api/queries";
import type { Candidate } from "@/api/shapes";
import { count } from "@/components/format";
import { Empty, Notice, Waiting } from "@/components/Notice";
import { Page } from "@/components/Page";
import { Score } from "@/components/Score";
import { Tag } from "@/components/Tag";

import styles from "./candidates.module.css";

const route = getRouteApi("/member/shell/candidates/$postingId");

/** Every résumé of the workspace for one posting, the best first, each with its reasons. */
export default function CandidatesPage() {
  const { postingId } = route.useParams();
  const query = useInfiniteQuery(candidates(postingId));
  const { data: job } = useQuery(posting(postingId));
  const first = query.data?.pages[0];
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title="Candidates"
      lead={
        job && (
          <>
            For{" "}
            <Link to="/postings/$postingId" params={{ postingId }}>
              {job.title}
            </Link>
            , {job.company}. Everybody is scored on equal terms: what one of them looks for does not count.
          </>
        )
      }
    >
      <Stack gap="md">
        <Waiting query={query} what="the candidates" />
        <div role="status">
          {first && first.pending > 0 && (
            <Notice>{count(first.pending, "résumé")} of {first.total} still to be scored; the list fills by itself.</Notice>
          )}
        </div>
        {first && first.left_off > 0 && <Notice tone="fair">The newest are ranked; {count(first.left_off, "older résumé")} are left off.</Notice>}
        {first?.total === 0 && (
          <Empty icon={<Users size={28} />} title="No candidate yet" action={<Link to="/profile">Upload a résumé</Link>}>
            Every résumé that you upload is ranked here for this posting.
          </Empty>
        )}
        {first?.total === 1 && <Notice>There is one résumé in this workspace. Upload more, and they are compared here.</Notice>}
        <ol className={styles.list} aria-label="Candidates, best first">
          {items.map((candidate) => (
            <Row key={candidate.resume_id} candidate={candidate} postingId={postingId} />
          ))}
        </ol>
        {query.hasNextPage && (
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        )}
      </Stack>
    </Page>
  );
}

function Row({ candidate, postingId }: { candidate: Candidate; postingId: string }) {
  const [open, setOpen] = useState(false);
  const { rank, score, decision, name, label, filename, current, met, partly, missing, lacks } = candidate;
  const asked = met + partly + missing;
  return (
    <li className={styles.candidate}>
      <button type="button" className={styles.row} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={`${styles.rank} figures`}>{rank}.</span>
        <Score score={score} decision={decision} />
        <span className={styles.who}>
          <span className={styles.nameLine}>
            <span className={styles.name}>{name ?? filename}</span>
            {label && <span>{label}</span>}
            {current && <Tag tone="brand">Your profile</Tag>}
          </span>
          <span className={styles.soft}>
            {asked === 0 ? "The posting names nothing that must be met." : `${met} of ${asked} musts met${partly > 0 ? `, ${partly} partly` : ""}.`}
            {lacks.length > 0 && ` Missing: ${lacks.join(", ")}${missing > lacks.length ? " and more" : ""}.`}
          </span>
          {name !== null && <span className={styles.soft}>{filename}</span>}
        </span>
        <ChevronRight size={18} className={styles.chevron} data-open={open} aria-hidden="true" />
      </button>
      {open && <CandidateReasons candidate={candidate} postingId={postingId} />}
    </li>
  );
}

/** The parts of the score; `Reasons` explains each for one's own. */
const PARTS: Record<string, string> = {
  must: "requirements", nice: "nice-to-haves", duties: "duties", title: "title", level: "level", words: "wording", wishes: "wishes",
};
const MET = { met: "Met", partly: "Partly", missing: "Missing" } as const;

function CandidateReasons({ candidate, postingId }: { candidate: Candidate; postingId: string }) {
  const query = useQuery(candidateMatch(postingId, candidate.resume_id));
  const match = query.data?.match;
  return (
    <div className={styles.reasons}>
      <Waiting query={query} what="the reasons" />
      {match?.notices.map((notice) => (
        <Notice key={notice} tone="fair">
          {notice}
        </Notice>
      ))}
      {match && (
        <>
          <ul className={styles.findings} aria-label="What the posting asks for">
            {match.findings.map((finding) => (
              <li key={`${finding.start} ${finding.kind} ${finding.name}`}>
                <span className={styles.met} data-met={finding.met}>
                  {MET[finding.met]}
                </span>
                <span>
                  {finding.name}
                  {!finding.must && <span className={styles.soft}> nice to have</span>}
                </span>
                <span className={styles.evidence} data-missing={finding.evidence === null}>
                  {finding.evidence ?? "nothing about it"}
                </span>
              </li>
            ))}
          </ul>
          <p className={styles.soft}>
            {match.contributions.map(({ name, points }) => `${PARTS[name] ?? name} ${points >= 0 ? "+" : ""}${points.toFixed(1)}`).join(" · ")}
          </p>
        </>
      )}
    </div>
  );
}
