"""A requirement held against a candidate: met, partly met or missing, with the sentence that says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rolecall.discover.queries import said_words
from rolecall.match import semantic
from rolecall.match.candidate import Candidate, Proof
from rolecall.match.model import Finding, Met, RequirementKind
from rolecall.match.requirements import degrees, languages, years
from rolecall.match.requirements.read import Ask
from rolecall.match.skills.taxonomy import Taxonomy
from rolecall.match.words import weight, words
from rolecall.platform.patterns import AnyCase

SAYS_THE_SAME = 0.6
"""Share of a sentence's telling words that one sentence of the candidate must hold to meet it."""
SAYS_MUCH_OF_IT = 0.3
YEARS_IN_REACH = 0.7
"""Someone with this share of the years asked for meets the wish partly."""


_UNDER_WAY = AnyCase(
    (
        r"\b(?:pursuing|working towards?|in progress|studying (?:for|towards?)|preparing for|expected|"
        r"candidate for|planned|eligible for|angestrebt|in vorbereitung|geplant|en cours|en preparación|"
        r"en curso)\b"
    ),
)


@dataclass(frozen=True, slots=True)
class ByWords:
    """Requirements held against a candidate's facts by name and word."""

    asks: Sequence[Ask]
    found: Sequence[Finding]
    left_open: Sequence[int]
    """Places of those that the meaning of a sentence may still settle."""

    @property
    def texts(self) -> list[str]:
        """The texts whose vectors that needs."""
        return semantic.needed(self.asks, self.left_open)


def hold_by_words(asks: Sequence[Ask], candidate: Candidate, table: Taxonomy) -> ByWords:
    """Hold every requirement against the candidate's facts by name and word, and say what they leave open."""
    found = [find(ask, candidate, table) for ask in asks]
    return ByWords(asks, found, semantic.left_open(asks, found, candidate.told))


def settle(held: ByWords, candidate: Candidate, vectors: semantic.Known | None = None) -> list[Finding]:
    """The findings, what words leave open settled by meaning; one for each requirement.

    `vectors` are those that are kept of `held.texts`, by text; what is not among them is made.
    """
    return semantic.settle(held.asks, held.found, held.left_open, candidate.told, vectors)


def find(ask: Ask, candidate: Candidate, table: Taxonomy) -> Finding:
    """Hold one requirement against the candidate's facts by name and word. What they do not say is missing, never guessed."""
    return _BY_KIND[ask.requirement.kind](ask, candidate, table)


def _met(ask: Ask, proof: Proof | None, why: str) -> Finding:
    return _finding(ask, Met.MET, proof, why)


def _partly(ask: Ask, proof: Proof | None, why: str) -> Finding:
    return _finding(ask, Met.PARTLY, proof, why)


def _missing(ask: Ask, why: str) -> Finding:
    return Finding(ask.requirement, Met.MISSING, None, None, why)


def _finding(ask: Ask, met: Met, proof: Proof | None, why: str) -> Finding:
    return Finding(ask.requirement, met, proof.sentence if proof else None, proof.fact_id if proof else None, why)


def _skill(ask: Ask, candidate: Candidate, table: Taxonomy) -> Finding:
    if ask.own:
        return _own_words(ask, candidate)
    if ask.enough > 1:
        return _several(ask, candidate)
    for name in ask.skills:
        if name in candidate.skills:
            proof = candidate.skills[name]
            if ask.requirement.kind is RequirementKind.CERTIFICATE and _UNDER_WAY.search(proof.sentence):
                return _partly(ask, proof, f"{_names(name, candidate)}, but as something under way.")
            return _met(ask, proof, f"{_names(name, candidate)}.")
    for name in ask.skills:
        if name in candidate.implied:
            bringer = candidate.implied[name]
            why = (
                f"{_names(bringer, candidate)}; that includes {name}."
                if bringer in candidate.said
                else f"{bringer}, which your résumé names, includes {name}."
            )
            return _met(ask, candidate.skills[bringer], why)
    for name in ask.skills:
        for near in table.near(name):
            if near in candidate.skills:
                return _partly(
                    ask,
                    candidate.skills[near],
                    f"{_names(near, candidate)}{', which' if near not in candidate.said else '; that'} is close to {name}, "
                    f"but not {name} itself.",
                )
    named = ask.requirement.name
    return _missing(
        ask,
        f"Your résumé does not name {named}."
        if len(ask.skills) == 1
        else f"Your résumé names none of these: {', '.join(ask.skills)}.",
    )


def _own_words(ask: Ask, candidate: Candidate) -> Finding:
    """A name that no table knows: met where a sentence of the candidate has the same words one after another."""
    size = len(ask.own)
    rarest = max(ask.own, key=weight)
    holding = [
        statement
        for number in candidate.by_stem.get(rarest, ())
        if (statement := candidate.statements[number]).stems.issuperset(ask.own)
    ]
    for statement in holding:
        stems = tuple(words(statement.proof.sentence))
        if any(stems[at : at + size] == ask.own for at in range(len(stems) - size + 1)):
            return _met(ask, statement.proof, f"Your résumé names {ask.requirement.name}.")
    if holding:
        return _partly(
            ask, holding[0].proof, f"This sentence of yours has the words of {ask.requirement.name}, but not together."
        )
    return _missing(ask, f"Your résumé does not name {ask.requirement.name}.")


def _names(name: str, candidate: Candidate) -> str:
    """That the résumé names a skill, in the résumé's own word where that is another one."""
    word = candidate.said.get(name)
    return f"Your résumé names {name}" if word is None else f"Your résumé says “{word}”, which we count as {name}"


def _several(ask: Ask, candidate: Candidate) -> Finding:
    """So many of a list: the sentence shown is the one for the first of them; all are named."""
    have = [name for name in ask.skills if name in candidate.skills]
    if not have:
        return _missing(ask, f"Your résumé names none of these: {', '.join(ask.skills)}.")
    met = Met.MET if len(have) >= ask.enough else Met.PARTLY
    shown = [f"{name} (“{candidate.said[name]}”)" if name in candidate.said else name for name in have]
    return _finding(ask, met, candidate.skills[have[0]], f"Your résumé names {len(have)} of these: {', '.join(shown)}.")


def _years(ask: Ask, candidate: Candidate, _table: Taxonomy) -> Finding:
    wanted = ask.years or 0.0
    jobs = candidate.jobs
    months = candidate.months
    if not jobs:
        return _years_by_word(ask, candidate, wanted)
    longest = max(jobs, key=lambda job: (job.span.last - job.span.first, job.span.last))
    total = f"Your dated positions add up to {years.in_words(months)}"
    if months < wanted * 12:
        said = candidate.said_years
        if said is not None and said[0] >= wanted:
            return _partly(ask, said[1], f"Your summary says {said[0]:g} years; {total[0].lower()}{total[1:]}.")
        close = months >= wanted * 12 * YEARS_IN_REACH
        return (
            _partly(ask, longest.proof, f"{total}; {wanted:g} years are asked for.")
            if close
            else Finding(ask.requirement, Met.MISSING, None, None, f"{total}; {wanted:g} years are asked for.")
        )
    if not ask.skills:
        return _met(ask, longest.proof, f"{total}.")
    with_skill = [job for job in jobs if job.skills.intersection(ask.skills)]
    there = years.total(job.span for job in with_skill)
    named = ", ".join(ask.skills)
    if there >= wanted * 12:
        best = max(with_skill, key=lambda job: (job.span.last - job.span.first, job.span.last))
        return _met(
            ask,
            best.proof,
            f"Positions in which you name {named}, or what includes it, add up to {years.in_words(there)}.",
        )
    if with_skill:
        best = max(with_skill, key=lambda job: (job.span.last - job.span.first, job.span.last))
        return _partly(
            ask,
            best.proof,
            f"{total}; those in which you name {named}, or what includes it, to {years.in_words(there)}.",
        )
    known = next((name for name in ask.skills if name in candidate.skills or name in candidate.implied), None)
    if known is None:
        return _missing(ask, f"{total}; none of them names {named}.")
    return _partly(ask, longest.proof, f"{total}; you name {known}, but in none of them.")


def _years_by_word(ask: Ask, candidate: Candidate, wanted: float) -> Finding:
    said = candidate.said_years
    if said is None:
        return _missing(ask, "Your résumé has no dated positions to count years from.")
    if said[0] >= wanted:
        return _met(ask, said[1], f"Your résumé says {said[0]:g} years.")
    if said[0] >= wanted * YEARS_IN_REACH:
        return _partly(ask, said[1], f"Your résumé says {said[0]:g} years; {wanted:g} are asked for.")
    return _missing(ask, f"Your résumé says {said[0]:g} years; {wanted:g} are asked for.")


def _degree(ask: Ask, candidate: Candidate, _table: Taxonomy) -> Finding:
    wanted = ask.level or 0
    name = said_words.DEGREES[wanted]
    high = [study for study in candidate.studies if study.finished and study.level >= wanted]
    asked = ask.requirement.text
    done = next((study for study in high if degrees.same_field(asked, study.proof.sentence)), None)
    if done is None and high and wanted >= 2:
        return _partly(
            ask,
            high[0].proof,
            (
                f"Your education holds: {said_words.DEGREES[high[0].level]}, but in another field than the posting names."
            ),
        )
    done = done or next(iter(high), None)
    if done is not None:
        return _met(ask, done.proof, f"Your education holds: {said_words.DEGREES[done.level]}.")
    under_way = next((study for study in candidate.studies if study.level >= wanted), None)
    if under_way is not None:
        return _partly(
            ask,
            under_way.proof,
            f"Your education holds a {said_words.DEGREES[under_way.level]} that is not dated as finished.",
        )
    if ask.equivalent and candidate.jobs:
        longest = max(candidate.jobs, key=lambda job: (job.span.last - job.span.first, job.span.last))
        return _partly(
            ask,
            longest.proof,
            (
                f"The posting takes experience instead of the degree; your positions add up to "
                f"{years.in_words(candidate.months)}."
            ),
        )
    if candidate.studies:
        highest = candidate.studies[0]
        if wanted - highest.level == 1 and wanted >= 4:
            return _partly(
                ask,
                highest.proof,
                f"Your highest degree is: {said_words.DEGREES[highest.level]}; asked for is: {name}.",
            )
        return _missing(ask, f"Your highest degree is: {said_words.DEGREES[highest.level]}; asked for is: {name}.")
    return _missing(ask, "Your résumé names no degree.")


def _language(ask: Ask, candidate: Candidate, _table: Taxonomy) -> Finding:
    names = ask.skills or (ask.requirement.name,)
    name = next((each for each in names if each in candidate.tongues), names[0])
    wanted = ask.level
    mine = candidate.tongues.get(name)
    written = languages.NAMES.get(candidate.written_in or "")
    if mine is not None:
        if wanted is None or mine.level is None or mine.level >= min(wanted, 4) or (written == name and wanted < 5):
            return _met(ask, mine.proof, f"Your résumé names {name}.")
        return _partly(ask, mine.proof, f"Your résumé names {name} at a lower level than the posting asks for.")
    if written == name and candidate.statements:
        first = candidate.statements[0].proof
        if wanted is not None and wanted >= 5:
            return _partly(ask, first, f"Your résumé is written in {name}, but does not say how well you speak it.")
        return _met(ask, first, f"Your résumé is written in {name}.")
    return _missing(ask, f"Your résumé does not name {' or '.join(names)}.")


def _visa(ask: Ask, candidate: Candidate, _table: Taxonomy) -> Finding:
    needs = candidate.preferences.needs_visa
    if needs is None:
        return _partly(ask, None, "You have not said whether you need a visa; say it in your preferences.")
    if needs:
        return _missing(ask, "Your preferences say that you need a visa.")
    return _met(ask, None, "Your preferences say that you need no visa.")


def _clearance(ask: Ask, candidate: Candidate, _table: Taxonomy) -> Finding:
    if candidate.cleared is None:
        return _missing(ask, "Your résumé names no security clearance.")
    return _met(ask, candidate.cleared, "Your résumé names a security clearance.")


def _place(ask: Ask, candidate: Candidate, _table: Taxonomy) -> Finding:
    asked = ask.requirement.name.lower()
    if not candidate.places:
        return _partly(ask, None, "Your résumé does not say where you live.")
    here = ", ".join(candidate.places)
    alike = {"us": "united states", "gb": "united kingdom", "de": "germany", "fr": "france", "es": "spain"}
    for place in candidate.places:
        low = place.lower()
        if low in asked or alike.get(low, low) in asked or (low == "us" and asked in ("us", "usa", "u.s", "the us")):
            return _met(ask, None, f"Your résumé says that you live in {place}.")
    return _missing(ask, f"Your résumé says that you live in {here}.")


def _words(ask: Ask, candidate: Candidate, _table: Taxonomy) -> Finding:
    """A sentence that names nothing the table knows, or a duty: how much of it one sentence of the candidate says."""
    asked = {word: weight(word) for word in dict.fromkeys(words(ask.requirement.text))}
    asked = {word: value for word, value in asked.items() if value > 1.5}
    total = sum(asked.values())
    if not total or len(asked) < 2:
        return _missing(ask, "Nothing in your résumé says this.")
    hits: dict[int, float] = {}
    for word, value in asked.items():
        for number in candidate.by_stem.get(word, ()):
            hits[number] = hits.get(number, 0.0) + value
    best = max(hits.items(), key=lambda pair: (round(pair[1], 6), -pair[0]), default=None)
    if best is None:
        return _missing(ask, "Nothing in your résumé says this.")
    statement = candidate.statements[best[0]]
    shared = [word for word in asked if word in statement.stems]
    share = best[1] / total
    if len(shared) >= 2 and share >= SAYS_THE_SAME:
        return _met(
            ask, statement.proof, f"This sentence of yours says much the same ({share:.0%} of the telling words)."
        )
    if len(shared) >= 2 and share >= SAYS_MUCH_OF_IT:
        return _partly(ask, statement.proof, f"This sentence of yours comes near ({share:.0%} of the telling words).")
    return _missing(ask, "Nothing in your résumé says this.")


_BY_KIND: Mapping[RequirementKind, Callable[[Ask, Candidate, Taxonomy], Finding]] = {
    RequirementKind.SKILL: _skill,
    RequirementKind.CERTIFICATE: _skill,
    RequirementKind.SENIORITY: _skill,
    RequirementKind.YEARS: _years,
    RequirementKind.DEGREE: _degree,
    RequirementKind.LANGUAGE: _language,
    RequirementKind.VISA: _visa,
    RequirementKind.CLEARANCE: _clearance,
    RequirementKind.PLACE: _place,
    RequirementKind.DUTY: _words,
}
