"""The language of letter templates: text with placeholders, and nothing that could run.

    {company}                       a value
    {evidence:2}                    with how many of it
    {if contact} … {else} … {end}   one or the other text
    {{ and }}                       braces themselves

A blank line ends a paragraph. A line that begins with "- " is a point. A template is bounded in length, placeholders
and depth; it has no loops, no expressions and no access to anything but the values named in `SLOTS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

MOST_CHARACTERS = 8_000
MOST_PLACEHOLDERS = 60
MOST_DEPTH = 3
MOST_COUNT = 7

SLOTS = {
    "company": "the employer's name",
    "title": "the position, without (m/w/d) and the like",
    "contact": "the person to write to, where the posting or you name one",
    "name": "your name",
    "email": "your e-mail address",
    "phone": "your phone number",
    "date": "the day of the letter",
    "requirements": "what the posting asks for and you have, as a list of names; {requirements:3} names three",
    "skills": "further skills of yours; {skills:3} names three",
    "greeting": "a greeting by name, or to the team",
    "opening": "that you apply, for what, and to whom",
    "in_short": "the first sentence of your summary",
    "asked": "a sentence on what the posting asks for and you have",
    "evidence": "what you did that fits best, in sentences; {evidence:3} takes three",
    "points": "the same as points under their positions; {points:3} takes three",
    "why": "your own sentences on why this employer",
    "quote": "a sentence of the posting on the company, in quotation marks",
    "education": "your studies or training",
    "languages": "your languages",
    "certificates": "your certificates",
    "enclosed": "that your résumé is enclosed",
    "talk": "that you would like to talk",
    "reach": "how to reach you",
    "thanks": "thanks",
    "regards": "the closing formula",
    "closing": "the closing formula and your name",
}
"""Every placeholder, and what it stands for."""
COUNTED = frozenset({"requirements", "skills", "evidence", "points"})
_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}\n]{0,80})\}|\{|\}")
_SLOT = re.compile(r"([a-z_]+)(?:\s*:\s*(\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class Text:
    """Text as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder. `count` is how many of it, None: as many as it gives."""

    name: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class If:
    """`then` where the value `name` is there, else `otherwise`."""

    name: str
    then: tuple[Node, ...]
    otherwise: tuple[Node, ...]


Node: TypeAlias = "Text | Slot | If"


@dataclass(frozen=True, slots=True)
class TemplateError:
    """What is wrong with a template, in a sentence, and where: line and column count from 1."""

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A template read: its nodes, or its errors. Nodes are there only where there are no errors."""

    nodes: tuple[Node, ...]
    errors: tuple[TemplateError, ...]

    def slots(self) -> Iterator[Slot]:
        """Every placeholder in it."""
        yield from _slots(self.nodes)


def parse(text: str) -> Parsed:
    """Read a template; never raises. All errors are told at once, in the order of the text.

    >>> [error.message for error in parse("Dear {compani},").errors]
    ['There is no placeholder {compani}. Did you mean {company}?']
    """
    if len(text) > MOST_CHARACTERS:
        said = f"A template has at most {MOST_CHARACTERS} characters; this one has {len(text)}."
        return Parsed((), (TemplateError(*_place(text, MOST_CHARACTERS), said),))
    if not text.strip():
        return Parsed((), (TemplateError(1, 1, "The template is empty; write at least one sentence."),))
    return _Parser(text).parse()


@dataclass
class _Open:
    name: str
    at: int
    then: list[Node]
    otherwise: list[Node] | None = None


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._errors: list[TemplateError] = []
        self._top: list[Node] = []
        self._open: list[_Open] = []
        self._count = 0

    def parse(self) -> Parsed:
        at = 0
        for token in _TOKEN.finditer(self._text):
            self._add_text(self._text[at : token.start()])
            at = token.end()
            self._token(token)
        self._add_text(self._text[at:])
        for left in self._open:
            self._wrong(left.at, f"{{if {left.name}}} is never closed; write {{end}} where it stops.")
        errors = tuple(sorted(self._errors, key=lambda error: (error.line, error.column)))
        return Parsed(() if errors else tuple(self._top), errors)

    def _token(self, token: re.Match[str]) -> None:
        said = token[0]
        if said in ("{{", "}}"):
            self._add_text(said[0])
        elif token[1] is None:
            other = "}" if said == "{" else "{"
            self._wrong(token.start(), f"“{said}” has no “{other}” on its line; for a brace itself write “{said * 2}”.")
        else:
            self._placeholder(token[1].strip(), token.start())

    def _placeholder(self, inside: str, at: int) -> None:
        self._count += 1
        if self._count == MOST_PLACEHOLDERS + 1:
            self._wrong(at, f"A template has at most {MOST_PLACEHOLDERS} placeholders.")
        if inside == "else":
            if not self._open or self._open[-1].otherwise is not None:
                self._wrong(at, "{else} stands outside of an {if …}.")
            else:
                self._open[-1].otherwise = []
        elif inside == "end":
            if not self._open:
                self._wrong(at, "{end} closes nothing; there is no {if …} before it.")
            else:
                done = self._open.pop()
                self._add(If(done.name, tuple(done.then), tuple(done.otherwise or ())))
        elif inside == "if" or inside.startswith("if "):
            self._condition(inside[2:].strip(), at)
        else:
            self._slot(inside, at)

    def _condition(self, name: str, at: int) -> None:
        if name not in SLOTS:
            self._wrong(at, self._unknown(name) if name else "{if} needs a name, such as {if contact}.")
        if len(self._open) == MOST_DEPTH:
            self._wrong(at, f"{{if …}} stands in at most {MOST_DEPTH} others.")
        self._open.append(_Open(name, at, []))

    def _slot(self, inside: str, at: int) -> None:
        found = _SLOT.fullmatch(inside)
        if found is None:
            said = "An empty placeholder; write a name between the braces." if not inside else (
                f"“{{{inside[:40]}}}” is no placeholder: write a name such as {{company}} or {{evidence:2}}."
            )  # fmt: skip
            self._wrong(at, said)
            return
        name, count = found[1], int(found[2]) if found[2] else None
        if name not in SLOTS:
            self._wrong(at, self._unknown(name))
        elif count is not None and name not in COUNTED:
            self._wrong(at, f"{{{name}}} takes no number.")
        elif count is not None and not 1 <= count <= MOST_COUNT:
            self._wrong(at, f"{{{name}:{count}}} takes 1 to {MOST_COUNT}.")
        self._add(Slot(name, count))

    def _unknown(self, name: str) -> str:
        near = get_close_matches(name, SLOTS, 1)
        return f"There is no placeholder {{{name[:40]}}}." + (f" Did you mean {{{near[0]}}}?" if near else "")

    def _add_text(self, text: str) -> None:
        if text:
            self._add(Text(text))

    def _add(self, node: Node) -> None:
        if not self._open:
            self._top.append(node)
            return
        last = self._open[-1]
        (last.then if last.otherwise is None else last.otherwise).append(node)

    def _wrong(self, at: int, message: str) -> None:
        self._errors.append(TemplateError(*_place(self._text, at), message))


def _place(text: str, at: int) -> tuple[int, int]:
    line = text.count("\n", 0, at) + 1
    return line, at - (text.rfind("\n", 0, at) + 1) + 1


def _slots(nodes: Sequence[Node]) -> Iterator[Slot]:
    for node in nodes:
        if isinstance(node, Slot):
            yield node
        elif isinstance(node, If):
            yield from _slots(node.then)
            yield from _slots(node.otherwise)
