import { ActionIcon, Button, Group, Stack, Textarea } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";

import { client, unwrap } from "@/api/client";
import type { Package } from "@/api/shapes";
import { Notice, Problem } from "@/components/Notice";

import { Facts, type Shown } from "./Facts";
import styles from "./review.module.css";

export interface LineProps {
  applicationId: string;
  editable: boolean;
  shown: Shown | null;
  onShow: (shown: Shown) => void;
  onEdited: (made: Package) => void;
}

interface EditableLineProps extends LineProps {
  part: Shown;
  look: string;
  beside?: ReactNode;
}

/** One line of the package: its words show their facts, the pencil changes them. Every change makes a new package. */
export function EditableLine({ part, look, beside, applicationId, editable, shown, onShow, onEdited }: EditableLineProps) {
  const [editing, setEditing] = useState(false);
  const narrow = useMediaQuery("(max-width: 75em)", undefined, { getInitialValueInEffect: false });
  const isShown = shown?.id === part.id;
  const show = () => onShow(part);
  return (
    <div className={styles.row} data-shown={isShown} data-role={look} data-source={part.source}>
      {editing ? (
        <Editor part={part} applicationId={applicationId} onEdited={onEdited} onClose={() => setEditing(false)} />
      ) : (
        <>
          <button type="button" className={styles.words} onClick={show} onFocus={show} onMouseEnter={show} aria-pressed={isShown}>
            {part.text}
          </button>
          {beside !== undefined && <div className={styles.beside}>{beside}</div>}
          {editable && (
            <ActionIcon variant="subtle" color="gray" className={styles.pencil} aria-label={`Change “${part.text.slice(0, 60)}”`} onClick={() => setEditing(true)}>
              <Pencil size={15} />
            </ActionIcon>
          )}
          {narrow && isShown && (
            <div className={styles.inline}>
              <Facts shown={part} />
            </div>
          )}
        </>
      )}
    </div>
  );
}

interface EditorProps {
  part: Shown;
  applicationId: string;
  onEdited: (made: Package) => void;
  onClose: () => void;
}

function Editor({ part, applicationId, onEdited, onClose }: EditorProps) {
  const [text, setText] = useState(part.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const edit = useMutation({
    mutationFn: (words: string | null) =>
      unwrap(
        client.PATCH("/api/v1/applications/{application_id}/package", {
          params: { path: { application_id: applicationId } },
          body: { items: [{ id: part.id, text: words }] },
        }),
      ),
    onSuccess: (made) => {
      notifications.show({ message: `Version ${made.version} was made, with new files.` });
      onEdited(made);
      onClose();
    },
  });
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        edit.mutate(text.trim());
      }}
    >
      <Stack gap="sm">
        <Textarea
          ref={field}
          label="Your wording"
          autosize
          minRows={2}
          maxLength={5000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && onClose()}
        />
        {edit.error ? <Problem error={edit.error} /> : <Notice>Only what a fact of your profile says can stand here. Add the fact to your profile first, if it is missing.</Notice>}
        <Group gap="xs">
          <Button type="submit" size="sm" loading={edit.isPending && edit.variables !== null} disabled={text.trim() === "" || text.trim() === part.text}>
            Save as a new version
          </Button>
          <Button size="sm" variant="default" loading={edit.isPending && edit.variables === null} onClick={() => edit.mutate(null)}>
            Leave it out
          </Button>
          <Button size="sm" variant="subtle" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
