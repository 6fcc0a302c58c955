/** Every address of the dashboard on one screen. What is behind an address is loaded when it is first opened. */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect,
} from "@tanstack/react-router";

import { boards, profile, resumes } from "@/api/queries";
import { renew, sessionState, subscribeSession } from "@/api/session";
import { postingSearch } from "@/features/match/filters";
import { gapSearch } from "@/features/match/gapSearch";

import { noteMove } from "./moves";
import { Failure, Missing, Shell } from "./Shell";
import { Frame } from "./Frame";

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Frame, notFoundComponent: Missing });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { next?: string } => ({ next: localPath(search.next) }),
  component: lazyRouteComponent(() => import("@/features/accounts/SignIn")),
});

/** Everything behind it needs a session; a page that opens renews it with the cookie. */
const member = createRoute({
  getParentRoute: () => root,
  id: "member",
  beforeLoad: async ({ location }) => {
    if (sessionState() === "signed-in" || (sessionState() === "unknown" && (await renew()))) return;
    if (sessionState() === "unknown") throw new TypeError("no answer");
    throw redirect({ to: "/sign-in", search: { next: location.href === "/" ? undefined : location.href } });
  },
  component: Outlet,
});

const start = createRoute({
  getParentRoute: () => member,
  path: "/start",
  component: lazyRouteComponent(() => import("@/features/welcome/Wizard")),
});

const shell = createRoute({ getParentRoute: () => member, id: "shell", component: Shell });

const pipeline = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: async ({ context: { queries } }) => {
    const [read, files, sources] = await Promise.all([
      queries.query({ ...profile(), staleTime: "static" }),
      queries.query({ ...resumes(), staleTime: "static" }),
      queries.query({ ...boards(), staleTime: "static" }),
    ]);
    if (read === null && (files.items.length === 0 || sources.items.length === 0)) throw redirect({ to: "/start" });
  },
  component: lazyRouteComponent(() => import("@/features/applications/Pipeline")),
});

const postings = createRoute({
  getParentRoute: () => shell,
  path: "/postings",
  validateSearch: postingSearch,
  component: lazyRouteComponent(() => import("@/features/match/Postings")),
});

const posting = createRoute({
  getParentRoute: () => postings,
  path: "$postingId",
  component: lazyRouteComponent(() => import("@/features/match/PostingDetail")),
});

const gaps = createRoute({
  getParentRoute: () => shell,
  path: "/gaps",
  validateSearch: gapSearch,
  component: lazyRouteComponent(() => import("@/features/match/GapsPage")),
});

const candidates = createRoute({
  getParentRoute: () => shell,
  path: "/candidates/$postingId",
  component: lazyRouteComponent(() => import("@/features/match/CandidatesPage")),
});

const application = createRoute({
  getParentRoute: () => shell,
  path: "/applications/$applicationId",
  component: lazyRouteComponent(() => import("@/features/applications/ApplicationPage")),
});

const applicationPackage = createRoute({
  getParentRoute: () => shell,
  path: "/applications/$applicationId/package",
  component: lazyRouteComponent(() => import("@/features/review/PackageReview")),
});

const sources = createRoute({
  getParentRoute: () => shell,
  path: "/sources",
  component: lazyRouteComponent(() => import("@/features/boards/Sources")),
});

const candidate = createRoute({
  getParentRoute: () => shell,
  path: "/profile",
  validateSearch: (search): { fact?: string } => ({ fact: typeof search.fact === "string" ? search.fact.slice(0, 100) : undefined }),
  component: lazyRouteComponent(() => import("@/features/profile/ProfilePage")),
});

const facts = createRoute({
  getParentRoute: () => shell,
  path: "/facts",
  validateSearch: (search): { tab?: "answers" } => ({ tab: search.tab === "answers" ? "answers" : undefined }),
  component: lazyRouteComponent(() => import("@/features/profile/FactsPage")),
});
const versions = createRoute({
  getParentRoute: () => shell,
  path: "/profile/versions",
  validateSearch: (search): { before?: string; after?: string } => ({ before: shortText(search.before), after: shortText(search.after) }),
  component: lazyRouteComponent(() => import("@/features/profile/VersionsPage")),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/features/accounts/Settings")),
});

const scoring = createRoute({
  getParentRoute: () => shell,
  path: "/settings/scoring",
  component: lazyRouteComponent(() => import("@/features/match/Scoring")),
});

const letters = createRoute({
  getParentRoute: () => shell,
  path: "/settings/letters",
  component: lazyRouteComponent(() => import("@/features/prepare/LettersPage")),
});

const operate = createRoute({
  getParentRoute: () => shell,
  path: "/settings/jobs",
  component: lazyRouteComponent(() => import("@/features/operate/Jobs")),
});

const tree = root.addChildren([
  signIn,
  member.addChildren([
    start,
    shell.addChildren([
      pipeline, postings.addChildren([posting]), gaps, candidates, application, applicationPackage, sources, candidate, versions, facts, settings,
      scoring, letters, operate,
    ]),
  ]),
]);

export function createAppRouter(queries: QueryClient) {
  const router = createRouter({
    routeTree: tree,
    context: { queries },
    defaultErrorComponent: Failure,
    defaultPreload: "intent",
    defaultPendingMs: 300,
    scrollRestoration: true,
  });
  router.subscribe("onBeforeNavigate", ({ fromLocation, pathChanged }) => {
    if (fromLocation && pathChanged) noteMove();
  });
  subscribeSession(() => {
    if (sessionState() !== "signed-out" || router.state.location.pathname === "/sign-in") return;
    queries.clear();
    void router.navigate({ to: "/sign-in", search: { next: router.state.location.href } });
  });
  return router;
}

/** Only an address of our own may be gone to after signing in. */
function shortText(value: unknown): string | undefined {
  return typeof value === "string" ? value.slice(0, 100) : undefined;
}

function localPath(next: unknown): string | undefined {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : undefined;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
