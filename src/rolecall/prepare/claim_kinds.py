"""What counts as a claim in a text, and when a fact entails it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rolecall.prepare.language import language_of
from rolecall.prepare.words import MONTHS, plain, words
from rolecall.profile.queries import Fact


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is true of the candidate or not. `kind`: number, date, name, skill, title, degree, certificate,
    superlative, action.
    """

    kind: str
    text: str


_WORD_LISTS: dict[str, str] = {
    "title": (
        "senior sr junior lead principal staff head chief director manager supervisor president vp vice officer "
        "ceo cto cfo coo founder cofounder co-founder owner partner architect professor executive foreman leiter "
        "geschäftsführer chef directeur responsable jefe gerente diretor direttore responsabile manager-in- "
        "training"
    ),
    "degree": (
        "bachelor bachelors bachelor's bsc ba bs b.sc b.a b.s master masters master's msc ma ms m.sc m.a m.s mba "
        "phd ph.d doctorate doctor doctoral diploma degree graduate graduated diplom licence laurea promotion "
        "promoviert"
    ),
    "certificate": (
        "certified certificate certification certifications licensed license chartered accredited zertifiziert certifié"
    ),
    "superlative": (
        "best first only leading top largest biggest fastest highest award-winning awarded expert world-class "
        "renowned unique unparalleled exceptional outstanding proven extensive most greatest record-breaking "
        "unmatched pioneering pioneer visionary guru ninja flawless perfect always never every"
    ),
    "action": (
        "led lead leading managed managing founded owned headed directed invented patented architected won "
        "doubled tripled halved quadrupled supervised chaired spearheaded launched mentored trained hired"
    ),
    "number": (
        "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty "
        "seventy eighty ninety hundred hundreds thousand thousands million millions billion billions dozen dozens "
        "decade decades double triple half"
    ),
}
_SHORT_NAME = 4
_KIND_OF = {word: kind for kind, listed in reversed(_WORD_LISTS.items()) for word in listed.split()}
_NUMBER = re.compile(r"(?<![\w.])[$€£¥]?\s?\d[\d.,'’ ]*(?<=\d)\s?(?:%|percent|[kKmMbB]\b|x\b|\+)?|\b\d+\b")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?:{_MONTH})\.?\s(?:de\s)?)?(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_](?:[\w&'’+#./-]*[\w+#])?")
_SKILL_SHAPE = re.compile(r"[\w.]*[a-z][A-Z][\w.]*|[A-Z]{2,}[\w+#]*|\w*[+#]{1,2}|\w+\.(?:js|net|io|py)|[A-Za-z]+\d\w*")


def claims_in(text: str, language: str = "en") -> tuple[Claim, ...]:
    """Every claim of a text in its order: by word lists, by the shape of numbers, dates and names, and known skills.

    `language` is what a text too short to tell is taken for.
    """
    text = plain(text)
    german = (language_of(text) or language) == "de"
    found: list[tuple[int, Claim]] = []
    taken: set[int] = set()
    for pattern, kind in ((_DATE, "date"), (_NUMBER, "number")):
        for hit in pattern.finditer(text):
            if hit.start() not in taken and hit[0].strip():
                found.append((hit.start(), Claim(kind, hit[0].strip())))
                taken.update(range(hit.start(), hit.end()))
    starts = _sentence_starts(text)
    for hit in _NAME.finditer(text):
        if hit.start() in taken:
            continue
        word = hit[0]
        listed = _KIND_OF.get(word.casefold())
        if listed == "title" and word in _ALSO_VERBS:
            listed = "action"
        if listed is not None:
            found.append((hit.start(), Claim(listed, _with_next(text, hit) if listed == "title" else word)))
        elif _SKILL_SHAPE.fullmatch(word) or word.casefold() in _LOWER_SKILLS:
            found.append((hit.start(), Claim("skill", word)))
        elif (
            word[0].isupper()
            and hit.start() not in starts
            and word not in _FREE_CAPITALS
            and (not german or _EMPLOYER_NEXT.search(text[: hit.start()]))
        ):
            found.append((hit.start(), Claim("name", word)))
    return tuple(claim for _, claim in sorted(found, key=lambda pair: pair[0]))


def entails(fact: Fact, claim: Claim) -> bool:
    """Whether the fact says it: the claim's words in a row; a number with its unit; a date within what the fact
    states.
    """
    said = words(" ".join(filter(None, (fact.text, fact.since, fact.until))))
    if claim.kind == "number":
        return _amounts(claim.text) <= _amounts(fact.text) and bool(_amounts(claim.text))
    asked = words(claim.text)
    if claim.kind == "date":
        years = {word[:4] for word in said if re.match(r"(?:19|20)\d\d", word)}
        return all(word in said or (re.fullmatch(r"(?:19|20)\d\d", word) and word in years) for word in asked)
    if claim.kind == "action":
        return _VERB.get(asked[0], asked[0]) in {_VERB.get(word, word) for word in said}
    size = len(asked)
    if any(said[at : at + size] == asked for at in range(len(said) - size + 1)):
        return True
    return claim.kind in ("skill", "name") and all(_bare(word) in {_bare(known) for known in said} for word in asked)


def _bare(word: str) -> str:
    """`teams` as `team`, `react.js` as `react`: the same name in another form."""
    word = re.sub(r"(?:'s|\.?js)$", "", word)
    return word[:-1] if len(word) > _SHORT_NAME and word.endswith("s") and not word.endswith("ss") else word


def _amounts(text: str) -> set[str]:
    """Numbers with what they count: `40%`, `$1200`, `4 people`; number words as digits."""
    found: set[str] = set()
    low = plain(text).casefold()
    for hit in re.finditer(r"([$€£¥])?\s?(\d[\d.,'’]*\d|\d)\s?(%|percent|[kmb]\b|x\b)?", low):
        digits = re.sub(r"[,'’](?=\d{3}\b)", "", hit[2]).rstrip(".,")
        found.add(f"{hit[1] or ''}{digits}{'%' if hit[3] == 'percent' else hit[3] or ''}")
    for word in re.findall(r"[^\W\d_]+", low):
        if _KIND_OF.get(word) == "number":
            found.add(_DIGITS.get(word, word))
    return found


_EMPLOYER_NEXT = re.compile(r"\b(?:bei|Firma)\s+$")
"""German writes every noun with a capital: only what follows these is taken for a name."""
_ALSO_VERBS = frozenset({"lead", "head", "staff", "partner"})
"""Titles only with a capital."""
_VERB = {"led": "lead", "leading": "lead", "managing": "managed", "headed": "head"}
_DIGITS = {word: str(number) for number, word in enumerate(_WORD_LISTS["number"].split()[:12], 1)}
_FREE_CAPITALS = frozenset(
    [
        "Ihnen",
        "Ihrer",
        "Ihrem",
        "I",
        "I'm",
        "I've",
        "I'd",
        "I'll",
        "Dear",
        "Sincerely",
        "Regards",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
    ]
)
_LOWER_SKILLS = frozenset(
    """
    python java javascript typescript golang rust kotlin swift scala ruby php perl sql html css bash linux unix
    docker kubernetes terraform ansible jenkins kafka spark hadoop airflow snowflake redshift bigquery postgresql
    postgres mysql mongodb redis elasticsearch graphql react angular vue svelte django flask fastapi spring rails
    laravel node pandas numpy pytorch tensorflow keras excel tableau powerbi looker salesforce sap azure aws gcp git
    jira figma photoshop illustrator autocad solidworks matlab blockchain cryptography devops scrum agile kanban seo
    accounting bookkeeping payroll welding nursing
    """.split()  # noqa: SIM905 (eighty quoted words in a column are harder to read)
)


def _with_next(text: str, hit: re.Match[str]) -> str:
    """A title word with the word after it: `senior engineer` is more than the two words apart."""
    following = re.match(r"\s+([^\W\d_][\w'’-]*)", text[hit.end() :])
    if following and following[1].casefold() not in {
        "at",
        "of",
        "for",
        "in",
        "and",
        "the",
        "to",
        "with",
        "on",
        "who",
        "as",
    }:
        return f"{hit[0]} {following[1]}"
    return hit[0]


def _sentence_starts(text: str) -> set[int]:
    starts = {0} | {hit.end() for hit in re.finditer(r"(?:[.!?:;]\s+|\n\s*|[(“\"„«]\s*)", text)}
    return {start + len(text[start:]) - len(text[start:].lstrip(' •-–"“„«(')) for start in starts}
