"""A document to a résumé: sections, each read by its own rules, every field with its place in the text."""

from __future__ import annotations

from collections.abc import Sequence

from rolecall.profile.document import Document
from rolecall.profile.parse.certainty import with_confidence
from rolecall.profile.parse.contact import read_basics
from rolecall.profile.parse.education import read_education
from rolecall.profile.parse.others import read_others, read_projects
from rolecall.profile.parse.sections import Kind, Section, sections_of
from rolecall.profile.parse.skills import read_certificates, read_languages, read_skills
from rolecall.profile.parse.spans import Sources, Span, join
from rolecall.profile.parse.work import read_work
from rolecall.profile.resume import Certificate, Education, Entry, Language, Project, Resume, Skill, Work

_HEAD_LINES = 6
_PROSE_WORDS = 10


def parse(document: Document) -> Resume:
    """The résumé in a document. Never fails: what is not recognised stays out of the fields, not of the text."""
    return with_confidence(document, read_by_rules(document))


def read_by_rules(document: Document) -> Resume:
    """The same without asking the tagger how sure each field is."""
    sections = sections_of(document)
    sources = Sources(document)
    basics = read_basics(document, sections, sources)
    work: list[Work] = []
    education: list[Education] = []
    skills: list[Skill] = []
    projects: list[Project] = []
    certificates: list[Certificate] = []
    languages: list[Language] = []
    others: list[Entry] = []
    summary: list[Span] = []
    for section in sections:
        lines = section.lines
        match section.kind:
            case Kind.SUMMARY:
                summary += [Span(line.text, line.start, line.end) for line in lines]
            case Kind.WORK:
                work += read_work(lines, sources, len(work))
            case Kind.EDUCATION:
                education += read_education(lines, sources, len(education))
            case Kind.SKILLS:
                skills += read_skills(lines, sources, len(skills))
            case Kind.PROJECTS:
                projects += read_projects(lines, document.links, sources, len(projects))
            case Kind.CERTIFICATES:
                certificates += read_certificates(lines, sources, len(certificates))
            case Kind.LANGUAGES:
                languages += read_languages(lines, sources, len(languages))
            case Kind.OTHER:
                others += read_others(section.title, lines, sources, len(others))
            case Kind.HEADER | Kind.CONTACT | Kind.REFERENCES:
                pass
    if not summary:
        summary = _summary_in_head(sections)
    text = sources.put("/basics/summary", join(summary, "\n") if summary else None)
    return Resume(
        basics=basics.model_copy(update={"summary": text[:20_000] if text else None}),
        work=tuple(work),
        education=tuple(education),
        skills=tuple(skills),
        projects=tuple(projects),
        certificates=tuple(certificates),
        languages=tuple(languages),
        others=tuple(others),
        sources=sources.found,
    )


def _summary_in_head(sections: Sequence[Section]) -> list[Span]:
    """Sentences between the contact data and the first heading."""
    header = next((section for section in sections if section.kind is Kind.HEADER), None)
    if header is None:
        return []
    return [
        Span(line.text, line.start, line.end)
        for line in header.lines[1:]
        if len(line.text.split()) >= _PROSE_WORDS and "@" not in line.text and "http" not in line.text
    ]
