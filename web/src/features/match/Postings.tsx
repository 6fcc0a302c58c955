import { Button, Loader } from "@mantine/core";
import { useDebouncedCallback, useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet, useParams } from "@tanstack/react-router";
import { ListFilter, MousePointerClick } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { boards, postings } from "@/api/queries";
import { useKeys } from "@/app/keys";
import { count } from "@/components/format";
import { Empty, Waiting } from "@/components/Notice";
import { Page } from "@/components/Page";

import { FilterBar } from "./FilterBar";
import { isFiltered, toFilters, type PostingSearch } from "./filters";
import { PostingLink } from "./PostingLink";
import styles from "./match.module.css";

const route = getRouteApi("/member/shell/postings");

/** The ranked list on the left, the chosen posting on the right; on a phone one after the other. */
export default function Postings() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { postingId } = useParams({ strict: false });
  const query = useInfiniteQuery(postings(toFilters(search)));
  const wide = useMediaQuery("(min-width: 62em)", undefined, { getInitialValueInEffect: false });
  const list = useRef<HTMLUListElement>(null);
  const items = query.data?.pages.flatMap((page) => page.items);
  const total = query.data?.pages[0]?.total;
  const first = items?.[0]?.id;

  useEffect(() => {
    if (wide && postingId === undefined && first !== undefined) {
      void navigate({ to: "/postings/$postingId", params: { postingId: first }, search: true, replace: true, resetScroll: false });
    }
  }, [wide, postingId, first, navigate]);

  // Changes are gathered while someone types, so that none of two quick ones is lost.
  const changes = useRef<PostingSearch>({});
  const apply = useDebouncedCallback(() => {
    const made = changes.current;
    changes.current = {};
    void navigate({ to: "/postings", search: (before) => ({ ...before, ...made }), replace: true, resetScroll: false });
  }, 250);
  const change = (part: PostingSearch) => {
    Object.assign(changes.current, part);
    apply();
  };
  const [cleared, setCleared] = useState(0);
  const step = (by: number) => moveFocus(list.current, by);
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    "/": () => document.querySelector<HTMLInputElement>("[data-search]")?.focus(),
  });

  return (
    <div className={styles.browse} data-open={postingId !== undefined}>
      <div className={styles.listPane}>
        <Page
          title="Postings"
          lead={<span role="status">{total == null ? " " : `${count(total, "posting")}${isFiltered(search) ? " fit" : ""}`}</span>}
        >
          <FilterBar key={cleared} search={search} onChange={change} />
          <Waiting query={query} what="the postings" />
          {items?.length === 0 && <Nothing filtered={isFiltered(search)} onClear={() => setCleared((times) => times + 1)} />}
          <ul className={styles.list} ref={list} aria-label="Postings, best first" aria-busy={query.isPlaceholderData}>
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
