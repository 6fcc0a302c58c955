import { Anchor, Button, Title, VisuallyHidden } from "@mantine/core";
import { useDocumentTitle, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, ExternalLink, FileText, FolderOpen } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { match, posting } from "@/api/queries";
import type { Posting } from "@/api/shapes";
import { useKeys } from "@/app/keys";
import { ago, capital, day, WORKPLACES } from "@/components/format";
import type { Range } from "@/components/Markdown";
import { Meta, When } from "@/components/Meta";
import { Loading, Notice, Problem, Waiting } from "@/components/Notice";
import { useFocusOnOpen } from "@/components/Page";
import { Score } from "@/components/Score";
import { Tag } from "@/components/Tag";
import { FormAnswers } from "@/features/profile/FormAnswers";
import { Pay, Places } from "@/features/discover/Headline";
import { History } from "@/features/discover/History";
import { LivenessLine } from "@/features/discover/LivenessLine";
import { PostingFacts } from "@/features/discover/PostingFacts";
import { Similar } from "@/features/discover/Similar";
import { MergedNotice, Twins } from "@/features/discover/Twins";
import { usePrepare } from "@/features/prepare/usePrepare";

import { AroundScore } from "./AroundScore";
import { DecideButtons } from "./DecideButtons";
import styles from "./match.module.css";
import { bandInWords } from "./plot";
import { Reasons } from "./Reasons";
import { TitleSays } from "./TitleSays";

const Markdown = lazy(() => import("@/components/Markdown"));
const route = getRouteApi("/member/shell/postings/$postingId");

export default function PostingDetail() {
  const { postingId } = route.useParams();
  const query = useQuery(posting(postingId));
  // On a phone the list, and its heading with it, makes room for the posting.
  const alone = useMediaQuery("(max-width: 62em)", undefined, { getInitialValueInEffect: false });
  return (
    <>
      {alone && <VisuallyHidden component="h1">Postings</VisuallyHidden>}
      <Link to="/postings" search={true} className={styles.back}>
        <ArrowLeft size={17} aria-hidden="true" /> All postings
      </Link>
      <Waiting query={query} what="the posting" />
      {query.data && <Detail key={postingId} posting={query.data} />}
    </>
  );
}

function Detail({ posting }: { posting: Posting }) {
  useDocumentTitle(`${posting.title}, ${posting.company} · Rolecall`);
  const heading = useFocusOnOpen(posting.id, { byLinkOnly: true });
  const query = useQuery(match(posting.id));
  const [chosen, setChosen] = useState<Range | null>(null);
  return (
    <article className={styles.detail} aria-labelledby="posting-title">
      <header className={styles.detailHead}>
        <div className={styles.scored}>
          <Score score={query.data?.score} decision={query.data?.decision} />
          {query.data && (
            <span className="figures" title={`${capital(bandInWords(query.data.band))} of 100`}>
              <VisuallyHidden>{bandInWords(query.data.band)}</VisuallyHidden>
              <span aria-hidden="true">
                {query.data.band.low}–{query.data.band.high}
              </span>
            </span>
          )}
        </div>
        <div className={styles.detailWhat}>
          <Title order={2} id="posting-title" ref={heading} tabIndex={-1} className={styles.detailTitle}>
            {posting.title}
          </Title>
          <Meta>
            <strong>{posting.company}</strong>
            <Places posting={posting} />
            {workplaceBeside(posting)}
            <TitleSays postingId={posting.id} />
            <Pay posting={posting} />
            {posting.published_at && <When at={posting.published_at}>published {ago(posting.published_at)}</When>}
            {posting.valid_through && <When at={posting.valid_through}>apply by {day(posting.valid_through)}</When>}
          </Meta>
        </div>
        <Actions posting={posting} />
      </header>
      {query.data && <DecideButtons postingId={posting.id} label={query.data.label} />}
      <PostingFacts posting={posting} chosen={chosen} onChoose={setChosen} />
      {posting.closed_at && (
        <Notice tone="fair">This posting was closed {ago(posting.closed_at)}. Check the employer’s page before you spend time on it.</Notice>
      )}
      <MergedNotice posting={posting} />
      <LivenessLine postingId={posting.id} liveness={posting.liveness} />
      <div className={styles.columns}>
        <div className={styles.reasons}>
          <Waiting query={query} what="the score" />
          {query.data === null && <Loading what="Scoring this posting" />}
          {query.data && <AroundScore postingId={posting.id} />}
          {query.data && <Reasons match={query.data} chosen={chosen} onChoose={setChosen} />}
        </div>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
        <section className={styles.paper} aria-label="The posting’s own text" tabIndex={0}>
          <Suspense fallback={<Loading what="Laying out the text" />}>
            <Markdown text={posting.text} mark={chosen} />
          </Suspense>
        </section>
        <div className={styles.after}>
          <FormAnswers postingId={posting.id} />
          <Twins posting={posting} />
          <History posting={posting} />
          <Similar postingId={posting.id} />
        </div>
      </div>
    </article>
  );
}

/** The workplace, unless the places say it already. */
function workplaceBeside({ workplace, locations }: Posting): string | null {
  const word = workplace === null ? undefined : WORKPLACES[workplace];
  return word === undefined || locations.some((place) => place.toLowerCase().includes(word.toLowerCase())) ? null : word;
}

function Actions({ posting }: { posting: Posting }) {
  const prepare = usePrepare(posting);
  useKeys({ p: () => posting.application_id == null && prepare.mutate() });
  return (
    <div className={styles.actions}>
      {posting.application_id ? (
        <Button component={Link} to={`/applications/${posting.application_id}`} leftSection={<FolderOpen size={17} />}>
          Open the application
        </Button>
      ) : (
        <Button leftSection={<FileText size={17} />} loading={prepare.isPending} onClick={() => prepare.mutate()}>
          Prepare application
        </Button>
      )}
      <Anchor href={posting.url} target="_blank" rel="noreferrer noopener" size="sm">
        Original posting <ExternalLink size={13} aria-label="(opens apart)" />
      </Anchor>
      {posting.duplicates > 0 && <Tag>+ {posting.duplicates} merged</Tag>}
      <Problem error={prepare.error} />
    </div>
  );
}
