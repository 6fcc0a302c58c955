import { Button, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ClipboardList } from "lucide-react";

import { client, unwrap } from "@/api/client";
import { Problem } from "@/components/Notice";
import { Tag } from "@/components/Tag";

import styles from "./discover.module.css";

/** What the employer's form asks, looked up at the board when somebody wants to know: it costs a request there. */
export function FormQuestions({ postingId }: { postingId: string }) {
  const ask = useMutation({
    mutationFn: () => unwrap(client.GET("/api/v1/postings/{posting_id}/questions", { params: { path: { posting_id: postingId } } })),
  });
  return (
    <section aria-labelledby="form-questions">
      <Title order={3} id="form-questions" mb={8}>
        What the form asks
      </Title>
      {!ask.data && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<ClipboardList size={15} aria-hidden="true" />}
          loading={ask.isPending}
          onClick={() => ask.mutate()}
        >
          Look at the form
        </Button>
      )}
      <Problem error={ask.error} />
      <div role="status">
        {ask.data && !ask.data.told && <p className={styles.soft}>This employer’s platform does not tell its questions. The form itself does.</p>}
        {ask.data?.told && ask.data.questions.length === 0 && <p className={styles.soft}>The form asks nothing that the platform tells.</p>}
        {ask.data && ask.data.questions.length > 0 && (
          <ol className={styles.questions}>
            {ask.data.questions.map((question) => (
              <li key={question.id}>
                {question.label} {question.required && <Tag>required</Tag>}
                {question.options.length > 0 && <span className={styles.soft}>{question.options.map(([, label]) => label).join(" · ")}</span>}
              </li>
            ))}
          </ol>
        )}
      </div>
    </section>
  );
}
