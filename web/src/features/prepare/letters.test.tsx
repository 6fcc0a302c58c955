import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { LetterReasons } from "./LetterCheck";

const good = ["Nothing is said twice."];

test("every reason says why, what to do and which sentence it is about", () => {
  const finding = { kind: "cliche", sentence: "letter/3", text: "team player", why: "It says nothing about you.", todo: "Leave it out.", points: 4 };
  render(<LetterReasons check={{ score: 96, words: 180, findings: [finding], good }} texts={new Map([["letter/3", "I am a team player."]])} />);
  expect(screen.getByText("96")).toBeTruthy();
  expect(screen.getByText("−4")).toBeTruthy();
  expect(screen.getByText("Leave it out.")).toBeTruthy();
  expect(screen.getByText("I am a team player.")).toBeTruthy();
});

test("a sentence that is not shown is named by the words found in it", () => {
  const finding = { kind: "long", sentence: "letter/9", text: "A very long sentence", why: "This sentence has 60 words.", todo: "Cut it.", points: 3 };
  render(<LetterReasons check={{ score: 97, words: 180, findings: [finding], good: [] }} />);
  expect(screen.getByText("A very long sentence")).toBeTruthy();
});
