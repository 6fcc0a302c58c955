import { render, screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import Markdown from "./Markdown";

const marked = () => [...document.querySelectorAll("mark")].map((mark) => mark.textContent).join("|");
const rangeOf = (text: string, part: string) => {
  const points = (words: string) => Array.from(words).length;
  const start = points(text.slice(0, text.indexOf(part)));
  return { start, end: start + points(part) };
};

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
});

it("marks the sentence of a requirement, inside a list and across bold words", () => {
  const text = "# Role 🚀\n\n- Solid **PostgreSQL** in anger\n- Kafka";
  render(<Markdown text={text} mark={rangeOf(text, "Solid **PostgreSQL** in anger")} />);
  expect(marked()).toBe("Solid |PostgreSQL| in anger");
});

it("marks nothing when nothing is chosen", () => {
  render(<Markdown text="Kafka and more" mark={null} />);
  expect(marked()).toBe("");
});

it("shows markup of the posting as text and never as elements", () => {
  render(<Markdown text={'<img src=x onerror="alert(1)"> <script>alert(1)</script>\n\n![logo](https://example.com/x.png)'} />);
  expect(document.querySelector("img, script")).toBeNull();
  expect(screen.getByText(/onerror/)).toBeInTheDocument();
});

it("lets no link run a script, and opens the others apart", () => {
  render(<Markdown text={"[bad](javascript:alert(1)) [good](https://example.com/)"} />);
  expect(screen.getByText("bad").getAttribute("href") ?? "").not.toContain("javascript");
  const good = screen.getByRole("link", { name: "good" });
  expect(good).toHaveAttribute("target", "_blank");
  expect(good.getAttribute("rel")).toContain("noopener");
});
