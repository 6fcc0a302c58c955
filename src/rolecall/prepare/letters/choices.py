"""What is wanted of letters: for the whole workspace, and for one application where it says something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from rolecall.discover.queries import Posting
from rolecall.platform.db import Session
from rolecall.platform.errors import InvalidInput
from rolecall.prepare.language import known_language
from rolecall.prepare.letters.phrases import Length, Tone
from rolecall.prepare.letters.posting import is_a_name
from rolecall.prepare.letters.templates import letter_template
from rolecall.prepare.letters.why import as_sentences
from rolecall.prepare.letters.wish import LetterWish
from rolecall.prepare.relevance import posting_language
from rolecall.prepare.tables import LetterChoiceRow, LetterTemplateRow


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """`own`: said for this application, not for the whole workspace."""

    tone: Tone = Tone.PLAIN
    length: Length = Length.MEDIUM
    template_id: UUID | None = None
    why: str = ""
    contact: str | None = None
    own: bool = False


async def choice_of(session: Session, application_id: UUID | None = None) -> LetterChoice:
    """What is wanted of an application's letter, or of every letter of the workspace (None)."""
    row = await _row(session, application_id)
    if row is None:
        shared = await _row(session, None) if application_id is not None else None
        return _told(shared, own=False) if shared else LetterChoice()
    return _told(row, own=application_id is not None)


async def choose(session: Session, choice: LetterChoice, application_id: UUID | None = None) -> LetterChoice:
    """Write down what is wanted; raises NotFound where there is no such template, InvalidInput."""
    refuse_nobody(choice.contact)
    if choice.template_id is not None:
        await letter_template(session, choice.template_id)
    said = {
        "tone": choice.tone.value,
        "length": choice.length.value,
        "template_id": choice.template_id,
        "why": choice.why,
        "contact": choice.contact,
    }
    statement = insert(LetterChoiceRow).values(application_id=application_id, **said)
    await session.execute(statement.on_conflict_do_update(index_elements=["workspace_id", "application_id"], set_=said))
    return await choice_of(session, application_id)


def refuse_nobody(contact: str | None) -> None:
    """Raise InvalidInput where a contact is no name: what it says would stand in the letter without a fact."""
    if contact and not (is_a_name(contact) and re.search(r"[^\W\d_]{2}", contact)):
        raise InvalidInput(
            f"“{contact}” does not look like the name of a person; write only the name, as in Robin Ferris."
        )


async def wish_for(session: Session, application_id: UUID, posting: Posting) -> LetterWish:
    """The wish for one application's letter.

    A template of the workspace serves postings in its language; one chosen for this application serves it in any.
    """
    return await wish_of(session, await choice_of(session, application_id), posting)


async def wish_of(session: Session, choice: LetterChoice, posting: Posting) -> LetterWish:
    """A choice with its template's text."""
    plain = LetterWish(choice.tone, choice.length, as_sentences(choice.why), choice.contact)
    row = await session.get(LetterTemplateRow, choice.template_id) if choice.template_id else None
    spoken = known_language(posting_language(posting.language, posting.text)) or "en"
    if row is None or row.removed_at is not None or (not choice.own and row.language != spoken):
        return plain
    return LetterWish(
        choice.tone,
        choice.length,
        plain.why,
        choice.contact,
        row.text,
        row.language,
        f"{row.name}, version {row.version}",
    )


async def _row(session: Session, application_id: UUID | None) -> LetterChoiceRow | None:
    return await session.scalar(
        select(LetterChoiceRow)
        .where(LetterChoiceRow.application_id.is_not_distinct_from(application_id))
        .execution_options(populate_existing=True)
    )


def _told(row: LetterChoiceRow, *, own: bool) -> LetterChoice:
    return LetterChoice(Tone(row.tone), Length(row.length), row.template_id, row.why, row.contact, own)
