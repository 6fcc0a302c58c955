"""Which sentences can be about what: one pass over a text that spares most patterns most sentences.

A word listed here only says "look closer"; whether the sentence asks for something is decided by the patterns themselves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from rolecall.match.languages import WORDS as LANGUAGE_WORDS


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


_WORDS = {
    Concern.CUE: "must|requir|mandatory|essential|minimum|at least|you have|you've|you’ve|you bring|you "
    "are|proven|proficien|expertise|strong|solid|deep|good|hands-on|extensive|demonstrated|prior|previous|relevant|"
    "professional|working|practical|sound|excellent|advanced|thorough|experience|knowledge|understanding|familiar|fluen|certified|licensed|qualified|ability|berufserfahrung|erfahrung|kenntnis|voraus|erforderlich|zwingend|notwendig|abgeschlossen|fundiert|sicher|"
    "du hast|du bringst|du verfügst|du bist|sie haben|sie bringen|sie verfügen|sie "
    "besitzen|expérience|maîtris|connaissance|exigé|requis|indispensable|impératif|obligatoire|vous "
    "avez|vous maîtrisez|vous possédez|vous êtes|titulaire|diplôme|experiencia|"
    "conocimiento|imprescindible|requiere|necesari|obligatori|dominio|esperienza|conoscenza|richiest|ervaring|kennis|experiência|experiență",
    Concern.NICE: "nice|plus|bonus|advantage|asset|prefer|ideal|desir|beneficial|highly "
    "regarded|welcome|optional|helpful|not |no |nicht |pas |son |von "
    "vorteil|wünschenswert|gerne|optimal|vorzugsweise|kein|willkommen|idéal|souhait|appréci|atout|deseable|se "
    "valora|valorable|"
    "gradit|costituisce|een pr|bij voorkeur|diferencial|desejáve|constituie|mile|meriter",
    Concern.YEARS: "year|yr|jahr|ans|anné|año|anni|anno|jaar|anos|ani|lat|år",
    Concern.DEGREE: "degree|bachelor|master|máster|ph|doct|dokt|dottor|promo|b.|m.|bs|ms|ma|ba|mba|bba|msc|bsc|meng|beng|btech|bcom|llb|llm|ll|studi|abschluss|ausbildung|berufsausbildung|hochschul|universit|fachhochschul|diplom|diplôme|licen|bac|grado|titulación|laurea|hbo|school|ged|abitur|"
    "mittlere|fachhoch|realschul|schulabschluss|apprentice|vocational|nvq|btec|graduate|under|post|associate|a.a.s|burlac|trade "
    "school|formación|ciclo|mbo|gesellen|facharbeiter|a-level|a "
    "level|gcse|matur|bts|dut|hn|maîtrise|ingénieur|wo-|ed|magister|leaving|cap |bep|"
    "college|4-year|four|4 year|academic|honours|stem|two|2-year|2 year|foundation|technical "
    "diploma|high|secondary|kaufmännische|technische|handwerkliche|pädagogische|abgeschlossen|secundar|baccal|bachill|graduado|h.s|hs ",
    Concern.LANGUAGE: "",
    Concern.RIGHTS: (
        "sponsor|visa|visum|visado|permit|work auth|authori|eligib|citizen|permanent resident|green "
        "card|right|legal|permission|entitled|arbeits|aufenthalt|permis|autorisation|permesso|werkvergunning|clearance|top "
        "secret|ts/sci|cleared|sicherheits|sü1|sü2|sü3|habilitation|polygraph|keine visa|keine arbeits"
    ),
    Concern.PLACE: "based|located|living|resid|live|wohn|résid",
    Concern.LEADING: "manag|lead|supervis|led|people|führungserfahrung|expérience en management",
}


@cache
def _search() -> tuple[AhoCorasick, tuple[int, ...]]:
    words: dict[str, int] = {}
    for concern, listed in _WORDS.items():
        for word in listed.split("|") if listed else LANGUAGE_WORDS:
            words[word] = words.get(word, 0) | concern
    return AhoCorasick(list(words), matchkind=MatchKind.Standard), tuple(words.values())


def concerns(lower: str, starts: Sequence[int]) -> list[int]:
    """For every sentence (`starts` in order, in the lower-cased text) the `Concern` bits that its words raise."""
    automaton, bits = _search()
    raised = [0] * len(starts)
    if not starts:
        return raised
    for index, start, _ in automaton.find_matches_as_indexes(lower, overlapping=True):
        if start and lower[start - 1].isalnum():
            continue
        number = bisect_right(starts, start) - 1
        if number >= 0:
            raised[number] |= bits[index]
    return raised
