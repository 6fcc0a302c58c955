"""Whether a line of a résumé can stand within a sentence of a letter, and how: `Built X` as `I built X`."""

from __future__ import annotations

import re

from rolecall.prepare.words import sentences

_PAST = frozenset(
    """
    accelerated accomplished achieved acted adapted addressed administered advised aided aligned allocated analysed
    analyzed answered arranged assembled assessed assigned assisted attained audited authored balanced began billed
    boosted brought budgeted built calculated calibrated carried cared centralised centralized chaired championed
    changed charted checked cleaned closed coached collaborated collected communicated compiled completed composed
    computed conceived conducted configured consolidated constructed consulted contributed controlled converted cooked
    coordinated co-ordinated corrected counselled counseled created crafted cut debugged decreased defined delegated
    delivered demonstrated deployed designed determined developed devised diagnosed directed discovered dispatched
    documented doubled drafted drew drove earned edited educated eliminated enabled enforced engineered enhanced
    ensured entered established estimated evaluated examined exceeded executed expanded expedited explained explored
    fabricated facilitated filed filled fixed forecast forecasted formed formulated fostered found founded gathered
    gained generated grew guided halved handled headed held helped hired hosted identified implemented improved
    increased influenced initiated inspected inspired installed instituted instructed interpreted interviewed
    introduced invented investigated joined kept launched learned learnt led lectured liaised logged lowered made
    maintained managed manufactured mapped marketed measured mediated mentored merged met migrated minimised minimized
    modelled modeled modernised modernized modified monitored moved navigated negotiated observed obtained opened
    operated optimised optimized ordered orchestrated organised organized originated overhauled oversaw owned packed
    participated partnered performed persuaded piloted pioneered placed planned prepared presented prevented priced
    processed procured produced programmed promoted proposed provided published purchased raised ran rebuilt received
    recommended reconciled recorded recovered recruited redesigned reduced refactored refined remodelled repaired
    replaced reported represented researched resolved responded restored restructured reviewed revised revamped
    rewrote rolled saved scaled scheduled screened secured selected served set shipped shortened simplified sold solved
    sourced spearheaded spoke standardised standardized started stocked streamlined strengthened studied submitted
    supervised supplied supported surpassed synthesised synthesized tailored taught tested took tracked trained
    translated travelled traveled trimmed tripled troubleshot tutored uncovered updated upgraded used utilised utilized
    validated verified volunteered won worked wrote
    """.split()  # noqa: SIM905 (three hundred quoted words in a column are harder to read)
)
_DOUBTFUL = frozenset(
    """
    adapted advanced applied assisted automated balanced combined controlled distributed enhanced filled found guided
    held integrated learned logged mixed modified organised organized owned set shared structured tailored trained
    updated used
    """.split()  # noqa: SIM905
)
"""Past forms that also stand before a noun (`Managed services`, `Distributed systems`)."""
_AFTER_VERB = re.compile(
    r"(?i)(?:a|an|the|all|and|or|over|up|new|our|my|its|his|her|their|in|on|with|for|to|as|by|at|of|from|several|"
    r"multiple|various|many|more|daily|weekly|\d[\d.,]*[%+kKmM]?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"[\w-]+(?:s|ing|ly|ed))\b"
)
_ADJECTIVE = re.compile(
    r"(?i)(?:prepared|qualified|committed|used|determined|experienced) (?:and (?:willing|able|ready)|to)\b|"
    r"managed (?:services?|care|hosting|cloud)\b"
)
_UNFIT = re.compile(r"[\[\]{}<>:;|•●▪►→]|\.{2,}|\s[-–—]\s|https?://|\?|\bI\b|\b(?:i\.e|e\.g)\.?|[\uf000-\uf0ff]")
_FIRST_PERSON = {
    "es": re.compile(
        r"(?i)(?:[a-zñáéíóú]{2,}(?:é|í)|hice|fui|tuve|puse|conduje|introduje|produje|traduje|propuse|obtuve|mantuve|di)\s"
    ),
    "pt": re.compile(r"(?i)(?:[a-zçãõáéíóú]{2,}(?:ei|i)|fui|fiz|tive|pus|trouxe|propus|mantive|obtive)\s"),
    "it": re.compile(r"(?i)(?:ho|mi sono|sono stat[oa])\s"),
    "fr": re.compile(r"(?i)(?:j['’]ai|je)\s"),
}
"""Beginnings of a sentence whose verb carries its person, so that it stands after a comma as it is."""
_WORDS = range(5, 36)
_SMALL_WITHIN = frozenset(["es", "fr", "it", "pt"])
_MOST_CAPITALS = 0.55


def as_told(line: str, language: str, *, held: bool = False, copulas: tuple[str, str] = ("", "")) -> str | None:
    """The line's first sentence as it stands after `I` (in other languages: after a comma), without its full stop; None
    where it is not certain to make a sentence.

    `held`: the position is held now, so a verb may stand in the present. `copulas` are `am` and `was`. Only the first
    letter and the end change, so the words stay the line's.
    """
    text = (sentences(line) or ("",))[0].rstrip(".").strip()
    words = text.split()
    if len(words) not in _WORDS or _UNFIT.search(text) or is_spoilt(text) or not _balanced(text):
        return None
    if sum(word[:1].isupper() for word in words[1:]) > _MOST_CAPITALS * len(words):
        return None
    if text[-1] in ",&/-–" or words[-1].casefold() in _OPEN_END:
        return None
    if language == "en":
        if words[0].casefold() in ("responsible", "accountable") and words[1].casefold() == "for" and all(copulas):
            return f"{copulas[0] if held else copulas[1]} {_small(text)}"
        return _small(text) if _past(words) or (held and _present(words)) else None
    pattern = _FIRST_PERSON.get(language)
    return _small(text) if pattern and pattern.match(text) else None


def is_spoilt(text: str) -> bool:
    """Whether lines ran together (`… with customers Conducted reviews …`) or letters were lost on the way."""
    run_on = (hit[1].casefold() in _PAST | _BASE for hit in re.finditer(r"[a-z)] ([A-Z][a-z]+) ", text))
    return any(run_on) or bool(re.search(r"[ÂÃ�][^a-zà-ÿ]|[a-z]Â", f"{text} ")) or text[:1].islower()


def within(name: str, language: str) -> str:
    """`Ingeniera de datos` as `ingeniera de datos`, in languages that write such names small within a sentence. A name
    with further capitals stays as it is.
    """
    said = re.sub(r"\([^()]*\)", "", name)
    if language not in _SMALL_WITHIN or said[1:] != said[1:].lower():
        return name
    return name[:1].lower() + name[1:]


def verb_of(line: str) -> str:
    """The word a line begins with, folded: two sentences should not begin alike."""
    return line.split(maxsplit=1)[0].casefold() if line.split() else ""


_OPEN_END = frozenset(
    "and or with of for the a an to in by such as including und oder et ou y e con de".split()  # noqa: SIM905
)

_BASE = frozenset(
    """
    administer advise analyze analyse assist audit build coach collaborate communicate conduct coordinate counsel create
    deliver design develop direct ensure evaluate facilitate guide handle help hire implement improve lead maintain
    manage mentor monitor negotiate operate organize organise oversee plan prepare process produce provide recruit
    review run schedule sell serve supervise support teach test track train translate troubleshoot update utilize use
    utilise work write
    """.split()  # noqa: SIM905
)


def _present(words: list[str]) -> bool:
    """`Manage …`, and no other tense after it."""
    if words[0].casefold() not in _BASE or not _AFTER_VERB.match(words[1]):
        return False
    return not any(
        word.casefold().strip(",") in _PAST or (word[:1].isupper() and word.casefold() in _BASE) for word in words[1:]
    )


def _past(words: list[str]) -> bool:
    verb = words[0].casefold().rstrip(",")
    if re.fullmatch(r"[a-z]+ly|successfully", verb) and len(words) > 1:
        words, verb = words[1:], words[1].casefold().rstrip(",")
    if verb not in _PAST and verb not in _DOUBTFUL:
        return False
    if verb in _DOUBTFUL and not _AFTER_VERB.match(words[1]):
        return False
    if _ADJECTIVE.match(" ".join(words[:3])):
        return False
    # `Led … and manages …`: two tenses do not follow one subject.
    return not any(re.fullmatch(r"(?i)manages|leads|develops|creates|works|provides|ensures", word) for word in words)


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def _small(text: str) -> str:
    first, *rest = text.split(" ")
    first = first.lower() if first.isupper() else first[:1].lower() + first[1:]
    return " ".join([first, *rest])
