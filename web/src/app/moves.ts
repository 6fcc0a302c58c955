/** Whether the person has gone anywhere since the page was loaded: only then may the focus be moved for them. */
let moved = false;

export function hasMoved(): boolean {
  return moved;
}

export function noteMove(): void {
  moved = true;
}
