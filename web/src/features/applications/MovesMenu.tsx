import { ActionIcon, Button, Menu, Modal, Stack, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { EllipsisVertical } from "lucide-react";
import { useEffect, useState } from "react";

import type { Application } from "@/api/shapes";
import { sentenceOf } from "@/api/problem";
import { formText } from "@/components/formText";
import { Problem } from "@/components/Notice";
import { SentForm } from "@/features/submit/SentForm";

import { useMoves } from "./moves";
import { isOutcome, OUTCOME_WORDS } from "./states";

/** The moves that the server allows from here, by keyboard as by mouse. */
export function MovesMenu({ application }: { application: Application }) {
  const { id, next, title, company } = application;
  const navigate = useNavigate();
  const moves = useMoves(id);
  const [asking, setAsking] = useState<"sent" | "withdraw" | null>(null);
  const outcomes = next.filter(isOutcome);
  const { error } = moves.outcome;
  useEffect(() => {
    if (error) notifications.show({ color: "red.9", message: sentenceOf(error) });
  }, [error]);
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${title}, ${company}`}>
            <EllipsisVertical size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void navigate({ to: "/applications/$applicationId", params: { applicationId: id } })}>Open</Menu.Item>
          <Menu.Item onClick={() => void navigate({ to: "/postings/$postingId", params: { postingId: application.posting_id } })}>
            Show the posting
          </Menu.Item>
          {next.includes("approved") && (
            <Menu.Item onClick={() => void navigate({ to: "/applications/$applicationId/package", params: { applicationId: id } })}>
              Review the package
            </Menu.Item>
          )}
          {next.includes("sent") && <Menu.Item onClick={() => setAsking("sent")}>I sent it …</Menu.Item>}
          {outcomes.length > 0 && <Menu.Label>What they said</Menu.Label>}
          {outcomes.map((state) => (
            <Menu.Item key={state} onClick={() => moves.outcome.mutate({ state })}>
              {OUTCOME_WORDS[state]}
            </Menu.Item>
          ))}
          {next.includes("withdrawn") && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => setAsking("withdraw")}>Withdraw …</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={asking === "sent"} onClose={() => setAsking(null)} title={`You sent it: ${title}`}>
        <SentForm applicationId={id} onDone={() => setAsking(null)} />
      </Modal>
      <Modal opened={asking === "withdraw"} onClose={() => setAsking(null)} title={`Withdraw from ${company}?`}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const reason = formText(event.currentTarget, "reason").trim();
            moves.withdraw.mutate(reason === "" ? {} : { reason }, { onSuccess: () => setAsking(null) });
          }}
        >
          <Stack>
            <Textarea name="reason" label="Reason, for your own records" autosize minRows={2} maxLength={2000} />
            <Problem error={moves.withdraw.error} />
            <Button type="submit" loading={moves.withdraw.isPending}>
              Withdraw
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
