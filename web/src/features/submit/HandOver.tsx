import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Download, ExternalLink } from "lucide-react";

import { client, unwrap } from "@/api/client";
import { isClosed } from "@/api/problem";
import { applicationPackage } from "@/api/queries";
import { Notice, Problem } from "@/components/Notice";
import { FileList, useDownload } from "@/features/prepare/Files";

/** The approved documents and the employer's own form: the person sends, Rolecall keeps the record. */
export function HandOver({ applicationId, again = false }: { applicationId: string; again?: boolean }) {
  const { data } = useQuery(applicationPackage(applicationId));
  const download = useDownload();
  const handOver = useMutation({
    mutationFn: (evenIfClosed: boolean) =>
      unwrap(
        client.POST("/api/v1/applications/{application_id}/handover", {
          params: { path: { application_id: applicationId } },
          body: { even_if_closed: evenIfClosed },
        }),
      ),
    onSuccess: ({ apply_url }) => {
      // Only an address of the web is opened, whatever the posting says.
      if (/^https?:\/\//i.test(apply_url)) window.open(apply_url, "_blank", "noopener,noreferrer");
    },
  });
  return (
    <Stack gap="md">
      <span>
        {again
          ? "Handed over. The documents and the employer’s form are still here."
          : "Approved. Download the documents, open the employer’s form, attach them and send."}
      </span>
      <Group gap="sm">
        <Button
          variant={again ? "default" : "filled"}
          leftSection={<Download size={17} />}
          loading={download.isPending}
          onClick={() => download.mutate({ url: `/api/v1/applications/${applicationId}/export`, name: "application.zip" })}
        >
          Download everything
        </Button>
        <Button variant="default" leftSection={<ExternalLink size={17} />} loading={handOver.isPending} onClick={() => handOver.mutate(false)}>
          Open the employer’s form
        </Button>
      </Group>
      <Problem error={download.error ?? handOver.error} />
      {isClosed(handOver.error) && (
        <Button variant="default" style={{ alignSelf: "flex-start" }} loading={handOver.isPending} onClick={() => handOver.mutate(true)}>
          Open the form anyway
        </Button>
      )}
      {handOver.data && (
        <Notice>
          If no window opened, follow this link:{" "}
          <a href={handOver.data.apply_url} target="_blank" rel="noreferrer noopener">
            {handOver.data.apply_url}
          </a>
        </Notice>
      )}
      {data && <FileList files={data.files} />}
    </Stack>
  );
}
