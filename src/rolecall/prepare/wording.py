"""The fixed wording of the papers, by language: headings, months, how a list is joined.

Every word of a package that is neither the candidate's nor the posting's stands here or, for the letter, in `letters/`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from rolecall.prepare.letters import de, en, es, fr, it, nl, pt
from rolecall.prepare.letters.phrases import Phrases, Tone
from rolecall.prepare.resume_words import RESUME_WORDS


@dataclass(frozen=True, slots=True)
class Wording:
    """Fixed wording in one language."""

    summary: str
    skills: str
    work: str
    projects: str
    education: str
    certificates: str
    languages: str
    grade: str

    months: str
    """The twelve names, with spaces between."""
    short_months: str
    present: str
    day: str
    conjunction: str

    code: str
    """ISO 639-1."""
    letters: Mapping[Tone, Phrases]
    """The sentences of the letter, by tone."""
    before_i: str = ""
    """The conjunction before a word that begins with its own sound."""
    dated: str = "{month} {year}"

    def fragments(self) -> frozenset[str]:
        """Every stretch of fixed wording between slots, that of the letter in every tone with it."""
        found: set[str] = set()
        for name in _TEXTS:
            found.update(part for part in re.split(r"\{\w+\}", getattr(self, name)) if part.strip())
        return frozenset(found).union(*(phrases.fragments() for phrases in self.letters.values()), {self.before_i})

    def on(self, day: date, *, american: bool = False) -> str:
        """A day as the head of a letter has it: `22 November 2026`, in American English `November 22, 2026`."""
        form = "{month} {day}, {year}" if american and self.code == "en" else self.day
        return form.format(day=day.day, month=self.months.split()[day.month - 1], year=day.year)

    def span(self, start: str | None, end: str | None, *, open_ended: bool = True) -> str:
        """`Mar 2022 – Present` from ISO 8601 dates, as precise as they are; anything that is not ISO 8601 stands as it
        is.
        """
        first, last = self._date(start), self._date(end)
        if first and not last and open_ended:
            last = self.present
        return f"{first} – {last}" if first and last and first != last else first or last

    def years(self, start: str | None, end: str | None) -> str:
        """A span within a sentence: `2018–2022`; empty where it is not known in years."""
        years = [found[0] for day in (start, end) if (found := re.match(r"(?:19|20)\d\d(?=$|-)", (day or "").strip()))]
        if start and not end and years:
            return f"{years[0]} – {self.present}"
        if len(years) < len([day for day in (start, end) if day]):
            return ""
        return "–".join(dict.fromkeys(years))

    def _date(self, iso: str | None) -> str:
        found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-\d{2})?)?", (iso or "").strip())
        if not found:
            return (iso or "").strip()
        month = int(found[2] or 0)
        names = self.short_months.split()
        if not 1 <= month <= len(names):
            return found[1]
        return self.dated.format(month=names[month - 1], year=found[1])

    def listed(self, names: tuple[str, ...]) -> str:
        """`Python, SQL and Go`; in Spanish `Python e inglés`."""
        *others, last = names
        joint = self.before_i if self.before_i and re.match(r"(?i)h?i(?!e)", last) else self.conjunction
        return f"{', '.join(others)} {joint} {last}" if others else last


def wording(language: str | None) -> Wording:
    """The wording of a language; English where there is none."""
    return WORDINGS.get(language or "en") or OF_RESUMES.get(language or "") or WORDINGS["en"]


def study_name(degree: str | None, area: str | None) -> str:
    """Degree and subject with no word of ours between: `MSc Statistics`, `Bachelor of Science, Statistics`."""
    between = ", " if len((degree or "").split()) > 1 else " "
    return between.join(part for part in (degree, area) if part)


def unsaid(span: str, names: str) -> str:
    """A date to stand beside names: nothing when the names say it (`Dean's List 2024`)."""
    said = re.search(rf"(?<![\w.,]){re.escape(span)}(?![\w]|[.,]\d)", names) if span else None
    return "" if said else span


_TEXTS = tuple(field.name for field in fields(Wording) if field.name not in ("code", "letters", "before_i", "dated"))

WORDINGS: dict[str, Wording] = {
    "en": Wording(
        summary="Profile",
        skills="Skills",
        work="Experience",
        projects="Projects",
        education="Education",
        certificates="Certificates",
        languages="Languages",
        grade="Grade",
        months="January February March April May June July August September October November December",
        short_months="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        present="Present",
        day="{day} {month} {year}",
        conjunction="and",
        code="en",
        letters=en.PHRASES,
    ),
    "de": Wording(
        summary="Profil",
        skills="Kenntnisse",
        work="Berufserfahrung",
        projects="Projekte",
        education="Ausbildung",
        certificates="Zertifikate",
        languages="Sprachen",
        grade="Note",
        months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        short_months="Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
        present="heute",
        day="{day}. {month} {year}",
        conjunction="und",
        code="de",
        letters=de.PHRASES,
    ),
    "fr": Wording(
        summary="Profil",
        skills="Compétences",
        work="Expérience professionnelle",
        projects="Projets",
        education="Formation",
        certificates="Certifications",
        languages="Langues",
        grade="Note",
        months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        short_months="janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc.",
        present="aujourd’hui",
        day="{day} {month} {year}",
        conjunction="et",
        code="fr",
        letters=fr.PHRASES,
    ),
    "es": Wording(
        summary="Perfil",
        skills="Competencias",
        work="Experiencia",
        projects="Proyectos",
        education="Formación",
        certificates="Certificados",
        languages="Idiomas",
        grade="Nota",
        months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        short_months="ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.",
        present="actualidad",
        day="{day} de {month} de {year}",
        conjunction="y",
        code="es",
        letters=es.PHRASES,
        before_i="e",
    ),
    "pt": Wording(
        summary="Perfil",
        skills="Competências",
        work="Experiência",
        projects="Projetos",
        education="Formação",
        certificates="Certificados",
        languages="Idiomas",
        grade="Nota",
        months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        short_months="jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
        present="atual",
        day="{day} de {month} de {year}",
        conjunction="e",
        code="pt",
        letters=pt.PHRASES,
    ),
    "it": Wording(
        summary="Profilo",
        skills="Competenze",
        work="Esperienza",
        projects="Progetti",
        education="Formazione",
        certificates="Certificati",
        languages="Lingue",
        grade="Voto",
        months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        short_months="gen. feb. mar. apr. mag. giu. lug. ago. set. ott. nov. dic.",
        present="oggi",
        day="{day} {month} {year}",
        conjunction="e",
        code="it",
        letters=it.PHRASES,
    ),
    "nl": Wording(
        summary="Profiel",
        skills="Vaardigheden",
        work="Werkervaring",
        projects="Projecten",
        education="Opleiding",
        certificates="Certificaten",
        languages="Talen",
        grade="Cijfer",
        months="januari februari maart april mei juni juli augustus september oktober november december",
        short_months="jan. feb. mrt. apr. mei juni juli aug. sept. okt. nov. dec.",
        present="heden",
        day="{day} {month} {year}",
        conjunction="en",
        code="nl",
        letters=nl.PHRASES,
    ),
}
OF_RESUMES: dict[str, Wording] = {
    code: Wording(**words, code=code, letters=en.PHRASES) for code, words in RESUME_WORDS.items()
}
"""Languages that résumés are written in and letters are not: a letter to such a posting is English."""
