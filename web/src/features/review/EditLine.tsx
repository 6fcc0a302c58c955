import { ActionIcon, Button } from "@mantine/core";
import { ArrowDown, ArrowUp, RotateCcw, X } from "lucide-react";
import { useId, useState, type KeyboardEvent } from "react";

import type { CheckedLine, FactRef } from "@/api/shapes";
import { useTyped } from "@/features/match/useTyped";

import { AddFact } from "./AddFact";
import styles from "./editor.module.css";
import { stretches, type Claim } from "./marks";

export interface EditedPart {
  id: string;
  /** The words of the version that is edited. */
  own: string;
  /** What is written now; null when it is left out. */
  text: string | null;
  /** The candidate's own wording, where the version has another one. */
  original: string | null;
  look: string;
  pointer: string | null;
  facts: FactRef[];
}

interface EditLineProps {
  part: EditedPart;
  /** What the gate says of it, and the words that it was asked about; null while it is as it was. */
  checked: { line: CheckedLine; text: string } | null;
  canMove: { up: boolean; down: boolean } | null;
  onWrite: (text: string) => void;
  onLeaveOut: () => void;
  onPutBack: () => void;
  onMove: (by: -1 | 1) => void;
}

/** One line as a field: what no fact says is underlined while it is typed, with the reason below. */
export function EditLine({ part, checked, canMove, onWrite, onLeaveOut, onPutBack, onMove }: EditLineProps) {
  const id = useId();
  const [adding, setAdding] = useState(false);
  // A blank at the end changes nothing, and still has to be there to type on.
  const [typed, setTyped] = useTyped(part.text ?? undefined);
  const name = part.own.length > 60 ? `${part.own.slice(0, 60)}…` : part.own;
  if (part.text === null) {
    return (
      <div className={styles.line} data-look={part.look} data-gone="true">
        <del>{part.own}</del>
        <Button size="compact-sm" variant="subtle" onClick={onPutBack} ref={focusIt} aria-label={`Put back “${name}”`}>
          Put back
        </Button>
      </div>
    );
  }
  const text = part.text;
  const claims: Claim[] = checked?.line.unsupported ?? [];
  const isChanged = text !== part.own;
  const facts = checked?.line.facts ?? part.facts;
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      onMove(event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      // A line is one line: Enter goes on to the next.
      event.preventDefault();
      focusBeside(event.currentTarget, event.shiftKey ? -1 : 1);
    }
  };
  return (
    <div className={styles.line} data-look={part.look} data-changed={isChanged} data-faulty={claims.length > 0}>
      <div className={styles.field}>
        <div className={styles.mirror} aria-hidden="true">
          {stretches(typed, checked?.text ?? null, claims).map(({ text: words, claim }, at) => (claim === null ? words : <mark key={at}>{words}</mark>))}
          {"\u200b"}
        </div>
        <textarea
          data-line={part.id}
          className={styles.words}
          aria-label={`Wording of “${name}”`}
          aria-invalid={claims.length > 0}
          aria-describedby={claims.length > 0 ? `${id}-claims` : undefined}
          rows={1}
          maxLength={5000}
          value={typed}
          onChange={(event) => {
            const next = event.currentTarget.value.replace(/\n/g, " ");
            setTyped(next);
            onWrite(next);
          }}
          onKeyDown={keys}
        />
      </div>
      <div className={styles.tools}>
        {canMove !== null && (
          <>
            <Tool label={`Move up “${name}”`} onClick={() => onMove(-1)} disabled={!canMove.up}>
              <ArrowUp size={15} />
            </Tool>
            <Tool label={`Move down “${name}”`} onClick={() => onMove(1)} disabled={!canMove.down}>
              <ArrowDown size={15} />
            </Tool>
          </>
        )}
        {(isChanged || part.original !== null) && (
          <Tool
            label={isChanged ? `Undo the changes of “${name}”` : `Take your résumé’s own wording of “${name}”`}
            onClick={() => (isChanged ? onPutBack() : onWrite(part.original ?? part.own))}
          >
            <RotateCcw size={15} />
          </Tool>
        )}
        <Tool label={`Leave out “${name}”`} onClick={onLeaveOut}>
          <X size={15} />
        </Tool>
      </div>
      {claims.length > 0 && (
        <div className={styles.claims}>
          <ul id={`${id}-claims`}>
            {claims.map((claim, at) => (
              <li key={`${claim.text} ${at}`}>{claim.why}</li>
            ))}
          </ul>
          {adding ? (
            <AddFact claims={claims} line={text} pointer={part.pointer} replaces={madeOf(part)} onAdded={() => setAdding(false)} onClose={() => setAdding(false)} />
          ) : (
            <Button size="compact-xs" variant="light" color="red" onClick={() => setAdding(true)} aria-label={`Add it as a fact of mine: “${name}”`}>
              Add it as a fact of mine
            </Button>
          )}
        </div>
      )}
      {facts.length > 0 && (
        <p className={styles.allowed}>
          {isChanged && claims.length === 0 && checked !== null ? "Every claim is a fact of yours: " : "From your facts: "}
          {facts.map((fact) => fact.text).join(" · ")}
        </p>
      )}
    </div>
  );
}

function Tool({ label, onClick, disabled = false, children }: { label: string; onClick: () => void; disabled?: boolean; children: React.ReactNode }) {
  return (
    <ActionIcon variant="subtle" color="gray" size={26} aria-label={label} title={label} onClick={onClick} disabled={disabled}>
      {children}
    </ActionIcon>
  );
}

function focusBeside(field: HTMLTextAreaElement, by: number): void {
  const fields = [...document.querySelectorAll<HTMLTextAreaElement>("textarea[data-line]")];
  fields[fields.indexOf(field) + by]?.focus();
}

/** The one fact that says what the line said, word for word. */
function madeOf({ own, facts, look }: EditedPart): FactRef | null {
  const [fact, ...more] = facts;
  return look === "bullet" && fact !== undefined && more.length === 0 && fact.text === own ? fact : null;
}

/** What takes the place of a field that had the focus takes the focus. */
function focusIt(button: HTMLButtonElement | null): void {
  if (document.activeElement === document.body) button?.focus();
}
