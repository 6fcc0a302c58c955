import { Chip, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { FileUp, PartyPopper, Search } from "lucide-react";

import { gaps } from "@/api/queries";
import type { Gaps } from "@/api/shapes";
import { moment } from "@/components/format";
import { Empty, Loading, Notice, Waiting } from "@/components/Notice";
import { Card, Page } from "@/components/Page";

import { GapList, HardGaps } from "./GapList";
import { LEAST_SCORE, toAsked, WAYS, type GapSearch, type Way } from "./gapSearch";
import styles from "./gaps.module.css";
import { KINDS, likedWords, lookedAt, WAY_WORDS } from "./gapWords";
import { WeakStatements } from "./WeakStatements";

const route = getRouteApi("/member/shell/gaps");

/** What is missing most often among the postings one likes, what one thing more would open, what is said too weakly. */
export default function GapsPage() {
  const search = route.useSearch();
  const query = useQuery(gaps(toAsked(search)));
  return (
    <Page title="What is missing" lead={query.data?.found ? <Lead gaps={query.data} least={search.min_score ?? LEAST_SCORE} /> : undefined}>
      <Stack gap="lg">
        {query.data !== null && <Controls search={search} />}
        <Waiting query={query} what="the postings you like" />
        {query.data === null && (
          <Empty icon={<FileUp size={28} />} title="No résumé yet" action={<Link to="/profile">Upload your résumé</Link>}>
            What is missing is told by holding your résumé against the postings you like.
          </Empty>
        )}
        {query.data && <Found gaps={query.data} filtered={search.query !== undefined || search.liked !== undefined} />}
      </Stack>
    </Page>
  );
}

function Lead({ gaps, least }: { gaps: Gaps; least: number }) {
  const words = likedWords(gaps, least);
  return (
    <>
      {lookedAt(gaps.found?.looked_at ?? 0)}
      {words !== "" && `: ${words}`}
      {gaps.left_off > 0 && `; ${gaps.left_off} more were left off`}.
    </>
  );
}

function Controls({ search }: { search: GapSearch }) {
  const navigate = route.useNavigate();
  const change = (part: GapSearch) => navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false });
  const type = useDebouncedCallback((words: string) => void change({ query: words.trim() === "" ? undefined : words.trim() }), 400);
  const chosen = search.liked ?? [...WAYS];
  const choose = (ways: string[]) => {
    const liked = WAYS.filter((way) => ways.includes(way));
    // None at all would be nothing to look at: the last one stays.
    if (liked.length > 0) void change({ liked: liked.length === WAYS.length ? undefined : liked });
  };
  return (
    <div className={styles.controls}>
      <fieldset className={styles.ways}>
        <legend>Postings you like</legend>
        <Chip.Group multiple value={chosen} onChange={choose}>
          <div className={styles.chips}>
            {WAYS.map((way: Way) => (
              <Chip key={way} value={way} size="sm">
                {WAY_WORDS[way]}
              </Chip>
            ))}
          </div>
        </Chip.Group>
      </fieldset>
      <TextInput
        label="Words in the title"
        placeholder="Any title"
        defaultValue={search.query ?? ""}
        maxLength={200}
        leftSection={<Search size={15} aria-hidden="true" />}
        onChange={({ currentTarget: { value } }) => type(value)}
      />
      <NativeSelect
        label="Scores well from"
        value={String(search.min_score ?? LEAST_SCORE)}
        onChange={({ currentTarget: { value } }) => void change({ min_score: Number(value) === LEAST_SCORE ? undefined : Number(value) })}
        data={["0", "10", "20", "30", "40", "50", "60", "70", "80", "90"]}
      />
    </div>
  );
}

function Found({ gaps: { found, found_at, current, computing, postings }, filtered }: { gaps: Gaps; filtered: boolean }) {
  if (found === null) return <Loading what="Holding the postings against your résumé" />;
  const names = new Map(postings.map((one) => [one.id, one]));
  return (
    <>
      <div role="status">
        {computing && found_at !== null && !current && (
          <Notice>This is as of {moment(found_at)}. Something has changed since; it is being worked out again.</Notice>
        )}
      </div>
      {found.cut_short && <Notice tone="fair">There was not time enough for all of it; what is shown is right, but not everything.</Notice>}
      {found.looked_at === 0 && <NothingLiked filtered={filtered} />}
      {found.looked_at > 0 && found.gaps.length === 0 && (
        <Empty icon={<PartyPopper size={28} />} title="Nothing is missing">
          Whatever these postings name, your résumé names it too.
        </Empty>
      )}
      {KINDS.map(({ kind, heading }) => {
        const listed = found.gaps.filter((gap) => gap.kind === kind);
        return listed.length === 0 ? null : <GapList key={kind} heading={heading} gaps={listed} of={found.looked_at} names={names} legend={kind === "skill"} />;
      })}
      {found.more > 0 && <p className={styles.soft}>{found.more} more are asked for more rarely than these.</p>}
      {found.hard.length > 0 && <HardGaps gaps={found.hard} of={found.looked_at} names={names} />}
      {found.weak.length > 0 && <WeakStatements weak={found.weak} />}
    </>
  );
}

function NothingLiked({ filtered }: { filtered: boolean }) {
  return (
    <Card label="Nothing to look at">
      <Empty icon={<Search size={28} />} title="No posting to look at" action={<Link to="/postings">To the postings</Link>}>
        {filtered
          ? "No posting that you like fits what you chose above. Take something back, or lower the score."
          : "A posting counts here once you shortlist it or apply to it, once a saved search finds it, or when it scores well."}
      </Empty>
    </Card>
  );
}
