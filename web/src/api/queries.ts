/** Every read of the API, with the key it is remembered under. `live.ts` says which event makes which of them stale. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { client, unwrap } from "./client";
import { ProblemError } from "./problem";
import type { paths } from "./schema";
import type { Profile } from "./shapes";

export type PostingFilters = Omit<NonNullable<paths["/api/v1/postings"]["get"]["parameters"]["query"]>, "limit" | "cursor">;
export type FacetFilters = NonNullable<paths["/api/v1/postings/facets"]["get"]["parameters"]["query"]>;

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
