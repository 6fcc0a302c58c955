import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";

import { theme } from "@/app/theme";

/** Show a part of a screen with all that stands around it; links lead to an empty page. */
export function show(part: ReactNode) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const root = createRootRoute();
  const here = createRoute({ getParentRoute: () => root, path: "/", component: () => part });
  const elsewhere = createRoute({ getParentRoute: () => root, path: "$", component: () => <p>elsewhere</p> });
  const router = createRouter({ routeTree: root.addChildren([here, elsewhere]), history: createMemoryHistory() });
  return render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

/** Answers for `fetch`: path (without the prefix) → status and body. What is not named fails the test that asks for it. */
export function answers(table: Record<string, [number, unknown]>) {
  const asked: { path: string; body: unknown; headers: Headers }[] = [];
  const fetch = async (input: Request | string, init?: RequestInit): Promise<Response> => {
    const request = input instanceof Request ? input : new Request(new URL(input, window.location.origin), init);
    const path = `${request.method} ${new URL(request.url).pathname.replace("/api/v1", "")}`;
    const text = await request.text();
    asked.push({ path, body: text === "" ? null : JSON.parse(text), headers: request.headers });
    const answer = table[path];
    if (!answer) throw new Error(`nobody answers ${path}`);
    return new Response(JSON.stringify(answer[1]), { status: answer[0], headers: { "Content-Type": "application/json" } });
  };
  return { fetch, asked };
}
