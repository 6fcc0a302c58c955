import { ActionIcon, Button, Drawer, Indicator, Loader, NativeSelect, SegmentedControl, Tooltip } from "@mantine/core";
import { useDebouncedCallback, useDisclosure, useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet, useParams } from "@tanstack/react-router";
import { Bookmark, ListFilter, MousePointerClick, Plus, Puzzle } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { boards, postings, searches } from "@/api/queries";
import { useKeys } from "@/app/keys";
import { count } from "@/components/format";
import { Empty, Waiting } from "@/components/Notice";
import { Page } from "@/components/Page";
import { AddPosting } from "@/features/discover/AddPosting";

import { FacetPanel } from "./FacetPanel";
import { DECIDED } from "./facets";
import { FilterBar } from "./FilterBar";
import { cleared, isFiltered, sortOf, toFilters, type PostingSearch } from "./filters";
import { PostingLink } from "./PostingLink";
import { SavedSearches } from "./SavedSearches";
import facetStyles from "./facets.module.css";
import styles from "./match.module.css";

const route = getRouteApi("/member/shell/postings");

/** The filters, the ranked list, and the chosen posting beside it; on a phone one after the other. */
export default function Postings() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { postingId } = useParams({ strict: false });
  const query = useInfiniteQuery(postings(toFilters(search)));
  const wide = useMediaQuery("(min-width: 62em)", undefined, { getInitialValueInEffect: false });
  const list = useRef<HTMLUListElement>(null);
  const items = query.data?.pages.flatMap((page) => page.items);
  const first = items?.[0]?.id;
  const [saved, saving] = useDisclosure(false);
  const [adding, add] = useDisclosure(false);

  useEffect(() => {
    if (wide && postingId === undefined && first !== undefined) {
      void navigate({ to: "/postings/$postingId", params: { postingId: first }, search: true, replace: true, resetScroll: false });
    }
  }, [wide, postingId, first, navigate]);

  const { shown, change } = useChanges(search, (made) =>
    navigate({ to: "/postings", search: (before) => ({ ...before, ...made }), replace: true, resetScroll: false }),
  );
  const panel = useFilterPanel();
  const step = (by: number) => moveFocus(list.current, by);
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    "/": () => document.querySelector<HTMLInputElement>("[data-search]")?.focus(),
  });
  const filters = <FacetPanel search={shown} onChange={change} />;

  return (
    <div className={styles.browse} data-open={postingId !== undefined} data-panel={panel.docked && panel.opened}>
      {panel.docked && panel.opened && (
        <aside className={facetStyles.panelPane} aria-label="Filters">
          {filters}
        </aside>
      )}
      <div className={styles.listPane}>
        <Page title="Postings" actions={<Actions onSaved={saving.open} onAdd={add.open} />}>
          <FilterBar search={shown} onChange={change} panelOpen={panel.opened} onPanel={panel.toggle} />
          <SegmentedControl
            fullWidth
            size="xs"
            mb={10}
            aria-label="By what you decided"
            value={shown.decided ?? ""}
            onChange={(value) => change({ decided: value === "" ? undefined : (value as keyof typeof DECIDED) })}
            data={[{ value: "", label: "All" }, ...Object.entries(DECIDED).map(([value, label]) => ({ value, label }))]}
          />
          <ListHead
            total={query.data?.pages[0]?.total}
            exact={query.data?.pages[0]?.total_exact !== false}
            search={shown}
            onSort={(sort) => change({ sort })}
          />
          <Waiting query={query} what="the postings" />
          {items?.length === 0 && <Nothing filtered={isFiltered(search)} onClear={() => change(cleared(shown))} />}
          <ul className={styles.list} ref={list} aria-label={LISTS[sortOf(search)]} aria-busy={query.isPlaceholderData}>
            {items?.map((item) => (
              <PostingLink key={item.id} posting={item} search={search} />
            ))}
          </ul>
          {query.hasNextPage && (
            <Button variant="default" fullWidth mt="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              Show more
            </Button>
          )}
        </Page>
      </div>
      <div className={styles.detailPane}>
        {postingId === undefined ? (
          <Empty icon={<MousePointerClick size={28} />} title="Choose a posting">
            Its score comes with the reasons.
          </Empty>
        ) : (
          <Outlet />
        )}
      </div>
      <Drawer opened={!panel.docked && panel.opened} onClose={panel.toggle} title="Filters" size="sm" position="right" closeButtonProps={{ "aria-label": "Close" }}>
        {filters}
        <Button fullWidth mt="md" onClick={panel.toggle}>
          Show {query.data?.pages[0]?.total == null ? "the postings" : count(query.data.pages[0].total, "posting")}
        </Button>
      </Drawer>
      <SavedSearches
        opened={saved}
        onClose={saving.close}
        onChoose={(chosen) => {
          saving.close();
          change({ ...cleared(shown), sort: undefined, ...chosen });
        }}
      />
      <AddPosting opened={adding} onClose={add.close} />
    </div>
  );
}

const LISTS = { score: "Postings, best first", relevance: "Postings, best match first", newest: "Postings, newest first" };

/** Changes of the filters: shown at once, and gathered for the address bar so that none of two quick ones is lost. */
function useChanges(search: PostingSearch, apply: (made: PostingSearch) => Promise<void>) {
  const gathered = useRef<PostingSearch>({});
  const [draft, setDraft] = useState<PostingSearch>({});
  const write = useDebouncedCallback(async () => {
    const made = gathered.current;
    gathered.current = {};
    await apply(made);
    setDraft({ ...gathered.current });
  }, 250);
  const change = (part: PostingSearch) => {
    Object.assign(gathered.current, part);
    setDraft((before) => ({ ...before, ...part }));
    write();
  };
  return { shown: { ...search, ...draft }, change };
}

/** On a wide screen the filters stand beside the list, as they were left; elsewhere they come over it. */
function useFilterPanel() {
  const docked = useMediaQuery("(min-width: 80em)", undefined, { getInitialValueInEffect: false });
  const roomy = useMediaQuery("(min-width: 100em)", undefined, { getInitialValueInEffect: false });
  const [kept, keep] = useLocalStorage<boolean | null>({ key: "rolecall-filters", defaultValue: null, getInitialValueInEffect: false });
  const [over, { toggle }] = useDisclosure(false);
  const opened = docked ? (kept ?? roomy) : over;
  return { docked, opened, toggle: docked ? () => keep(!opened) : toggle };
}

function Actions({ onSaved, onAdd }: { onSaved: () => void; onAdd: () => void }) {
  const { data } = useQuery(searches());
  const news = data?.items.reduce((sum, item) => sum + item.new, 0) ?? 0;
  const label = news > 0 ? `Saved searches, ${news} new` : "Saved searches";
  return (
    <div className={facetStyles.listActions}>
      <Tooltip label={label}>
        <Indicator disabled={news === 0} color="pine" size={9} offset={4}>
          <ActionIcon variant="default" size="lg" aria-label={label} onClick={onSaved}>
            <Bookmark size={17} />
          </ActionIcon>
        </Indicator>
      </Tooltip>
      <Tooltip label="What is missing">
        <ActionIcon component={Link} to="/gaps" variant="default" size="lg" aria-label="What is missing">
          <Puzzle size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Add a posting by hand">
        <ActionIcon variant="default" size="lg" aria-label="Add a posting by hand" onClick={onAdd}>
          <Plus size={18} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

interface ListHeadProps {
  total: number | null | undefined;
  exact: boolean;
  search: PostingSearch;
  onSort: (sort: PostingSearch["sort"]) => void;
}

function ListHead({ total, exact, search, onSort }: ListHeadProps) {
  const words = total == null ? "\u00a0" : `${exact ? "" : "about "}${count(total, "posting")}${isFiltered(search) ? (total === 1 ? " fits" : " fit") : ""}`;
  return (
    <div className={facetStyles.listHead}>
      <span role="status" className="figures">
        {words}
      </span>
      <NativeSelect
        aria-label="Order"
        size="xs"
        value={sortOf(search)}
        onChange={({ currentTarget: { value } }) => onSort(value as PostingSearch["sort"])}
        data={[
          ...(search.q === undefined ? [] : [{ value: "relevance", label: "Best match" }]),
          { value: "score", label: "Best score" },
          { value: "newest", label: "Newest" },
        ]}
      />
    </div>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { data } = useQuery(boards());
  if (filtered) {
    return (
      <Empty icon={<ListFilter size={28} />} title="No posting fits these filters" action={<Link to="/postings" onClick={onClear}>Clear the filters</Link>}>
        Try fewer words, or a lower score.
      </Empty>
    );
  }
  if (data?.items.some((board) => board.status === "crawling" || board.status === "new")) {
    return (
      <Empty icon={<Loader size="sm" aria-hidden="true" />} title="Reading the boards">
        Postings appear here as they are found.
      </Empty>
    );
  }
  return (
    <Empty icon={<ListFilter size={28} />} title="No postings yet" action={<Link to="/sources">Name a company</Link>}>
      Rolecall finds the postings of the companies you name.
    </Empty>
  );
}

/** Move the focus along the links of a list; from outside it, to the open one or the first. */
function moveFocus(list: HTMLElement | null, by: number): void {
  const links = [...(list?.querySelectorAll<HTMLAnchorElement>("a") ?? [])];
  const at = links.findIndex((link) => link === document.activeElement);
  const open = links.findIndex((link) => link.getAttribute("aria-current") === "page");
  const from = at !== -1 ? at : open;
  const next = links[from === -1 ? 0 : Math.min(Math.max(from + by, 0), links.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
