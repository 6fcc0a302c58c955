"""What a package says: every line and sentence with the facts that allow it. Pure values; `render_*` make files of
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rolecall.profile.queries import DesignName, Fact, Resume


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact of the candidate, as it stood when the package was drafted."""

    id: str
    text: str


class Role(StrEnum):
    """What a line of the résumé is; the templates give each its look."""

    NAME = "name"
    LABEL = "label"
    CONTACT = "contact"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"
    BULLET = "bullet"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the résumé.

    `id` is stable over versions of one package. `strong` is the part of `text`, at its start, that is set bold.
    `original` is the candidate's wording where the line is not all of it, else None. `edited` when it was worded anew,
    by a person or, `reworded`, by a language model.
    """

    id: str
    role: Role
    text: str
    facts: tuple[FactRef, ...]
    strong: str = ""
    original: str | None = None
    pointer: str | None = None
    edited: bool = False
    reworded: bool = False

    @property
    def changed(self) -> bool:
        """Whether the line is not the candidate's wording as it stands in the résumé."""
        return self.edited or self.original is not None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the résumé under one heading; the first has none and holds name, label and contact."""

    heading: str
    items: tuple[Item, ...]


class Source(StrEnum):
    """Where the words of a sentence come from; FACT when a fact of the candidate is in it, else POSTING, else
    TEMPLATE.
    """

    FACT = "fact"
    POSTING = "posting"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the letter, with the facts that allow it."""

    id: str
    text: str
    source: Source
    facts: tuple[FactRef, ...] = ()
    edited: bool = False


class Block(StrEnum):
    """How a paragraph of the letter is set."""

    SENDER = "sender"
    DATE = "date"
    ADDRESS = "address"
    SUBJECT = "subject"
    TEXT = "text"
    LEAD = "lead"
    LIST = "list"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences set together. A LIST sets each sentence as a bullet; SENDER, ADDRESS and CLOSING each on a line."""

    block: Block
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the candidate's that is not in the package, or a claim the gate took out, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class PostingStand:
    """The posting as it stood when the package was drafted. `text_sha256` is over its Markdown in UTF-8."""

    id: str | None
    board: str
    job_id: str
    url: str
    apply_url: str
    title: str
    company: str
    text_sha256: str
    text: str = ""
    """Markdown; empty in packages of earlier releases."""
    places: tuple[str, ...] = ()
    published_at: str | None = None
    """ISO 8601, as the board said; so is `updated_at`."""
    updated_at: str | None = None
    first_seen: str | None = None
    """When this workspace first saw it, ISO 8601."""
    seen: str | None = None
    """What was known of it when the package was made, as a sentence."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Something the posting asks for, and what stood against it when it was scored."""

    asked: str
    must: bool
    met: str
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Points:
    """A part of the score; the points of all add up to it."""

    name: str
    points: float
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A package before it is files: résumé and letter with their facts, what was left out, and what to know.

    `language` is that of the résumé's headings, `letter_language` of the letter's fixed wording (ISO 639-1).
    `density` is the résumé's setting: 0 comfortable, 3 tightest.
    """

    posting: PostingStand
    today: date
    language: str
    letter_language: str
    resume: tuple[Section, ...]
    letter: tuple[Paragraph, ...]
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[str, ...] = ()
    score: int | None = None
    scorer: str | None = None
    density: int = 0
    page: str = "a4"
    """Paper as Typst names it: `a4`, or `us-letter` for postings in the United States and Canada."""
    terms: tuple[tuple[str, str], ...] = ()
    """(fact id, name) of what the posting asks for and the fact shows: such a name may stand alone in a sentence."""
    facts: tuple[Fact, ...] = ()
    """Every fact of the candidate at that time: what an edit is held against."""
    design: DesignName = "plain"
    """How the papers look, of `designs.DESIGNS`."""
    reasons: tuple[Reason, ...] = ()
    points: tuple[Points, ...] = ()
    origin: Resume | None = None
    """The candidate's résumé as it stood, for papers that name each field; None in packages of earlier releases."""
    tone: str = "plain"
    length: str = "medium"
    template: str = ""
    """Name and version of the candidate's own template that the letter was written by; empty: the house wording."""
    of_posting: tuple[str, ...] = ()
    """Further names the posting gives: whom to write to, its title as it is spoken."""
    posting_language: str = ""
    """ISO 639-1 where there is fixed wording in it; empty: the same as the letter's."""
    quoted: tuple[str, ...] = ()
    """Sentences of the posting that the letter has in quotation marks."""

    def items(self) -> Iterator[Item]:
        """Every line of the résumé in reading order."""
        for section in self.resume:
            yield from section.items

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence of the letter in reading order."""
        for paragraph in self.letter:
            yield from paragraph.sentences

    def parts(self) -> Iterator[Item | Sentence]:
        """Everything that is said: the lines, then the sentences."""
        yield from self.items()
        yield from self.sentences()

    @property
    def name(self) -> str:
        """The candidate's name; empty when the résumé has none."""
        return next((item.text for item in self.items() if item.role is Role.NAME), "")


def without_scheme(url: str) -> str:
    """`https://www.example.org/` as people write it: `example.org`."""
    bare = re.sub(r"^https?://(?:www\.)?", "", url.strip())
    return bare.rstrip("/") or url
