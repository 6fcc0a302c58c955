"""A person's own wording over the draft: every claim in it needs a fact, or the edit is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rolecall.platform.errors import InvalidInput
from rolecall.prepare.claims import Gate
from rolecall.prepare.content import Block, Draft, Item, Paragraph, Role, Section, Sentence
from rolecall.prepare.package import gate_of

_FIXED_ROLES = frozenset({Role.NAME, Role.CONTACT, Role.ENTRY})
_FIXED_BLOCKS = frozenset({Block.SENDER, Block.DATE, Block.ADDRESS})


class UnsupportedClaims(InvalidInput):
    """The new wording claims what no fact of the candidate says."""

    code = "prepare.unsupported_claims"


class NotEditable(InvalidInput):
    """There is no such line, or it stands as the profile has it."""

    code = "prepare.not_editable"


def edited(draft: Draft, changes: Mapping[str, str | None]) -> Draft:
    """The draft with new wording by line id; None leaves the line out.

    Raises UnsupportedClaims (with `unsupported`: id, kind, text, why) and NotEditable; then nothing changed.
    """
    gate = gate_of(draft)
    refused: list[dict[str, str]] = []
    known: set[str] = set()
    sections = tuple(
        Section(section.heading, tuple(_items(section, changes, gate, known, refused))) for section in draft.resume
    )
    letter = tuple(
        Paragraph(paragraph.block, tuple(_sentences(paragraph, changes, gate, known, refused)))
        for paragraph in draft.letter
    )
    if unknown := sorted(changes.keys() - known):
        raise NotEditable(f"There is no line “{unknown[0]}” in this package; load it again.", line=unknown[0])
    if refused:
        names = ", ".join(f"“{claim['text']}”" for claim in refused[:5])
        raise UnsupportedClaims(
            f"None of your facts says {names}; reword it, or add it to your profile as a fact of yours.",
            unsupported=refused,
        )
    return replace(
        draft,
        resume=tuple(section for section in sections if section.items),
        letter=tuple(paragraph for paragraph in letter if paragraph.sentences),
    )


def _items(
    section: Section, changes: Mapping[str, str | None], gate: Gate, known: set[str], refused: list[dict[str, str]]
) -> list[Item]:
    kept: list[Item] = []
    for item in section.items:
        known.add(item.id)
        text = _changed(item.id, item.text, changes, fixed=item.role in _FIXED_ROLES)
        if text == item.text:
            kept.append(item)
        elif text is not None:
            checked = gate.check_edit(text, about=[fact.id for fact in item.facts])
            refused.extend({"id": item.id, "kind": c.kind, "text": c.text, "why": c.why} for c in checked.unsupported)
            strong = item.strong if text.startswith(item.strong) else ""
            original = item.text if item.original is None else item.original
            kept.append(replace(item, text=text, strong=strong, original=original, facts=checked.facts, edited=True))
    return kept


def _sentences(
    paragraph: Paragraph, changes: Mapping[str, str | None], gate: Gate, known: set[str], refused: list[dict[str, str]]
) -> list[Sentence]:
    kept: list[Sentence] = []
    for sentence in paragraph.sentences:
        known.add(sentence.id)
        text = _changed(sentence.id, sentence.text, changes, fixed=paragraph.block in _FIXED_BLOCKS)
        if text == sentence.text:
            kept.append(sentence)
        elif text is not None:
            checked = gate.check_edit(text, about=[fact.id for fact in sentence.facts])
            refused.extend(
                {"id": sentence.id, "kind": c.kind, "text": c.text, "why": c.why} for c in checked.unsupported
            )
            kept.append(replace(sentence, text=text, facts=checked.facts, edited=True))
    return kept


def _changed(line: str, text: str, changes: Mapping[str, str | None], *, fixed: bool) -> str | None:
    """The line's wording after the changes; None when it is left out."""
    if line not in changes:
        return text
    wanted = changes[line]
    folded = " ".join(wanted.split()) if wanted is not None else None
    if folded == text:
        return text
    if fixed:
        raise NotEditable(f"“{text}” stands as your profile has it; correct it there.", line=line)
    return folded or None
