"""A person's own wording over the draft: every claim in it needs a fact, or it is not kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeVar

from rolecall.platform.errors import InvalidInput
from rolecall.prepare.claims import Checked, Gate
from rolecall.prepare.content import Block, Draft, Item, LeftOut, Paragraph, Role, Section, Sentence
from rolecall.prepare.package import gate_of, own_words
from rolecall.profile.queries import Fact, fact_id

LONGEST_LINE = 5_000
"""Characters of one line."""
MOST_CHARACTERS = 100_000
"""Of all lines of one edit together."""
BY_YOU = "You left it out."

_FIXED_ROLES = frozenset({Role.NAME, Role.CONTACT, Role.ENTRY})
_FIXED_BLOCKS = frozenset({Block.SENDER, Block.DATE, Block.ADDRESS})


class UnsupportedClaims(InvalidInput):
    """The new wording claims what no fact of the candidate says."""

    code = "prepare.unsupported_claims"


class NotEditable(InvalidInput):
    """There is no such line, or it stands as the profile has it."""

    code = "prepare.not_editable"


class TooMuchText(InvalidInput):
    """The edit is longer than any résumé."""

    code = "prepare.too_much_text"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a person changes.

    `texts` are new wordings by line id, None leaves the line out; each of `orders` names lines of one entry (or of one
    list of the letter) in their new order.
    """

    texts: Mapping[str, str | None] = field(default_factory=dict)
    orders: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class Edited:
    """The draft after the changes, and what the gate says of each line with new wording, by its id."""

    draft: Draft
    checked: Mapping[str, Checked]


def edited(draft: Draft, changes: Changes) -> Draft:
    """The draft after the changes.

    Raises UnsupportedClaims (with `unsupported`: id, kind, text, why), NotEditable and TooMuchText; then nothing
    changed.
    """
    tried = try_out(draft, changes)
    refused = [
        {"id": line, "kind": claim.kind, "text": claim.text, "why": claim.why}
        for line, checked in tried.checked.items()
        for claim in checked.unsupported
    ]
    if refused:
        names = ", ".join(f"“{claim['text']}”" for claim in refused[:5])
        raise UnsupportedClaims(
            f"None of your facts says {names}; reword it, or add it to your profile as a fact of yours.",
            unsupported=refused,
        )
    return tried.draft


def try_out(draft: Draft, changes: Changes) -> Edited:
    """The draft after the changes, with claims that no fact supports still in it. Raises NotEditable, TooMuchText."""
    length = sum(len(text or "") for text in changes.texts.values())
    if length > MOST_CHARACTERS:
        raise TooMuchText(f"That is {length:,} characters; one edit takes at most {MOST_CHARACTERS:,}.")
    edit = _Edit(changes, draft, gate_of(draft))
    sections = tuple(
        Section(section.heading, tuple(edit.items(_reordered(section.items, changes.orders))))
        for section in draft.resume
    )
    letter = tuple(
        Paragraph(paragraph.block, tuple(edit.sentences(paragraph, _listed(paragraph, changes.orders))))
        for paragraph in draft.letter
    )
    known = {item.id for item in draft.items()} | {sentence.id for sentence in draft.sentences()}
    asked = [*changes.texts, *(line for order in changes.orders for line in order)]
    if unknown := next((line for line in asked if line not in known), None):
        raise NotEditable(f"There is no line “{unknown}” in this package; load it again.", line=unknown)
    after = replace(
        draft,
        resume=tuple(section for section in sections if section.items),
        letter=tuple(paragraph for paragraph in letter if paragraph.sentences),
        left_out=(*draft.left_out, *(LeftOut(text, BY_YOU) for text in edit.gone)),
    )
    return Edited(after, edit.checked)


def with_facts(draft: Draft, facts: Iterable[Fact]) -> Draft:
    """The draft with the candidate's facts of today.

    What a fact said when the draft was made stays beside its new words, for the lines that were made of it; the new
    words then go by an id of their own (`beside`). What was taken back since, and no line is made of, is there no more.
    """
    today = list(facts)
    said = {fact.text for fact in today}
    used = {fact.id for part in draft.parts() for fact in part.facts}
    stays = [fact for fact in draft.facts if fact.text in said or fact.id in used]
    known = {fact.id for fact in draft.facts}
    added = {fact.id: fact for fact in beside(draft, today).values() if fact.id not in known}
    return replace(draft, facts=(*stays, *added.values()))


def beside(draft: Draft, facts: Iterable[Fact]) -> dict[str, Fact]:
    """Facts of today by their ids, each under the id it has in the draft: its own, unless that says something else
    there.
    """
    known = {fact.id: fact.text for fact in draft.facts}
    found: dict[str, Fact] = {}
    for fact in facts:
        id_ = fact.id
        if known.get(id_, fact.text) != fact.text:
            id_ = fact_id(fact.kind, fact.text)
        while known.get(id_, fact.text) != fact.text:
            id_ = fact_id(fact.kind, f"{id_} {fact.text}")
        found[fact.id] = replace(fact, id=id_)
    return found


@dataclass
class _Edit:
    changes: Changes
    draft: Draft
    gate: Gate
    checked: dict[str, Checked] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)

    def items(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            text = self._wanted(item.id, item.text, fixed=item.role in _FIXED_ROLES)
            if text == item.text:
                yield item
            elif text is None:
                self.gone.append(item.text)
            elif text == item.original and not self.gate.check(text, [fact.id for fact in item.facts]).unsupported:
                yield replace(item, text=text, original=None, edited=False, reworded=False)
            else:
                checked = self._check(item, text)
                strong = item.strong if text.startswith(item.strong) else ""
                original = item.text if item.original is None else item.original
                anew = replace(item, text=text, strong=strong, original=original, facts=checked.facts)
                yield replace(anew, edited=True, reworded=False)

    def sentences(self, paragraph: Paragraph, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        for sentence in sentences:
            text = self._wanted(sentence.id, sentence.text, fixed=paragraph.block in _FIXED_BLOCKS)
            if text == sentence.text:
                yield sentence
            elif text is None:
                self.gone.append(sentence.text)
            else:
                yield replace(sentence, text=text, facts=self._check(sentence, text).facts, edited=True)

    def _check(self, part: Item | Sentence, text: str) -> Checked:
        said = own_words(text, self.draft) if isinstance(part, Sentence) else text
        checked = self.gate.check_edit(said, about=[fact.id for fact in part.facts])
        self.checked[part.id] = checked
        return checked

    def _wanted(self, line: str, text: str, *, fixed: bool) -> str | None:
        """The line's wording after the changes; None when it is left out."""
        if line not in self.changes.texts:
            return text
        wanted = self.changes.texts[line]
        folded = " ".join(wanted.split()) if wanted is not None else None
        if folded == text:
            return text
        if fixed:
            raise NotEditable(f"“{text}” stands as your profile has it; correct it there.", line=line)
        return folded or None


Part = TypeVar("Part", Item, Sentence)


def _reordered(items: Sequence[Item], orders: Sequence[Sequence[str]]) -> Sequence[Item]:
    """The lines of a section; bullets change places only with those under the same entry."""
    placed: list[Item] = []
    for is_bullet, group in groupby(items, key=lambda item: item.role is Role.BULLET):
        run = list(group)
        placed.extend(_in_order(run, orders) if is_bullet else _unmoved(run, orders))
    return placed


def _listed(paragraph: Paragraph, orders: Sequence[Sequence[str]]) -> Sequence[Sentence]:
    if paragraph.block is Block.LIST:
        return _in_order(paragraph.sentences, orders)
    return _unmoved(paragraph.sentences, orders)


def _in_order(parts: Sequence[Part], orders: Sequence[Sequence[str]]) -> Sequence[Part]:
    """The parts with those that an order names in its order, on the places that they have together."""
    placed = list(parts)
    for order in orders:
        at = {part.id: place for place, part in enumerate(placed) if part.id in order}
        if at and (len(at) != len(set(order)) or len(set(order)) != len(order)):
            raise NotEditable("Lines change places only within their position, each once.", lines=list(order))
        named = {part.id: part for part in placed}
        for place, line in zip(sorted(at.values()), order, strict=False):
            placed[place] = named[line]
    return placed


def _unmoved(parts: Sequence[Part], orders: Sequence[Sequence[str]]) -> Sequence[Part]:
    ids = {part.id for part in parts}
    moved = next((order for order in orders if len(order) > 1 and ids & set(order)), None)
    if moved is not None:
        raise NotEditable("Only points under a position and in a list of the letter change places.", lines=list(moved))
    return parts
