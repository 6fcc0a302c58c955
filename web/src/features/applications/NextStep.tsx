import { Button, Divider, Group, Loader, Select, Stack, Textarea } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { Application } from "@/api/shapes";
import { Notice, Problem } from "@/components/Notice";
import { HandOver } from "@/features/submit/HandOver";
import { SentForm } from "@/features/submit/SentForm";
import { useLastReason } from "./Timeline";

import { useMoves } from "./moves";
import { isOutcome, OUTCOME_WORDS, STATES, type Outcome } from "./states";

/** What to do now, for the state that the application is in. */
export function NextStep({ application }: { application: Application }) {
  const { id, state, company } = application;
  const reason = useLastReason(id);
  switch (state) {
    case "preparing":
      return (
        <Group role="status">
          <Loader size="sm" aria-hidden="true" />
          Your résumé and letter are being written from your own facts. This page follows by itself.
        </Group>
      );
    case "not_prepared":
      return (
        <Stack align="flex-start">
          <Notice tone="poor">No package could be made{reason ? `: ${reason}` : "."}</Notice>
          <PrepareAgain applicationId={id} />
        </Stack>
      );
    case "discarded":
      return (
        <Stack align="flex-start">
          <span>You rejected the package{reason ? `: ${reason}` : "."}</span>
          <PrepareAgain applicationId={id} />
        </Stack>
      );
    case "awaiting_approval":
      return (
        <Group justify="space-between">
          <span>Read the documents, then approve exactly these files or send them back with a reason.</span>
          <Button component={Link} to={`/applications/${id}/package`} color="citron.4">
            Review the package
          </Button>
        </Group>
      );
    case "approved":
    case "handed_over":
    case "unknown":
      return (
        <Stack gap="xl">
          <HandOver applicationId={id} again={state !== "approved"} />
          <Divider />
          <SentForm applicationId={id} />
        </Stack>
      );
    case "sending":
      return <Notice>It is being sent to {company}. It will never be sent twice.</Notice>;
    case "sent":
    case "acknowledged":
    case "interviewing":
    case "offered":
      return <OutcomeForm application={application} />;
    default:
      return <span>This application is closed: {STATES[state].toLowerCase()}{reason ? ` (${reason})` : ""}. Nothing is left to do.</span>;
  }
}

function PrepareAgain({ applicationId }: { applicationId: string }) {
  const { again } = useMoves(applicationId);
  return (
    <>
      <span>
        Correct what is wrong in <Link to="/profile">your profile</Link>, then have the documents written again.
      </span>
      <Problem error={again.error} />
      <Button loading={again.isPending} onClick={() => again.mutate()}>
        Prepare again
      </Button>
    </>
  );
}

function OutcomeForm({ application: { id, next, company } }: { application: Application }) {
  const { outcome } = useMoves(id);
  const choices = next.filter(isOutcome);
  const [state, setState] = useState<Outcome | null>(null);
  const [note, setNote] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (state === null) return;
        outcome.mutate({ state, note: note.trim() || undefined }, { onSuccess: () => { setState(null); setNote(""); } });
      }}
    >
      <Stack>
        <Select
          label={`What did ${company} say?`}
          placeholder="Choose"
          value={state}
          onChange={(value) => setState(value)}
          data={choices.map((value) => ({ value, label: OUTCOME_WORDS[value] }))}
        />
        <Textarea label="Note" autosize minRows={2} maxLength={4000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <Problem error={outcome.error} />
        <Button type="submit" disabled={state === null} loading={outcome.isPending} style={{ alignSelf: "flex-start" }}>
          Record it
        </Button>
      </Stack>
    </form>
  );
}
