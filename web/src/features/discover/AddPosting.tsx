import { Button, Collapse, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";

import { client, unwrap } from "@/api/client";
import { isPortal, sentenceOf } from "@/api/problem";
import { formText } from "@/components/formText";
import { Notice, Problem } from "@/components/Notice";

import { toCapture } from "./capture";

interface AddPostingProps {
  opened: boolean;
  onClose: () => void;
  /** An address that was tried elsewhere. */
  url?: string;
}

/** Keep one posting from anywhere: by its address, or by its page or text where the address may not be read. */
export function AddPosting({ opened, onClose, url }: AddPostingProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Add a posting by hand" size="lg">
      {opened && <Form url={url} onClose={onClose} />}
    </Modal>
  );
}

function Form({ url, onClose }: Omit<AddPostingProps, "opened">) {
  const [told, more] = useDisclosure(false);
  const content = useRef<HTMLTextAreaElement>(null);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const add = useMutation({
    mutationFn: (form: HTMLFormElement) => {
      const body = toCapture((name) => formText(form, name));
      if (body === null) throw new Error("Give the posting’s address, or paste its text.");
      return unwrap(client.POST("/api/v1/postings/capture", { body }));
    },
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ["postings"] });
      onClose();
      return navigate({ to: "/postings/$postingId", params: { postingId: id } });
    },
    onError: (error) => {
      if (isPortal(error)) content.current?.focus();
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(event.currentTarget);
      }}
    >
      <Stack>
        <TextInput
          name="url"
          label="Address of the posting"
          placeholder="https://…"
          autoComplete="off"
          spellCheck={false}
          maxLength={2_000}
          defaultValue={url}
          data-autofocus={url === undefined ? true : undefined}
        />
        <Textarea
          name="content"
          ref={content}
          label="Its text, or its page as HTML"
          description="Only where the address alone will not do: LinkedIn, Indeed, Glassdoor and Wellfound forbid programs to read them. Open the posting in your browser, select all, copy, and paste it here."
          minRows={5}
          maxRows={14}
          autosize
          data-autofocus={url === undefined ? undefined : true}
        />
        <div>
          <Button variant="subtle" size="compact-sm" ms={-8} aria-expanded={told} onClick={more.toggle}>
            Say the title, company and place yourself
          </Button>
          <Collapse expanded={told}>
            <Stack gap="xs" mt={6}>
              <TextInput name="title" label="Title" maxLength={500} />
              <TextInput name="company" label="Company" maxLength={500} />
              <TextInput name="location" label="Place" maxLength={500} />
            </Stack>
          </Collapse>
        </div>
        {isPortal(add.error) ? (
          <div role="alert">
            <Notice>{sentenceOf(add.error)}</Notice>
          </div>
        ) : (
          <Problem error={add.error} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add the posting
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
