import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { client, unwrap } from "@/api/client";
import { ago } from "@/components/format";
import { When } from "@/components/Meta";
import { Problem, Waiting } from "@/components/Notice";
import { Card } from "@/components/Page";
import { Tag } from "@/components/Tag";

import { AnswerField } from "./AnswerField";
import { answers, type Answer, type AnswerKind } from "./facts";
import styles from "./facts.module.css";

/** What the candidate answers to the questions of application forms. What is not answered is asked each time. */
export function AnswerBank() {
  const query = useQuery(answers());
  const kinds = query.data?.items ?? [];
  const own = kinds.filter(({ kind }) => kind === "custom");
  return (
    <Stack gap="md">
      <Waiting query={query} what="your answers" />
      {query.data && (
        <>
          <Card title="Asked by most forms">
            <p className={styles.soft}>What is not answered here, you are asked in the form. Nothing is guessed.</p>
            <ul className={styles.lines}>
              {kinds.filter((kind) => !kind.private && kind.kind !== "custom").map((kind) => (
                <Kind key={kind.kind} kind={kind} />
              ))}
            </ul>
          </Card>
          <Card title="Private questions">
            <p className={styles.soft}>Forms answer these with “prefer not to say”, unless you say otherwise here.</p>
            <ul className={styles.lines}>
              {kinds.filter((kind) => kind.private).map((kind) => (
                <Kind key={kind.kind} kind={kind} />
              ))}
            </ul>
          </Card>
          <Card title="Questions of your own">
            <p className={styles.soft}>A form that asks in the same words gets this answer.</p>
            <ul className={styles.lines}>
              {own.map((kind) => (
                <Kind key={kind.kind} kind={kind} />
              ))}
            </ul>
          </Card>
        </>
      )}
    </Stack>
  );
}

/** One kind with its answers: one, or one for each country or question. */
function Kind({ kind }: { kind: AnswerKind }) {
  const many = kind.per_country || kind.kind === "custom";
  const [open, setOpen] = useState<string | null>(null);
  const close = () => setOpen(null);
  return (
    <li className={styles.line}>
      {kind.answers.map((answer) => (
        <div key={answer.id}>
          <div className={styles.row}>
            <span>
              <span className={styles.question}>{kind.kind === "custom" ? answer.question : kind.question}</span>
              <span className={styles.text}>
                {answer.country !== null && `${answer.country}: `}
                {answer.told} {answer.aged && <Tag tone="fair">ask again</Tag>}
              </span>{" "}
              <span className={styles.soft}>
                answered <When at={answer.answered_at}>{ago(answer.answered_at)}</When>
              </span>
            </span>
            <Actions answer={answer} onEdit={() => setOpen(answer.id)} />
          </div>
          {open === answer.id && <Form kind={kind} answer={answer} onClose={close} />}
        </div>
      ))}
      {(many || kind.answers.length === 0) && (
        <div className={styles.row}>
          {(kind.answers.length === 0 || !many) && (
            <span>
              <span className={styles.question}>{kind.question}</span>
              <span className={styles.soft}>{kind.private ? "Prefer not to say" : "Not answered"}</span>
            </span>
          )}
          {open !== "new" && (
            <Button size="compact-sm" variant="default" onClick={() => setOpen("new")} aria-label={`Answer: ${kind.question}`}>
              {kind.answers.length === 0 ? "Answer" : kind.kind === "custom" ? "Another question" : "Another country"}
            </Button>
          )}
        </div>
      )}
      {open === "new" && <Form kind={kind} onClose={close} />}
    </li>
  );
}

function Actions({ answer, onEdit }: { answer: Answer; onEdit: () => void }) {
  const queries = useQueryClient();
  const clear = useMutation({
    mutationFn: () => unwrap(client.DELETE("/api/v1/answers/{answer_id}", { params: { path: { answer_id: answer.id } } })),
    onSuccess: () => queries.invalidateQueries(answers()),
  });
  const what = answer.country === null ? answer.question : `${answer.question} (${answer.country})`;
  return (
    <Group gap={4} wrap="nowrap">
      <Button size="compact-sm" variant="default" onClick={onEdit} aria-label={`Change the answer to: ${what}`}>
        Change
      </Button>
      <Button size="compact-sm" variant="subtle" loading={clear.isPending} onClick={() => clear.mutate()} aria-label={`Clear the answer to: ${what}`}>
        Clear
      </Button>
    </Group>
  );
}

const focus = (field: HTMLElement | null) => field?.focus();

function Form({ kind, answer, onClose }: { kind: AnswerKind; answer?: Answer; onClose: () => void }) {
  const queries = useQueryClient();
  const [value, setValue] = useState<unknown>(answer?.value ?? null);
  const [country, setCountry] = useState(answer?.country ?? "");
  const [question, setQuestion] = useState(answer?.question ?? "");
  const custom = kind.kind === "custom";
  const save = useMutation({
    mutationFn: () =>
      unwrap(
        client.PUT("/api/v1/answers", {
          body: { kind: kind.kind, value, country: kind.per_country ? country : null, question: custom ? question : null },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries(answers());
      onClose();
    },
  });
  return (
    <form
      className={styles.edit}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className={styles.answer}>
        {kind.per_country && (
          <TextInput
            ref={focus}
            label="Country"
            description="Two letters: US, DE; EU for the European Union"
            value={country}
            onChange={(event) => setCountry(event.currentTarget.value.toUpperCase())}
            maxLength={2}
            disabled={answer !== undefined}
          />
        )}
        {custom && (
          <TextInput
            ref={focus}
            label="The question, as forms put it"
            value={question}
            onChange={(event) => setQuestion(event.currentTarget.value)}
            maxLength={500}
            disabled={answer !== undefined}
          />
        )}
        <AnswerField kind={kind} value={value} onChange={setValue} />
      </div>
      <Problem error={save.error} />
      <Group gap="xs" mt="xs">
        <Button type="submit" size="xs" loading={save.isPending}>
          Save
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
