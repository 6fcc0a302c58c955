"""Résumé and letter as Markdown (CommonMark): the same lines as in the files, for forms that take nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rolecall.prepare.content import Block, Draft, Item, Paragraph, Role
from rolecall.prepare.glyphs import shown


def resume_markdown(draft: Draft) -> str:
    """The résumé; ends with a line break."""
    blocks: list[str] = []
    for section in draft.resume:
        if section.heading:
            blocks.append(f"## {_escaped(shown(section.heading))}")
        blocks += _blocks(section.items)
    return "\n\n".join(blocks) + "\n"


def letter_markdown(draft: Draft) -> str:
    """The cover letter; ends with a line break."""
    return "\n\n".join(block for paragraph in draft.letter for block in _paragraph(paragraph)) + "\n"


def _blocks(items: Sequence[Item]) -> Iterator[str]:
    contacts = [_escaped(shown(item.text)) for item in items if item.role is Role.CONTACT]
    bullets: list[str] = []
    for item, after in zip(items, [*items[1:], None], strict=True):
        following = after.role if after else None
        match item.role:
            case Role.NAME:
                yield f"# {_escaped(shown(item.text))}"
            case Role.CONTACT:
                if following is not Role.CONTACT:
                    yield " | ".join(contacts)
            case Role.ENTRY:
                yield f"### {_escaped(shown(item.text))}"
            case Role.BULLET:
                bullets.append(f"- {_escaped(shown(item.text))}")
                if following is not Role.BULLET:
                    yield "\n".join(bullets)
                    bullets = []
            case _:
                yield _stressed(item)


def _stressed(item: Item) -> str:
    text, strong = shown(item.text), shown(item.strong)
    if strong and text.startswith(strong) and strong != text:
        return f"**{_escaped(strong)}**{_escaped(text[len(strong) :])}"
    return _escaped(text)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    said = [_escaped(shown(sentence.text)) for sentence in paragraph.sentences]
    match paragraph.block:
        case Block.SENDER | Block.ADDRESS | Block.CLOSING:
            yield "  \n".join(said)
        case Block.LIST:
            yield "\n".join(f"- {text}" for text in said)
        case Block.SUBJECT | Block.LEAD:
            yield f"**{' '.join(said)}**"
        case _:
            yield " ".join(said)


def _escaped(text: str) -> str:
    """The text as Markdown that shows it: marks that would set it otherwise get a backslash (CommonMark, 2.4)."""
    marked = re.sub(r"([\\`*<>\[\]]|(?<!\w)_|_(?!\w))", r"\\\1", text)
    return re.sub(r"^(\d+)([.)])(?=\s)|^([#+>-])(?=\s)", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", marked)
