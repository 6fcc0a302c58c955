/** Every read of the API, with the key it is remembered under. `live.ts` says which event makes which of them stale. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { client, unwrap } from "./client";
import { ProblemError } from "./problem";
import type { components, paths } from "./schema";
import type { LetterPreviewAsked, Profile } from "./shapes";

export type PostingFilters = Omit<NonNullable<paths["/api/v1/postings"]["get"]["parameters"]["query"]>, "limit" | "cursor">;
export type FacetFilters = NonNullable<paths["/api/v1/postings/facets"]["get"]["parameters"]["query"]>;

type Schemas = components["schemas"];

const PAGE = 50;

export const me = () =>
  queryOptions({ queryKey: ["me"], queryFn: ({ signal }) => unwrap(client.GET("/api/v1/me", { signal })), staleTime: 300_000 });

export const overview = () =>
  queryOptions({ queryKey: ["overview"], queryFn: ({ signal }) => unwrap(client.GET("/api/v1/overview", { signal })) });

export const resumes = () =>
  queryOptions({
    queryKey: ["resumes"],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/resumes", { signal })),
    refetchInterval: ({ state }) => (state.data?.items.some((file) => file.status === "reading") ? 1_500 : false),
  });

export const resume = (id: string) =>
  queryOptions({
    queryKey: ["resumes", id],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/resumes/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.status === "reading" ? 1_000 : false),
  });

/** What a later version of the résumé has more, less and otherwise than an earlier one. */
export const versionsCompared = (before: string, after: string) =>
  queryOptions({
    queryKey: ["resumes", before, "compare", after],
    queryFn: ({ signal }) =>
      unwrap(client.GET("/api/v1/resumes/{id}/compare/{other}", { params: { path: { id: before, other: after } }, signal })),
  });

export type AtsAgainst = { field?: string; applications?: boolean };

/** How programs would read a résumé's file. The first time the file is checked, which takes some seconds. */
export const atsCheck = (id: string, against: AtsAgainst) =>
  queryOptions({
    queryKey: ["resumes", id, "ats", against],
    queryFn: async ({ signal }) => {
      const read = () => unwrap(client.GET("/api/v1/resumes/{id}/ats", { params: { path: { id }, query: against }, signal }));
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof ProblemError && error.code === "ats.not_checked")) throw error;
        await unwrap(client.POST("/api/v1/resumes/{id}/ats-check", { params: { path: { id } }, signal }));
        return read();
      }
    },
  });

/** The profile, or null when no résumé has been read yet. */
export const profile = () =>
  queryOptions({
    queryKey: ["profile"],
    queryFn: async ({ signal }): Promise<Profile | null> => {
      try {
        return await unwrap(client.GET("/api/v1/profile", { signal }));
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });

export const boards = () =>
  queryOptions({
    queryKey: ["boards"],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/boards", { params: { query: { limit: 200 } }, signal })),
    refetchInterval: ({ state }) =>
      state.data?.items.some((board) => board.status === "crawling" || board.status === "new") ? 2_000 : false,
  });

/** What the last readings of a source gave, the newest first. */
export const readings = (boardId: string) =>
  queryOptions({
    queryKey: ["boards", boardId, "readings"],
    queryFn: ({ signal }) =>
      unwrap(client.GET("/api/v1/boards/{board_id}/readings", { params: { path: { board_id: boardId }, query: { limit: 10 } }, signal })),
  });

export const postings = (filters: PostingFilters) =>
  infiniteQueryOptions({
    queryKey: ["postings", filters],
    queryFn: ({ signal, pageParam }) =>
      unwrap(client.GET("/api/v1/postings", { params: { query: { ...filters, limit: PAGE, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (previous) => previous,
  });

/** How many postings each value of each filter would leave. The last counts stay until the new ones are there. */
export const facets = (filters: FacetFilters) =>
  queryOptions({
    queryKey: ["postings", "facets", filters],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/postings/facets", { params: { query: filters }, signal })),
    placeholderData: (previous) => previous,
  });

export const searches = () =>
  queryOptions({ queryKey: ["searches"], queryFn: ({ signal }) => unwrap(client.GET("/api/v1/searches", { signal })) });

/** Open postings about the same as one, the nearest first. */
export const similar = (id: string) =>
  queryOptions({
    queryKey: ["posting", id, "similar"],
    queryFn: ({ signal }) =>
      unwrap(client.GET("/api/v1/postings/{id}/similar", { params: { path: { id }, query: { limit: 5 } }, signal })),
    staleTime: 60_000,
  });

/** What speaks for and against two postings being one job. */
export const comparison = (id: string, otherId: string) =>
  queryOptions({
    queryKey: ["posting", id, "compare", otherId],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET("/api/v1/postings/{posting_id}/twins/{twin_id}/compare", { params: { path: { posting_id: id, twin_id: otherId } }, signal }),
      ),
  });

export const posting = (id: string) =>
  queryOptions({
    queryKey: ["posting", id],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/postings/{posting_id}", { params: { path: { posting_id: id } }, signal })),
  });

/** What the title alone says of the field, the rank and the occupation. */
export const title = (id: string) =>
  queryOptions({
    queryKey: ["title", id],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/postings/{id}/title", { params: { path: { id } }, signal })),
  });

/** The match of a posting, or null while it has not been scored. */
export const match = (id: string) =>
  queryOptions({
    queryKey: ["match", id],
    queryFn: async ({ signal }) => {
      try {
        return await unwrap(client.GET("/api/v1/postings/{id}/match", { params: { path: { id } }, signal }));
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });

export type GapsAsked = NonNullable<paths["/api/v1/match/gaps"]["get"]["parameters"]["query"]>;

/** What is missing among liked postings, or null without a résumé. While a job is at it, it is asked for again. */
export const gaps = (asked: GapsAsked) =>
  queryOptions({
    queryKey: ["gaps", asked],
    queryFn: async ({ signal }) => {
      try {
        return await unwrap(client.GET("/api/v1/match/gaps", { params: { query: asked }, signal }));
      } catch (error) {
        if (error instanceof ProblemError && error.code === "profile.none") return null;
        throw error;
      }
    },
    placeholderData: (previous) => previous,
    refetchInterval: ({ state }) => (state.data?.computing ? 1_500 : 60_000),
  });

/** What became of a posting's score, the newest first. */
export const scoreChanges = (id: string) =>
  queryOptions({
    queryKey: ["match", id, "history"],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/postings/{id}/match/history", { params: { path: { id } }, signal })),
  });

/** Every résumé of the workspace ranked for a posting. While some are being scored, it is asked for again. */
export const candidates = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["candidates", id],
    queryFn: ({ signal, pageParam }) =>
      unwrap(client.GET("/api/v1/postings/{id}/candidates", { params: { path: { id }, query: { limit: PAGE, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) => ((state.data?.pages[0]?.pending ?? 0) > 0 ? 1_500 : false),
  });

export const candidateMatch = (id: string, resumeId: string) =>
  queryOptions({
    queryKey: ["candidates", id, resumeId],
    queryFn: ({ signal }) =>
      unwrap(client.GET("/api/v1/postings/{id}/candidates/{resume_id}", { params: { path: { id, resume_id: resumeId } }, signal })),
  });

/** How the score is made: decisions counted, what was learnt from them. */
export const scoring = () =>
  queryOptions({
    queryKey: ["scoring"],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/match/model", { signal })),
    refetchInterval: ({ state }) => (state.data?.pending ? 5_000 : false),
  });

export const applications = () =>
  queryOptions({
    queryKey: ["applications"],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/applications", { params: { query: { limit: 200 } }, signal })),
    refetchInterval: ({ state }) => (state.data?.items.some((item) => item.state === "preparing") ? 3_000 : false),
  });

export const application = (id: string) =>
  queryOptions({
    queryKey: ["application", id],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/applications/{application_id}", { params: { path: { application_id: id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === "preparing" ? 2_000 : false),
  });

/** What speaks for and against an application, and what putting it into words would cost. */
export const analysis = (id: string) =>
  queryOptions({
    queryKey: ["analysis", id],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/applications/{application_id}/analysis", { params: { path: { application_id: id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === "queued" || state.data?.state === "running" ? 2_000 : false),
  });

export const timeline = (id: string) =>
  queryOptions({
    queryKey: ["timeline", id],
    queryFn: ({ signal }) =>
      unwrap(client.GET("/api/v1/applications/{application_id}/timeline", { params: { path: { application_id: id }, query: { limit: 200 } }, signal })),
  });

/** The current package, or null while none has been made. */
export const applicationPackage = (id: string) =>
  queryOptions({
    queryKey: ["package", id],
    queryFn: async ({ signal }) => {
      try {
        return await unwrap(client.GET("/api/v1/applications/{application_id}/package", { params: { path: { application_id: id } }, signal }));
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });

/** What it would cost to have the package's lines reworded, and how the last run stands. */
export const rewording = (id: string) =>
  queryOptions({
    queryKey: ["package", id, "reword"],
    queryFn: ({ signal }) =>
      unwrap(client.GET("/api/v1/applications/{application_id}/package/reword", { params: { path: { application_id: id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.run && state.data.run.ended_at === null ? 2_000 : false),
  });

/** Every version of a package, the newest first. */
export const packageVersions = (id: string) =>
  queryOptions({
    queryKey: ["package", id, "versions"],
    queryFn: ({ signal }) =>
      unwrap(client.GET("/api/v1/applications/{application_id}/package/versions", { params: { path: { application_id: id } }, signal })),
  });

/** One version of a package; what it says never changes. */
export const packageVersion = (id: string, version: number) =>
  queryOptions({
    queryKey: ["package-version", id, version],
    queryFn: ({ signal }) =>
      unwrap(client.GET("/api/v1/applications/{application_id}/package/versions/{version}", { params: { path: { application_id: id, version } }, signal })),
    staleTime: Infinity,
  });

/** What changed, word by word, from a version (else the own résumé) to another. */
export const packageComparison = (id: string, before: number | null, after: number) =>
  queryOptions({
    queryKey: ["package-version", id, "compare", before, after],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET("/api/v1/applications/{application_id}/package/compare", {
          params: { path: { application_id: id }, query: { before: before ?? undefined, after } },
          signal,
        }),
      ),
    staleTime: Infinity,
    placeholderData: (previous) => previous,
  });

export type EditedLines = Schemas["CheckIn"];

/** What no fact says in lines with new wording. The last answer stays until the next one is there. */
export const editCheck = (id: string, body: EditedLines) =>
  queryOptions({
    queryKey: ["package-check", id, body],
    queryFn: async ({ signal }) => {
      const path = { params: { path: { application_id: id } } };
      const { lines } = await unwrap(client.POST("/api/v1/applications/{application_id}/package/check", { ...path, body, signal }));
      return { lines, asked: body };
    },
    gcTime: 30_000,
    retry: false,
    placeholderData: (previous) => previous,
  });

/** How a paper would look with an edit that is not saved. */
export const editPreview = (id: string, body: Schemas["PreviewIn"]) =>
  queryOptions({
    queryKey: ["package-preview", id, body],
    queryFn: ({ signal }) =>
      unwrap(client.POST("/api/v1/applications/{application_id}/package/preview", { params: { path: { application_id: id } }, body, signal })),
    // Pictures are large: the one before is kept only until the next is there.
    gcTime: 10_000,
    retry: false,
    placeholderData: (previous) => previous,
  });

export const designs = () =>
  queryOptions({ queryKey: ["designs"], queryFn: ({ signal }) => unwrap(client.GET("/api/v1/designs", { signal })), staleTime: Infinity });

/** How good the letter of a package is; another version is another letter. */
export const letterCheck = (id: string, fingerprint: string) =>
  queryOptions({
    queryKey: ["package", id, "letter-check", fingerprint],
    queryFn: ({ signal }) =>
      unwrap(client.GET("/api/v1/applications/{application_id}/package/letter-check", { params: { path: { application_id: id } }, signal })),
  });

export const letterChoice = (id: string) =>
  queryOptions({
    queryKey: ["application", id, "letter"],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/applications/{application_id}/letter", { params: { path: { application_id: id } }, signal })),
  });

export const letterTemplates = () =>
  queryOptions({ queryKey: ["letters", "templates"], queryFn: ({ signal }) => unwrap(client.GET("/api/v1/letter-templates", { signal })) });

export const letterTemplate = (id: string) =>
  queryOptions({
    queryKey: ["letters", "templates", id],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/letter-templates/{template_id}", { params: { path: { template_id: id } }, signal })),
  });

export const letterSettings = () =>
  queryOptions({ queryKey: ["letters", "settings"], queryFn: ({ signal }) => unwrap(client.GET("/api/v1/letter-settings", { signal })) });

/** What a template gives for a posting. The last letter stays until the new one is there. */
export const letterPreview = (asked: LetterPreviewAsked) =>
  queryOptions({
    queryKey: ["letters", "preview", asked],
    queryFn: ({ signal }) => unwrap(client.POST("/api/v1/letter-templates/preview", { body: asked, signal })),
    placeholderData: (before) => before,
    retry: false,
  });

export const jobs = () =>
  queryOptions({
    queryKey: ["jobs"],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/admin/jobs", { signal })),
    refetchInterval: 5_000,
  });

export const schedules = () =>
  queryOptions({ queryKey: ["schedules"], queryFn: ({ signal }) => unwrap(client.GET("/api/v1/admin/schedules", { signal })), retry: false });

export const deadLetters = () =>
  queryOptions({ queryKey: ["dead"], queryFn: ({ signal }) => unwrap(client.GET("/api/v1/admin/dead", { signal })) });
