"""The letter of a package written anew by another wish; the résumé stays as it is, edits and all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from rolecall.applications import lifecycle
from rolecall.applications.queries import State, application, applications
from rolecall.discover.queries import posting as posting_of
from rolecall.match.queries import match_of_posting
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict, InvalidInput
from rolecall.platform.resources import Platform
from rolecall.prepare.content import Draft
from rolecall.prepare.keep import keep, rendered, store
from rolecall.prepare.letters.check import LetterCheck
from rolecall.prepare.letters.choices import LetterChoice, choose, refuse_nobody, wish_of
from rolecall.prepare.letters.held_against import letter_check
from rolecall.prepare.letters.wish import LetterWish
from rolecall.prepare.package import draft, gate_of, own_words
from rolecall.prepare.queries import NoPackage, current_draft
from rolecall.profile.queries import current_profile

_EDITABLE = frozenset({State.AWAITING_APPROVAL, State.APPROVED, State.HANDED_OVER, State.DISCARDED})
_OTHERS = 200


class WhyUnsupported(InvalidInput):
    """The reason given claims what no fact of the candidate says, and the posting does not say in quotation marks."""

    code = "prepare.unsupported_claims"


class LetterNotWritable(Conflict):
    """What a letter is made of is not there yet, or not any more."""

    code = "prepare.letter_not_writable"


async def rewrite_letter(
    platform: Platform, session: Session, application_id: UUID, choice: LetterChoice
) -> LetterChoice:
    """Choose how an application's letter is to be, and write it so where there is a package that may be changed.

    Raises NotFound, WhyUnsupported, LetterNotWritable, PackageRefused, StorageFull; then nothing changed.
    """
    state = await lifecycle.state_of(session, application_id)
    chosen = await choose(session, choice, application_id)
    if state not in _EDITABLE:
        return chosen
    try:
        before = await current_draft(session, application_id)
    except NoPackage:
        return chosen
    view = await application(session, application_id)
    drafted = await drafted_with(session, view.posting_id, chosen, today=before.today)
    after = replace(
        before,
        letter=drafted.letter,
        letter_language=drafted.letter_language,
        tone=drafted.tone,
        length=drafted.length,
        template=drafted.template,
        of_posting=drafted.of_posting,
        posting_language=drafted.posting_language,
        quoted=drafted.quoted,
        terms=tuple(dict.fromkeys((*before.terms, *drafted.terms))),
        facts=tuple({fact.id: fact for fact in (*before.facts, *drafted.facts)}.values()),
    )
    if after != before:
        made = await rendered(after)
        await store(platform, made)
        row = await keep(session, application_id, after, made, edited=True)
        await lifecycle.new_package(session, application_id, made.fingerprint, version=row.version)
    return chosen


async def drafted_with(
    session: Session,
    posting_id: UUID,
    choice: LetterChoice,
    *,
    text: str | None = None,
    language: str | None = None,
    today: date | None = None,
) -> Draft:
    """A package drafted by a choice; `text` is that of a template that need not be kept, in `language`.

    Raises NotFound, LetterNotWritable, WhyUnsupported.
    """
    refuse_nobody(choice.contact)
    posting = await posting_of(session, posting_id)
    profile = await current_profile(session)
    if profile is None:
        raise LetterNotWritable("There is no profile to write from; upload a résumé first.")
    scored = await match_of_posting(session, posting_id)
    if scored is None:
        raise LetterNotWritable("This posting has not been scored yet; try again in a moment.")
    wish = await wish_of(session, choice, posting)
    if text is not None:
        wish = replace(wish, template=text, language=language)
    made = await asyncio.to_thread(
        draft, posting, profile.resume, profile.facts, scored.match, today or datetime.now(UTC).date(), wish=wish
    )
    _refuse_unsupported(made, wish)
    return made


def _refuse_unsupported(made: Draft, wish: LetterWish) -> None:
    gate = gate_of(made)
    refused = [claim for text in wish.why for claim in gate.check_edit(own_words(text, made)).unsupported]
    if refused:
        names = ", ".join(f"“{claim.text}”" for claim in refused[:5])
        raise WhyUnsupported(
            f"None of your facts says {names}; reword it, add it to your profile, or put what the posting says in "
            "quotation marks, word for word.",
            unsupported=[{"kind": claim.kind, "text": claim.text, "why": claim.why} for claim in refused],
        )


async def check_of(session: Session, application_id: UUID) -> LetterCheck:
    """The quality of the letter of an application's current package; raises NoPackage."""
    current = await current_draft(session, application_id)
    return letter_check(current, others=await other_companies(session, current.posting.company))


async def other_companies(session: Session, company: str) -> Sequence[str]:
    """Companies of the workspace's other applications, the newest."""
    found = await applications(session, limit=_OTHERS)
    return sorted({item.company for item in found if item.company != company})
