import { ActionIcon, Button, Group, SegmentedControl, Tabs } from "@mantine/core";
import { useDebouncedValue, useHotkeys, useMediaQuery } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Redo2, Undo2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { client, unwrap } from "@/api/client";
import { editCheck } from "@/api/queries";
import type { CheckedLine, Package } from "@/api/shapes";
import { count } from "@/components/format";
import { Problem } from "@/components/Notice";
import { DesignPicker } from "@/features/prepare/DesignPicker";

import { letterLists, moved, runs, size, wire, type Edit, type Run } from "./edit";
import { EditLine, type EditedPart } from "./EditLine";
import styles from "./editor.module.css";
import { forget } from "./kept";
import { PagePreview, type Paper } from "./PagePreview";
import { useEdit } from "./useEdit";

interface EditorProps {
  applicationId: string;
  base: Package;
  first: Edit;
  onSaved: (made: Package) => void;
  onClose: () => void;
}

const FIXED = new Set(["name", "contact", "entry", "sender", "date", "address"]);

/** Words beside the page they make. Nothing is stored until it is saved as a version. */
export function Editor({ applicationId, base, first, onSaved, onClose }: EditorProps) {
  const [history, step] = useEdit(applicationId, base.version, first);
  const edit = history.now;
  const [paper, setPaper] = useState<Paper>("resume");
  const [side, setSide] = useState<"words" | "page">("words");
  const narrow = useMediaQuery("(max-width: 62em)", undefined, { getInitialValueInEffect: false });
  const [settled] = useDebouncedValue(edit, 180);
  const { changes, order } = wire(settled);
  const check = useQuery({ ...editCheck(applicationId, { changes, order: [], version: base.version }), enabled: changes.length > 0 });
  const parts = partsOf(base, edit);
  const checked = checkedOf(changes.length > 0 ? check.data : undefined, edit);
  const claims = [...checked.values()].reduce((sum, { line }) => sum + line.unsupported.length, 0);
  const isSettled = edit === settled && !check.isFetching;
  const save = useMutation({
    mutationFn: () => {
      const { changes: items, order: orders } = wire(edit);
      return unwrap(
        client.PATCH("/api/v1/applications/{application_id}/package", {
          params: { path: { application_id: applicationId } },
          body: { items, order: orders, design: edit.design, version: base.version },
        }),
      );
    },
    onSuccess: (made) => {
      forget(applicationId);
      notifications.show({ message: `Version ${made.version} was made, with new files.` });
      onSaved(made);
    },
  });
  const changed = size(edit);
  const canSave = changed > 0 && claims === 0 && isSettled && !save.isPending;
  const trySave = () => canSave && save.mutate();
  useHotkeys([["mod+z", () => step({ type: "undo" })], ["mod+shift+z", () => step({ type: "redo" })], ["mod+y", () => step({ type: "redo" })], ["mod+s", trySave]], []);
  const list = useFocusAfterMove();

  const line = (id: string, run: Run) => {
    const part = parts.get(id);
    if (part === undefined) return null;
    if (FIXED.has(part.look)) {
      return (
        <p key={id} className={styles.fixed} data-look={part.look}>
          {part.own}
        </p>
      );
    }
    const inList = run.list;
    const ids = inList === null ? [] : (edit.orders[inList] ?? run.ids);
    const at = ids.indexOf(id);
    return (
      <EditLine
        key={id}
        part={part}
        checked={checked.get(id) ?? null}
        canMove={inList === null || ids.length < 2 ? null : { up: at > 0, down: at < ids.length - 1 }}
        onWrite={(text) => step({ type: "write", line: id, text, own: part.own, at: Date.now() })}
        onLeaveOut={() => step({ type: "leaveOut", line: id })}
        onPutBack={() => step({ type: "putBack", line: id })}
        onMove={(by) => {
          if (inList === null) return;
          list.follow(id);
          step({ type: "order", list: inList, ids: moved(ids, id, by), own: run.ids });
        }}
      />
    );
  };
  const lines = (run: Run) => (run.list === null ? run.ids : (edit.orders[run.list] ?? run.ids)).map((id) => line(id, run));

  const words = (
    <div>
      <Tabs value={paper} onChange={(value) => setPaper(value === "cover-letter" ? "cover-letter" : "resume")}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="resume">Résumé</Tabs.Tab>
          <Tabs.Tab value="cover-letter">Cover letter</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="resume">
          <div className={styles.paper}>
            {base.resume.sections.map(({ heading, items }, at) => (
              <section key={at} aria-label={heading === "" ? "Name and contact" : heading}>
                {heading !== "" && <h2 className={styles.heading}>{heading}</h2>}
                {runs(items).map(lines)}
              </section>
            ))}
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="cover-letter">
          <div className={styles.paper}>
            {letterLists(base).map((run, at) => (
              <div key={at} className={styles.paragraph}>
                {lines(run)}
              </div>
            ))}
          </div>
        </Tabs.Panel>
      </Tabs>
    </div>
  );
  const design = edit.design ?? base.design;
  const page = (
    <div className={styles.side}>
      <DesignPicker value={design} onChoose={(chosen) => step({ type: "design", design: chosen, own: base.design })} />
      <PagePreview applicationId={applicationId} paper={paper} version={base.version} changes={changes} order={order} design={settled.design} />
    </div>
  );
  return (
    <>
      <p className={styles.how}>
        Write over any line. <span className={styles.keys}>Enter goes to the next one, Alt with ↑ or ↓ moves a point, Ctrl+Z takes a step back, Ctrl+S saves. </span>
        Name, contact, positions and dates stand as your profile has them.
      </p>
      {narrow && (
        <SegmentedControl
          fullWidth
          mb="md"
          aria-label="Show"
          value={side}
          onChange={(value) => setSide(value === "page" ? "page" : "words")}
          data={[{ value: "words", label: "Words" }, { value: "page", label: "Page" }]}
        />
      )}
      <div className={styles.layout}>
        {(!narrow || side === "words") && words}
        {(!narrow || side === "page") && page}
      </div>
      <section className={styles.bar} aria-label="Your changes">
        <div role="status" className={styles.standing} data-faulty={claims > 0}>
          {standing(changed, claims, isSettled)}
        </div>
        <Group gap="xs" wrap="nowrap">
          <ActionIcon variant="default" size={36} aria-label="Undo" title="Undo (Ctrl+Z)" onClick={() => step({ type: "undo" })} disabled={history.past.length === 0}>
            <Undo2 size={17} />
          </ActionIcon>
          <ActionIcon variant="default" size={36} aria-label="Redo" title="Redo (Ctrl+Shift+Z)" onClick={() => step({ type: "redo" })} disabled={history.future.length === 0}>
            <Redo2 size={17} />
          </ActionIcon>
          <Button variant="default" size="sm" onClick={onClose}>
            {changed === 0 ? "Done" : "Save later"}
          </Button>
          <Button size="sm" color="citron.4" loading={save.isPending} disabled={!canSave} onClick={trySave}>
            Save version {base.version + 1}
          </Button>
        </Group>
        <div className={styles.refused}>
          <Problem error={save.error ?? check.error} />
        </div>
      </section>
    </>
  );
}

function standing(changed: number, claims: number, isSettled: boolean): string {
  if (changed === 0) return "Nothing changed yet";
  if (claims > 0) return `${count(claims, "claim")} that no fact of yours says`;
  return `${count(changed, "change")} not saved${isSettled ? "" : ", checking …"}`;
}

/** Every line of both papers with what is written in it now. */
function partsOf(base: Package, edit: Edit): Map<string, EditedPart> {
  const items = base.resume.sections.flatMap((section) => section.items).map((item) => ({ ...item, look: item.role }));
  const sentences = base.letter.paragraphs.flatMap(({ kind, sentences: own }) =>
    own.map((sentence) => ({ ...sentence, original: null, pointer: null, look: kind === "text" || kind === "lead" || kind === "list" ? "sentence" : kind })),
  );
  return new Map(
    [...items, ...sentences].map(({ id, text, original, look, pointer, facts }) => {
      const written = edit.texts[id];
      return [id, { id, own: text, text: written === undefined ? text : written, original, look, pointer, facts }];
    }),
  );
}

interface Answer {
  lines: CheckedLine[];
  asked: { changes?: { id: string; text: string | null }[] };
}

/** What the gate says of each line that is still worded anew, with the words that it was asked about. */
function checkedOf(answer: Answer | undefined, edit: Edit): Map<string, { line: Answer["lines"][number]; text: string }> {
  const asked = new Map(answer?.asked.changes?.map(({ id, text }) => [id, text]));
  return new Map(
    (answer?.lines ?? [])
      .filter(({ id }) => typeof edit.texts[id] === "string")
      .map((line) => [line.id, { line, text: asked.get(line.id) ?? "" }]),
  );
}

/** A line that moves takes the focus along. */
function useFocusAfterMove() {
  const followed = useRef<string | null>(null);
  useEffect(() => {
    if (followed.current === null) return;
    document.querySelector<HTMLTextAreaElement>(`textarea[data-line="${CSS.escape(followed.current)}"]`)?.focus();
    followed.current = null;
  });
  return { follow: (id: string) => (followed.current = id) };
}
