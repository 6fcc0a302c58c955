"""A package: tailored résumé and cover letter as files, with their fingerprints and the fact behind every sentence.

`draft` decides what is said, `render` makes the files and reads them back. Both are pure: same input, same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from rolecall import __version__
from rolecall.discover.queries import Posting
from rolecall.match.queries import Match, Met
from rolecall.platform.errors import Problem
from rolecall.prepare import letter as cover_letter
from rolecall.prepare.claims import Gate, Unsupported
from rolecall.prepare.content import Draft, Item, LeftOut, Paragraph, Points, PostingStand, Reason, Section, Sentence
from rolecall.prepare.designs import DEFAULT
from rolecall.prepare.fit import PAGES, fit
from rolecall.prepare.glyphs import is_letter
from rolecall.prepare.language import known_language, resume_language
from rolecall.prepare.letters.fill import fill
from rolecall.prepare.letters.phrases import BOUNDS, Length
from rolecall.prepare.letters.voice import Voice
from rolecall.prepare.letters.why import quotations
from rolecall.prepare.letters.wish import LetterWish
from rolecall.prepare.readback import (
    difference,
    docx_words,
    letter_words,
    pdf_difference,
    pdf_words,
    resume_pdf_words,
    resume_words,
)
from rolecall.prepare.relevance import Relevance, posting_language
from rolecall.prepare.render_docx import letter_docx, resume_docx
from rolecall.prepare.render_pdf import letter_pdf, resume_pdf, running_words, unshowable
from rolecall.prepare.tailor import tailor
from rolecall.prepare.wording import wording
from rolecall.profile.queries import DesignName, Fact, Resume

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

_NAME_WORDS = 4


class PackageRefused(Problem):
    """The package would say what no fact says, or a file does not read back as what went in. Nothing was made."""

    code = "prepare.refused"
    status = 422


@dataclass(frozen=True, slots=True)
class RenderedPackage:
    """The four files by name, `package.json` as data, and the fingerprint that an approval names."""

    files: Mapping[str, bytes]
    package_json: dict[str, Any]
    fingerprint: str


def draft(
    posting: Posting,
    resume: Resume,
    facts: Sequence[Fact],
    match: Match,
    today: date,
    *,
    pages: int = PAGES,
    design: DesignName | None = None,
    wish: LetterWish | None = None,
) -> Draft:
    """What the package for one posting says. `pages` is the résumé's page budget. `today` is the date of the letter.
    `design` is how the papers look, the plain one when none is chosen; `wish` is what is wanted of the letter.
    """
    own = resume_language(_text_of(resume)) or "en"
    of_posting = known_language(posting_language(posting.language, posting.text)) or "en"
    spoken = (wish and wish.language) or of_posting
    relevance = Relevance(match, posting.title, posting.text)
    tailored = tailor(resume, facts, relevance, wording(own))
    page = _page(posting)
    voice = cover_letter.voice_of(
        posting,
        resume,
        facts,
        match,
        relevance,
        wording=wording(spoken),
        today=today,
        american=page == "us-letter",
        same_language=own == spoken,
        wish=wish,
    )
    bare = Draft(
        posting=_stand(posting),
        today=today,
        language=own,
        letter_language=spoken,
        resume=tailored.sections,
        letter=(),
        score=match.score,
        scorer=match.version,
        page=page,
        terms=(
            *((f.fact_id, f.requirement.name) for f in match.findings if f.fact_id and f.met is Met.MET),
            *tailored.terms,
        ),
        facts=tailored.facts,
        design=design or DEFAULT,
        reasons=tuple(Reason(f.requirement.name, f.requirement.must, f.met.value, f.evidence) for f in match.findings),
        points=tuple(Points(part.name, part.points, part.why) for part in match.contributions),
        origin=resume.model_copy(update={"sources": {}}),
        tone=voice.wish.tone,
        length=voice.wish.length,
        template=(voice.wish.template_name or "unnamed") if voice.wish.template else "",
        of_posting=tuple(name for name in (voice.contact, voice.title) if name),
        posting_language=of_posting,
        quoted=quotations(voice),
    )
    gate = gate_of(bare)
    resume_removed: list[LeftOut] = []
    sections = tuple(_gated_section(section, gate, bare, resume_removed) for section in tailored.sections)
    written, removed = letter_of(voice, gate)
    resume_removed.extend(removed)
    gated = tuple(_gated_paragraph(paragraph, gate, bare, resume_removed) for paragraph in written)
    tailored = replace(
        tailored, sections=tuple(s for s in sections if s.items), left_out=(*tailored.left_out, *resume_removed)
    )
    fitted, fits = fit(replace(bare, letter=tuple(p for p in gated if p.sentences)), tailored, pages)
    return replace(fitted, notices=tuple(_notices(fitted, match, fits, pages)))


def render(draft: Draft) -> RenderedPackage:
    """The files of a draft, each read back and compared word by word.

    Raises PackageRefused when the gate finds a claim without a fact, or when a file reads back differently.
    """
    unsupported = gate_package(draft)
    if unsupported:
        raise PackageRefused(
            f"The package says “{unsupported[0].text}”, which none of your facts says; "
            "correct it or add it to your profile.",
            unsupported=[{"kind": claim.kind, "text": claim.text, "why": claim.why} for claim in unsupported],
        )
    files = {
        "resume.pdf": resume_pdf(draft),
        "resume.docx": resume_docx(draft),
        "cover-letter.pdf": letter_pdf(draft),
        "cover-letter.docx": letter_docx(draft),
    }
    _read_back(draft, files)
    fingerprint = fingerprint_of({name: sha256(data).hexdigest() for name, data in files.items()})
    return RenderedPackage(files, _package_json(draft, files, fingerprint), fingerprint)


def missing_for_sending(resume: Resume) -> str | None:
    """What a résumé must have before anything is sent in its name: a name, and a way to answer. None when it has both.

    `draft` and `render` do not ask: a package may be looked at before it is complete.
    """
    named = bool((resume.basics.name or "").strip())
    reachable = any((known or "").strip() for known in (resume.basics.email, resume.basics.phone))
    if named and reachable:
        return None
    if named:
        return "Your résumé has no e-mail address or phone number; add one to your profile first."
    if reachable:
        return "Your résumé has no name; add it to your profile first."
    return "Your résumé has no name and no e-mail address or phone number; add them to your profile first."


def fingerprint_of(hashes: Mapping[str, str]) -> str:
    """SHA-256 over the lines `name sha256` of all files, sorted by name: the identity of exactly these bytes."""
    return sha256("".join(f"{name} {hashes[name]}\n" for name in sorted(hashes)).encode()).hexdigest()


def letter_of(voice: Voice, gate: Gate) -> tuple[tuple[Paragraph, ...], tuple[LeftOut, ...]]:
    """The letter, by the wish's own template where it has one, and what the gate took out of that template."""
    if voice.wish.template:
        filled = fill(voice, voice.wish.template, gate)
        return filled.paragraphs, filled.left_out
    return cover_letter.write(voice), ()


def gate_of(draft: Draft) -> Gate:
    """The claim gate for a draft's candidate and posting."""
    return Gate(
        draft.facts,
        title=draft.posting.title,
        company=draft.posting.company,
        languages=(draft.language, draft.letter_language),
        today=draft.today,
        terms=draft.terms,
        names=draft.of_posting,
    )


def own_words(text: str, draft: Draft) -> str:
    """A sentence of a letter with blanks in place of what it quotes of the posting: only that may stand there unproven,
    and only in quotation marks. The offsets of the other words stay.
    """
    for quote in draft.quoted:
        for first, last in ("“”", "„“", "«»", ("« ", " »")):
            quoted = f"{first}{quote}{last}"
            text = text.replace(quoted, " " * len(quoted))
    return text


def gate_package(draft: Draft) -> tuple[Unsupported, ...]:
    """Every claim of a draft without a fact: in this program's words each word counts, in a person's each claim."""
    gate = gate_of(draft)
    found: list[Unsupported] = []
    for part in draft.parts():
        found.extend(_unsupported(part, gate, draft))
    return tuple(found)


def _unsupported(part: Item | Sentence, gate: Gate, draft: Draft) -> tuple[Unsupported, ...]:
    ids = [fact.id for fact in part.facts]
    # A résumé quotes nobody: what stands there in quotation marks is said of the candidate.
    text = own_words(part.text, draft) if isinstance(part, Sentence) else part.text
    return (gate.check_edit(text, about=ids) if part.edited else gate.check(text, ids)).unsupported


def _gated_section(section: Section, gate: Gate, draft: Draft, removed: list[LeftOut]) -> Section:
    return Section(section.heading, tuple(item for item in section.items if _passes(item, gate, draft, removed)))


def _gated_paragraph(paragraph: Paragraph, gate: Gate, draft: Draft, removed: list[LeftOut]) -> Paragraph:
    return Paragraph(paragraph.block, tuple(s for s in paragraph.sentences if _passes(s, gate, draft, removed)))


def _passes(part: Item | Sentence, gate: Gate, draft: Draft, removed: list[LeftOut]) -> bool:
    unsupported = _unsupported(part, gate, draft)
    if unsupported:
        removed.append(LeftOut(part.text, f"Taken out: {unsupported[0].why}"))
    return not unsupported


def _read_back(draft: Draft, files: Mapping[str, bytes]) -> None:
    foot, letter = running_words(draft), letter_words(draft)
    read = {
        "resume.pdf": (pdf_difference, resume_pdf_words(draft), pdf_words(files["resume.pdf"], foot)),
        "resume.docx": (difference, resume_words(draft), docx_words(files["resume.docx"])),
        "cover-letter.pdf": (pdf_difference, letter, pdf_words(files["cover-letter.pdf"], foot)),
        "cover-letter.docx": (difference, letter, docx_words(files["cover-letter.docx"])),
    }
    for name, (compare, expected, found) in read.items():
        if wrong := compare(expected, found):
            raise PackageRefused(
                f"{name} does not read back as written: word {wrong.at} is “{wrong.found}” instead of "
                f"“{wrong.expected}”; please correct that place in your profile and try again.",
                file=name,
                word=wrong.at,
            )


def _notices(draft: Draft, match: Match, fits: bool, pages: int) -> list[str]:
    found: list[str] = []
    if not draft.name:
        found.append("Your résumé has no name that could be read; add it to your profile.")
    if not fits:
        found.append(f"Your positions alone need more than {pages} pages; nothing of them was left out.")
    if draft.language != draft.letter_language:
        found.append(
            f"The letter is in the posting's language ({draft.letter_language}), "
            f"your own sentences are in yours ({draft.language})."
        )
    count = cover_letter.body_words(draft.letter)
    if not draft.template and count < BOUNDS[Length(draft.length)].fewest:
        found.append(f"The letter has only {count} words: your facts give no more; add what you did in your positions.")
    without_glyph = unshowable(draft)
    if boxes := "".join(char for char in without_glyph if is_letter(char)):
        found.append(f"The fonts have no shapes for these letters, which show as boxes in the PDFs: {boxes[:40]}")
    if marks := " ".join(char for char in without_glyph if not is_letter(char)):
        found.append(f"These signs were left out, since the fonts do not have them: {marks[:40]}")
    asked = (f.requirement.name for f in match.findings if f.met is Met.MISSING and f.requirement.must)
    missing = [name for name in asked if len(name.split()) <= _NAME_WORDS]
    if missing:
        names = ", ".join(dict.fromkeys(missing[:6]))
        found.append(
            f"The posting asks for what none of your facts says: {names}. If you have it, add it to your profile."
        )
    return found


def _package_json(draft: Draft, files: Mapping[str, bytes], fingerprint: str) -> dict[str, Any]:
    stand = draft.posting
    return {
        "format": 1,
        "fingerprint": fingerprint,
        "drafted_on": draft.today.isoformat(),
        "design": draft.design,
        "made_by": {"rolecall": __version__, "typst": version("typst"), "scorer": draft.scorer},
        "posting": {name: getattr(stand, name) for name in stand.__slots__ if name != "text"},
        "score": draft.score,
        "files": [file_entry(name, data) for name, data in sorted(files.items())],
        **said(draft),
    }


def file_entry(name: str, data: bytes) -> dict[str, Any]:
    """A file as `package.json` and the API name it."""
    media_type = MEDIA_TYPES[name.rpartition(".")[2]]
    return {"name": name, "sha256": sha256(data).hexdigest(), "size": len(data), "media_type": media_type}


def said(draft: Draft) -> dict[str, Any]:
    """Every line and sentence with its facts, as `package.json` and the API carry it."""
    return {
        "resume": {
            "sections": [
                {"heading": section.heading, "items": [_said_item(i) for i in section.items]}
                for section in draft.resume
            ]
        },
        "letter": {
            "paragraphs": [
                {"kind": paragraph.block, "sentences": [_said_sentence(s) for s in paragraph.sentences]}
                for paragraph in draft.letter
            ]
        },
        "left_out": [{"text": gone.text, "why": gone.why} for gone in draft.left_out],
        "notices": list(draft.notices),
    }


def _said_item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "role": item.role,
        "text": item.text,
        "original": item.original,
        "facts": [{"id": fact.id, "text": fact.text} for fact in item.facts],
        "changed": item.changed,
        "pointer": item.pointer,
    }


def _said_sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "id": sentence.id,
        "text": sentence.text,
        "source": sentence.source,
        "facts": [{"id": fact.id, "text": fact.text} for fact in sentence.facts],
        "changed": sentence.edited,
    }


def _stand(posting: Posting) -> PostingStand:
    return PostingStand(
        id=str(posting.id) if posting.id else None,
        board=posting.board,
        job_id=posting.job_id,
        url=posting.url,
        apply_url=posting.apply_url,
        title=posting.title,
        company=posting.company,
        text_sha256=sha256(posting.text.encode()).hexdigest(),
        text=posting.text,
        places=tuple(place.text for place in posting.locations if place.text),
        published_at=posting.published_at.isoformat() if posting.published_at else None,
        updated_at=posting.updated_at.isoformat() if posting.updated_at else None,
    )


def _page(posting: Posting) -> str:
    places = [place.country for place in posting.locations if place.country]
    return "us-letter" if places and all(country in ("US", "CA") for country in places) else "a4"


def _text_of(resume: Resume) -> str:
    parts = [resume.basics.summary or ""]
    for work in resume.work:
        parts += [work.summary or "", *work.highlights]
    for project in resume.projects:
        parts += [project.description or "", *project.highlights]
    for study in resume.education:
        parts += [study.summary or "", *study.highlights]
    return "\n".join(parts)
