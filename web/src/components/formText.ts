/** What was typed into a field of a form that was submitted; a file or a missing field counts as nothing. */
export function formText(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value : "";
}
