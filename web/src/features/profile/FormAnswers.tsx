import { Button, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ClipboardList } from "lucide-react";

import { client, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { count } from "@/components/format";
import { Problem } from "@/components/Notice";
import { Tag } from "@/components/Tag";

import styles from "./facts.module.css";

type Field = Omit<components["schemas"]["FieldOut"], "options"> & { options: string[][] };

const STATUS: Record<Field["status"], { words: string; tone: "good" | "fair" | "quiet" }> = {
  bank: { words: "from your answers", tone: "good" },
  profile: { words: "from your profile", tone: "good" },
  package: { words: "in your package", tone: "good" },
  declined: { words: "prefer not to say", tone: "quiet" },
  ask: { words: "for you to answer", tone: "fair" },
};

/** What the employer's form asks and what answers it, looked up at the board when somebody wants to know. */
export function FormAnswers({ postingId }: { postingId: string }) {
  const ask = useMutation({
    mutationFn: () => unwrap(client.GET("/api/v1/postings/{posting_id}/form-answers", { params: { path: { posting_id: postingId } } })),
  });
  const fields = ask.data?.fields ?? [];
  const open = fields.filter(({ status }) => status === "ask");
  // Where the platform does not say whether a field must be filled in, it may have to.
  const needed = open.filter(({ required }) => required !== false).length;
  return (
    <section aria-labelledby="form-questions">
      <Title order={3} id="form-questions" mb={8}>
        What the form asks
      </Title>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<ClipboardList size={15} aria-hidden="true" />}
        loading={ask.isPending}
        onClick={() => ask.mutate()}
      >
        {ask.data ? "Look again" : "Look at the form"}
      </Button>
      <Problem error={ask.error} />
      <div role="status">
        {ask.data && !ask.data.told && <p className={styles.soft}>This employer’s platform does not tell its questions. The form itself does.</p>}
        {ask.data?.told && fields.length === 0 && <p className={styles.soft}>The form asks nothing that the platform tells.</p>}
        {fields.length > 0 && (
          <>
            <p className={styles.soft}>
              {open.length === 0
                ? "Everything is answered."
                : `${open.length} of ${count(fields.length, "question")} left for you to answer, ${needed === 0 ? "none" : needed} required.`}{" "}
              <Link to="/facts" search={{ tab: "answers" }}>
                Your answers
              </Link>
            </p>
            <ul className={styles.lines}>
              {fields.map((field, index) => (
                <Asked key={`${field.id}-${index}`} field={field} />
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

function Asked({ field }: { field: Field }) {
  const { words, tone } = STATUS[field.status];
  return (
    <li className={styles.line}>
      <div className={styles.row}>
        <span className={styles.text}>
          {field.label} {field.required && <Tag>required</Tag>}
        </span>
        <Tag tone={tone}>{words}</Tag>
      </div>
      {field.shown !== null && <span className={styles.text}>{field.shown}</span>}
      {field.status === "ask" && (
        <p className={styles.soft}>
          {field.why}
          {field.suggestion !== null && ` You answered: ${field.suggestion}.`}
          {field.options.length > 0 && ` Choices: ${field.options.slice(0, 8).map(([, label]) => label).join(" · ")}${field.options.length > 8 ? " …" : ""}`}
        </p>
      )}
    </li>
  );
}
