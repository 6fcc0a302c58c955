"""A letter from the user's own template: placeholders filled, every sentence of it through the claim gate.

What a placeholder gives is never read as template text again, so nothing a posting says can become a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rolecall.prepare.claims import Gate
from rolecall.prepare.content import Block, FactRef, LeftOut, Paragraph, Sentence, Source
from rolecall.prepare.letters.template import If, Node, Slot, Text, parse
from rolecall.prepare.letters.voice import Voice
from rolecall.prepare.words import sentences
from rolecall.profile.queries import Fact, FactKind

_DEFAULT = {"evidence": 3, "points": 3, "requirements": 5, "skills": 4}
_EMPTY = "\x01"
"""Stands for a value that is not there: the sentence around it is left out."""
_BREAK = "\x00"
"""Stands for a piece that is no running text while a paragraph is put together."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The letter, and what the gate took out of it."""

    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[LeftOut, ...]


@dataclass
class _Flow:
    """Running text with marks where whole sentences or paragraphs stand, and the facts behind values within it."""

    text: str = ""
    pieces: list[list[Sentence] | list[Paragraph]] = field(default_factory=list)
    values: list[tuple[str, tuple[Fact, ...]]] = field(default_factory=list)

    def put(self, piece: list[Sentence] | list[Paragraph]) -> None:
        self.text += _BREAK
        self.pieces.append(piece)


def fill(voice: Voice, template: str, gate: Gate) -> Filled:
    """The letter that a template gives. The template must be right by `parse`; a wrong one gives nothing."""
    return _Fill(voice, gate).fill(parse(template).nodes)


class _Fill:
    def __init__(self, voice: Voice, gate: Gate) -> None:
        self._voice, self._gate = voice, gate
        self._asked = voice.named.asked()
        self._left_out: list[LeftOut] = []

    def fill(self, nodes: Sequence[Node]) -> Filled:
        flow = _Flow()
        self._pour(nodes, flow)
        self._voice.count = 0
        made = [*self._voice.head(), *self._paragraphs(flow)]
        numbered = tuple(self._numbered(made))
        return Filled(numbered, tuple(self._left_out))

    def _pour(self, nodes: Sequence[Node], flow: _Flow) -> None:
        for node in nodes:
            match node:
                case Text(text):
                    flow.text += _plain(text, lines=True)
                case If(name, then, otherwise):
                    self._pour(then if self._has(name) else otherwise, flow)
                case Slot(name, count):
                    self._slot(name, count or _DEFAULT.get(name, 0), flow)

    def _has(self, name: str) -> bool:
        flow = _Flow()
        self._slot(name, 1, flow)
        return bool(flow.text.strip(_BREAK + _EMPTY + " ")) or any(flow.pieces)

    def _slot(self, name: str, count: int, flow: _Flow) -> None:
        voice = self._voice
        match name:
            case "company":
                flow.text += _plain(voice.posting.company)
            case "title":
                flow.text += _plain(voice.title)
            case "contact":
                flow.text += _plain(voice.contact or "") or _EMPTY
            case "date":
                flow.text += voice.wording.on(voice.today, american=voice.american)
            case "name":
                self._value(flow, [(f.text, f) for f in voice.facts if f.kind is FactKind.NAME][:1])
            case "email" | "phone":
                self._value(flow, [(f.text, f) for f in voice.facts if f.pointer == f"/basics/{name}"][:1])
            case "requirements":
                self._value(flow, self._asked[:count])
            case "skills":
                self._value(flow, voice.named.more(self._asked)[:count])
            case "evidence":
                lines, prose = voice.lines(self._asked, prose=True)
                told = voice.told(lines[:count]) if prose else voice.listed(lines[:count])
                flow.put(list(told))
            case "points":
                flow.put(list(voice.listed(voice.lines(self._asked, prose=False)[0][:count])))
            case _:
                flow.put(list(self._sentences(name)))

    def _sentences(self, name: str) -> Iterator[Sentence]:
        voice = self._voice
        match name:
            case "greeting":
                yield voice.greeting()
            case "opening":
                yield voice.opening()
            case "in_short":
                yield from voice.in_short()
            case "asked":
                yield from voice.asked(self._asked)
            case "why":
                yield from voice.why()
            case "quote":
                yield from voice.quoted()
            case "education":
                yield from voice.studied()
            case "languages":
                yield from voice.speaks()
            case "certificates":
                yield from voice.certified(self._asked)
            case "reach":
                yield from voice.reach()
            case "closing":
                yield from voice.closing()
            case "enclosed" | "talk" | "thanks" | "regards":
                yield voice.say(getattr(voice.phrases, name))

    def _value(self, flow: _Flow, named: Sequence[tuple[str, Fact]]) -> None:
        if not named:
            flow.text += _EMPTY
        else:
            text = _plain(self._voice.wording.listed(tuple(name for name, _ in named)))
            flow.text += text
            flow.values.append((text, tuple(fact for _, fact in named)))

    def _paragraphs(self, flow: _Flow) -> Iterator[Paragraph]:
        pieces = iter(flow.pieces)
        parts = [part for part in re.split(r"\n[ \t]*\n", flow.text.replace("\r\n", "\n")) if part.strip()]
        for number, part in enumerate(parts):
            own = [next(pieces) for _ in range(part.count(_BREAK))]
            yield from self._paragraph(part, own, flow, last=number == len(parts) - 1)

    def _paragraph(
        self, part: str, own: list[list[Sentence] | list[Paragraph]], flow: _Flow, *, last: bool
    ) -> Iterator[Paragraph]:
        lines = [line.strip() for line in part.strip().splitlines() if line.strip()]
        if all(line.startswith("- ") for line in lines):
            yield Paragraph(Block.LIST, tuple(s for line in lines for s in self._run(line[2:], flow)))
            return
        # The last paragraph is the closing: regards and name each on a line.
        texts = lines if last else [" ".join(lines)]
        said: list[Sentence] = []
        for text in texts:
            runs = text.split(_BREAK)
            for number, run in enumerate(runs):
                said.extend(self._run(run, flow))
                if number < len(runs) - 1:
                    for piece in own.pop(0):
                        if isinstance(piece, Sentence):
                            said.append(piece)
                        else:
                            yield from (Paragraph(Block.TEXT, tuple(said)),) if said else ()
                            said = []
                            yield piece
        if said:
            yield Paragraph(Block.CLOSING if last else Block.TEXT, tuple(said))

    def _run(self, run: str, flow: _Flow) -> Iterator[Sentence]:
        """The sentences of running text that the gate lets pass."""
        for text in sentences(" ".join(run.split())):
            if _EMPTY in text:
                shown = text.replace(_EMPTY, "…")
                self._left_out.append(
                    LeftOut(shown, "Left out: there is nothing to put in its place for this posting.")
                )
                continue
            facts = [fact for value, facts in flow.values if value in text for fact in facts]
            ids = list(dict.fromkeys(fact.id for fact in facts))
            checked = self._gate.check(text, ids)
            own = bool(checked.unsupported)
            missing = self._gate.check_edit(text).unsupported if own else ()
            checked = self._gate.check_edit(text, about=ids) if own else checked
            if missing or checked.unsupported:
                why = f"Taken out of your template: {(*missing, *checked.unsupported)[0].why}"
                self._left_out.append(LeftOut(text, why))
                continue
            source = Source.FACT if checked.facts else Source.TEMPLATE
            yield Sentence("", text, source, tuple(FactRef(f.id, f.text) for f in checked.facts), edited=own)

    def _numbered(self, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
        count = 0
        for paragraph in paragraphs:
            said: list[Sentence] = []
            for sentence in paragraph.sentences:
                count += 1
                said.append(replace(sentence, id=f"letter/{count}"))
            if said:
                yield Paragraph(paragraph.block, tuple(said))


def _plain(value: str, *, lines: bool = False) -> str:
    """A value without the marks of ours; on one line, unless it is the template's own text."""
    value = value.replace(_BREAK, "").replace(_EMPTY, "")
    return value if lines else " ".join(value.split())
