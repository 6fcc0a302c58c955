import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { client, unwrap } from "@/api/client";
import type { PostingRow } from "@/api/shapes";

/** Open an application for a posting and go to it; its documents are written meanwhile. */
export function usePrepare(posting: Pick<PostingRow, "id" | "title" | "company">) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => unwrap(client.POST("/api/v1/applications", { body: { posting_id: posting.id } })),
    onSuccess: async ({ applications: [opened] }) => {
      if (opened === undefined) return;
      notifications.show({ message: `Writing your documents for ${posting.title}, ${posting.company}.` });
      await navigate({ to: "/applications/$applicationId", params: { applicationId: opened.id } });
    },
  });
}
