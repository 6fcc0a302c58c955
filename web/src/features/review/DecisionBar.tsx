import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Check, X } from "lucide-react";

import { client, unwrap } from "@/api/client";
import { isClosed, ProblemError } from "@/api/problem";
import { applicationPackage, posting } from "@/api/queries";
import type { Application, Package } from "@/api/shapes";
import { count, shortPrint } from "@/components/format";
import { formText } from "@/components/formText";
import { Problem } from "@/components/Notice";

import styles from "./review.module.css";

/** The gate: approve exactly the bytes that were seen, or send them back with a reason. */
export function DecisionBar({ application, seen, isOld }: { application: Application; seen: Package; isOld: boolean }) {
  const [approving, approval] = useDisclosure(false);
  const [rejecting, rejection] = useDisclosure(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = { params: { path: { application_id: application.id } } };
  const decided = () => navigate({ to: "/applications/$applicationId", params: { applicationId: application.id } });
  const approve = useMutation({
    mutationFn: (evenIfClosed: boolean) =>
      unwrap(client.POST("/api/v1/applications/{application_id}/approve", { ...path, body: { fingerprint: seen.fingerprint, even_if_closed: evenIfClosed } })),
    onSuccess: () => {
      notifications.show({ message: `Approved: ${shortPrint(seen.fingerprint)}.` });
      return decided();
    },
    onError: (error) => {
      if (!(error instanceof ProblemError) || error.status !== 409) return;
      const { queryKey } = isClosed(error) ? posting(application.posting_id) : applicationPackage(application.id);
      void queries.invalidateQueries({ queryKey: [...queryKey] });
    },
  });
  const reject = useMutation({
    mutationFn: (reason: string) => unwrap(client.POST("/api/v1/applications/{application_id}/reject", { ...path, body: { reason } })),
    onSuccess: decided,
  });
  return (
    <section className={styles.bar} aria-label="Your decision">
      <span className={styles.print}>
        Fingerprint <code>{shortPrint(seen.fingerprint)}</code>
      </span>
      <Group gap="sm">
        <Button variant="default" leftSection={<X size={17} />} onClick={rejection.open}>
          Reject
        </Button>
        <Button color="citron.4" leftSection={<Check size={17} />} onClick={approval.open} disabled={isOld}>
          Approve
        </Button>
      </Group>

      <Modal opened={approving} onClose={approval.close} title="Approve exactly these files?">
        <Stack>
          <span>
            {count(seen.files.length, "file")} for {application.title}, {application.company}. Your approval names this fingerprint; if
            anything in them changes, it no longer holds.
          </span>
          <code className={styles.fullPrint}>{seen.fingerprint}</code>
          <Problem error={approve.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={approval.close}>
              {approve.error ? "Look at the package" : "Not yet"}
            </Button>
            {isClosed(approve.error) ? (
              <Button color="red.9" loading={approve.isPending} onClick={() => approve.mutate(true)}>
                Approve anyway
              </Button>
            ) : (
              !approve.error && (
                <Button loading={approve.isPending} onClick={() => approve.mutate(false)}>
                  Approve this package
                </Button>
              )
            )}
          </Group>
        </Stack>
      </Modal>

      <Modal opened={rejecting} onClose={rejection.close} title="Reject this package?">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            reject.mutate(formText(event.currentTarget, "reason").trim());
          }}
        >
          <Stack>
            <Textarea name="reason" label="What is wrong with it?" description="It stands in the timeline." required withAsterisk={false} autosize minRows={3} maxLength={2000} data-autofocus />
            <Problem error={reject.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={rejection.close}>
                Keep it
              </Button>
              <Button type="submit" loading={reject.isPending}>
                Reject
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </section>
  );
}
