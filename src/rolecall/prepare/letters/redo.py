"""The letter of a package written anew by another wish; the résumé stays as it is, edits and all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from rolecall.applications.queries import application, applications
from rolecall.discover.queries import Posting
from rolecall.discover.queries import posting as posting_of
from rolecall.match.queries import Match, match_of_posting
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict, InvalidInput
from rolecall.platform.resources import Platform
from rolecall.prepare.content import Draft, FactRef, Paragraph
from rolecall.prepare.edit import beside, with_facts
from rolecall.prepare.keep import rendered, store
from rolecall.prepare.letters.check import LetterCheck
from rolecall.prepare.letters.choices import LetterChoice, choose, refuse_nobody, wish_of
from rolecall.prepare.letters.held_against import letter_check
from rolecall.prepare.letters.templates import letter_template
from rolecall.prepare.letters.wish import LetterWish
from rolecall.prepare.package import draft, gate_of, own_words
from rolecall.prepare.queries import NoPackage, current_draft, current_package
from rolecall.prepare.rewrite import is_editable, keep_edited
from rolecall.profile.queries import Profile, current_profile

_OTHERS = 200


class WhyUnsupported(InvalidInput):
    """The reason given claims what no fact of the candidate says, and the posting does not say in quotation marks."""

    code = "prepare.unsupported_claims"


class LetterNotWritable(Conflict):
    """What a letter is made of is not there yet, or not any more."""

    code = "prepare.letter_not_writable"


@dataclass(frozen=True, slots=True)
class Materials:
    """What a letter is drafted from."""

    posting: Posting
    profile: Profile
    match: Match
    wish: LetterWish


async def rewrite_letter(
    platform: Platform, workspace_id: UUID, application_id: UUID, choice: LetterChoice, *, actor: str
) -> LetterChoice:
    """Choose how an application's letter is to be, and write it so where there is a package that may be changed.

    Call it outside of a transaction: nothing is open in the database while it drafts and sets. Raises NotFound,
    WhyUnsupported, LetterNotWritable, PackageMovedOn, PackageRefused, StorageFull; then nothing changed.
    """
    refuse_nobody(choice.contact)
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        view = await application(session, application_id)
        if not is_editable(view.state):
            return await choose(session, choice, application_id)
        if choice.template_id is not None:
            await letter_template(session, choice.template_id)
        try:
            base = (await current_package(session, application_id)).version
        except NoPackage:
            return await choose(session, choice, application_id)
        before = await current_draft(session, application_id)
        materials = await materials_of(session, view.posting_id, replace(choice, own=True))
    after = _with_letter(before, await drafted(materials, before.today), materials.profile)
    made = await rendered(after) if after != before else None
    if made is not None:
        await store(platform, made)
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        chosen = await choose(session, choice, application_id)
        if made is not None:
            await keep_edited(session, application_id, after, made, base)
    return chosen


def _with_letter(before: Draft, drafted: Draft, profile: Profile) -> Draft:
    """The package with another letter. What a fact says by now stands beside what the résumé was made of."""
    names = {id_: fact.id for id_, fact in beside(before, profile.facts).items()}
    return replace(
        with_facts(before, profile.facts),
        letter=tuple(_renamed(paragraph, names) for paragraph in drafted.letter),
        letter_language=drafted.letter_language,
        tone=drafted.tone,
        length=drafted.length,
        template=drafted.template,
        of_posting=drafted.of_posting,
        posting_language=drafted.posting_language,
        quoted=drafted.quoted,
        terms=tuple(dict.fromkeys((*before.terms, *((names.get(id_, id_), term) for id_, term in drafted.terms)))),
    )


def _renamed(paragraph: Paragraph, names: dict[str, str]) -> Paragraph:
    return replace(
        paragraph,
        sentences=tuple(
            replace(sentence, facts=tuple(FactRef(names.get(fact.id, fact.id), fact.text) for fact in sentence.facts))
            for sentence in paragraph.sentences
        ),
    )


async def materials_of(
    session: Session, posting_id: UUID, choice: LetterChoice, *, text: str | None = None, language: str | None = None
) -> Materials:
    """What a letter for a posting is made of by a choice; `text` is that of a template that need not be kept, in
    `language`. Raises NotFound, LetterNotWritable, InvalidInput.
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
    return Materials(posting, profile, scored.match, wish)


async def drafted(materials: Materials, today: date | None = None) -> Draft:
    """The package they give, off the event loop; best outside of a transaction. Raises WhyUnsupported."""
    profile = materials.profile
    made = await asyncio.to_thread(
        draft,
        materials.posting,
        profile.resume,
        profile.facts,
        materials.match,
        today or datetime.now(UTC).date(),
        wish=materials.wish,
    )
    _refuse_unsupported(made, materials.wish)
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
