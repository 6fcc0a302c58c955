import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRef } from "react";

import { sentenceOf } from "@/api/problem";

/** How long a notice with a way back stays (ms); what it offers can be done on the page at any time. */
const WAY_BACK = 20_000;

/** Say what was done, with a button that takes it back. */
export function noticeWithUndo(message: string, label: string, undo: () => Promise<unknown>): void {
  const id = notifications.show({
    autoClose: WAY_BACK,
    message: <UndoNotice message={message} label={label} onUndo={() => undo().then(() => notifications.hide(id), (error: unknown) => notifications.update({ id, message: sentenceOf(error), color: "red" }))} />,
  });
}

function UndoNotice({ message, label, onUndo }: { message: string; label: string; onUndo: () => Promise<unknown> }) {
  // A notice stands outside of everything that remembers answers: it keeps its own state.
  const pressed = useRef(false);
  return (
    <Group gap="sm" justify="space-between">
      {message}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          if (pressed.current) return;
          pressed.current = true;
          void onUndo();
        }}
      >
        {label}
      </Button>
    </Group>
  );
}
