"""Which sentences can be about what: one pass over a text that spares most patterns most sentences.

A word listed here only says "look closer"; whether the sentence asks for something is decided by the patterns themselves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from rolecall.discover.queries import said_words


class Concern:
    """What a sentence may be about: bits, to be combined. Plain numbers, since an enum's operators are slow."""

    CUE = 1
    NICE = 2
    YEARS = 4
    DEGREE = 8
    LANGUAGE = 16
    RIGHTS = 32
    PLACE = 64
    LEADING = 128
    BOILERPLATE = 256


_WORDS = {
    Concern.CUE: (
        "must|requir|mandatory|essential|minimum|at least|you have|you've|you’ve|you bring|you are|proven|proficien|"
        "expertise|experience|knowledge|skill|understanding|background|command|familiar|fluen|certified|licensed|"
        "qualified|ability|berufserfahrung|erfahrung|kenntnis|voraus|erforderlich|zwingend|notwendig|abgeschlossen|"
        "fundiert|sicher|du hast|du bringst|du verfügst|du bist|sie haben|sie bringen|sie verfügen|sie besitzen|"
        "expérience|maîtris|connaissance|exigé|requis|indispensable|impératif|obligatoire|vous avez|vous maîtrisez|"
        "vous possédez|vous êtes|titulaire|diplôme|experiencia|conocimiento|imprescindible|requiere|necesari|"
        "obligatori|dominio|esperienza|conoscenza|richiest|ervaring|kennis|experiência|experiență"
    ),
    Concern.NICE: (
        "nice|plus$|bonus|advantage|asset|prefer|ideal|desir|beneficial|highly regarded|welcome|optional|helpful|"
        "not$|no$|nicht$|pas$|son$|von vorteil|wünschenswert|gerne|optimal|vorzugsweise|kein|willkommen|idéal|souhait|"
        "appréci|atout|deseable|se valora|valorable|gradit|costituisce|een pr|bij voorkeur|diferencial|desejáve|"
        "constituie|mile$|meriter"
    ),
    Concern.YEARS: "year|yr|jahr|ans$|année|año|anni$|anno$|jaar|anos$|ani$|lat$|år$",
    Concern.DEGREE: (
        "degree|bachelor|master|máster|ph|doct|dokt|dottor|promo|b.|m.|bs$|ms$|ma$|ba$|mba$|bba$|msc|bsc|meng$|beng$|"
        "btech|bcom|llb$|llm$|ll.|edd$|ed.d|dphil|studi|abschluss|ausbildung|berufsausbildung|hochschul|universit|"
        "fachhochschul|diplom|licen|bac$|bac+|grado|titulación|laurea|hbo$|school leaving|trade school|high school|"
        "secondary school|ged$|abitur|mittlere reife|fachhoch|realschul|schulabschluss|apprentice|vocational|nvq|btec|"
        "associate|a.a.s|burlac|formación prof|ciclo|mbo$|gesellen|facharbeiter|a-level|a level|gcse|matur|bts$|dut$|"
        "hnd$|hnc$|maîtrise|ingénieur|wo-|magister|leaving cert|cap$|bep$|technical diploma|baccal|bachill|graduado|"
        "h.s|hs$|kaufmännische|technische aus|handwerkliche|pädagogische|bs/"
    ),
    Concern.RIGHTS: (
        "sponsor|visa|visum|visado|permit|work auth|authori|eligib|citizen|permanent resident|green card|right|legal|"
        "permission|entitled|arbeits|aufenthalt|permis|autorisation|permesso|werkvergunning|clearance|top secret|"
        "ts/sci|cleared|sicherheits|sü1|sü2|sü3|habilitation|polygraph|security|secret"
    ),
    Concern.PLACE: "based$|located|living|resid|live$|wohn|résid",
    Concern.LEADING: "manag|lead|supervis|led$|people|führungserfahrung|expérience en management",
    Concern.BOILERPLATE: (
        "equal|affirmative|eeo|consider|all qualified|all applica|all candidates|regardless|without regard|"
        "irrespective|discriminat|without discrimination|race|religio|gender|sex$|ethnic|disabilit|veteran|protected|"
        "diversity|reasonable|unabhängig|ungeachtet|chancengleichheit|schwerbehindert|gleicher|angemessene|sans|"
        "égalité|quel|handicap|à compétences|aménagement|igualdad|sin$|ajustes|independientemente"
    ),
}
"""Beginnings of words, by what they may be about; `$` at its end: the whole word."""


@cache
def _search() -> tuple[AhoCorasick, tuple[int, ...], tuple[bool, ...]]:
    words: dict[str, int] = dict.fromkeys((f"{word}$" for word in said_words.LANGUAGE_WORDS), Concern.LANGUAGE)
    for concern, listed in _WORDS.items():
        for word in listed.split("|"):
            words[word] = words.get(word, 0) | concern
    automaton = AhoCorasick([word.rstrip("$") for word in words], matchkind=MatchKind.Standard)
    return automaton, tuple(words.values()), tuple(word.endswith("$") for word in words)


def concerns(lower: str, starts: Sequence[int]) -> list[int]:
    """For every sentence (`starts` in order, in the lower-cased text) the `Concern` bits that its words raise."""
    automaton, bits, whole = _search()
    raised = [0] * len(starts)
    if not starts:
        return raised
    for index, start, end in automaton.find_matches_as_indexes(lower, overlapping=True):
        if start and lower[start - 1].isalnum():
            continue
        if whole[index] and lower[end : end + 1].isalnum():
            continue
        number = bisect_right(starts, start) - 1
        if number >= 0:
            raised[number] |= bits[index]
    return raised
