"""Human languages: which a sentence names and how well, and in which language a text is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rolecall.match import phrases

_NAMES = {
    "English": (
        "english englisch englischkenntnisse englischkenntnissen anglais inglés ingles inglese engels "
        "inglês engleză engleza engelska angielski englischen englische"
    ),
    "German": (
        "german deutsch deutschkenntnisse deutschkenntnissen allemand alemán aleman tedesco duits alemão "
        "germană germana tyska niemiecki deutschen"
    ),
    "French": (
        "french französisch französischkenntnisse français francés frances francese frans francês "
        "franceză franceza franska francuski"
    ),
    "Spanish": (
        "spanish spanisch spanischkenntnisse espagnol español castellano spagnolo spaans espanhol "
        "spaniolă spaniola spanska hiszpański"
    ),
    "Italian": "italian italienisch italien italiano italiaans italiană italienska",
    "Portuguese": "portuguese portugiesisch portugais portugués portoghese portugees português portugheză",
    "Dutch": "dutch niederländisch néerlandais neerlandés olandese nederlands holandês olandeză",
    "Polish": "polish polnisch polonais polaco polacco pools polski",
    "Romanian": "romanian rumänisch roumain rumano rumeno română",
    "Russian": "russian russisch russe ruso russo",
    "Turkish": "turkish türkisch turc turco",
    "Arabic": "arabic arabisch arabe árabe arabo",
    "Mandarin": "mandarin chinese chinesisch chinois chino cinese cantonese",
    "Japanese": "japanese japanisch japonais japonés giapponese",
    "Korean": "korean koreanisch coréen coreano",
    "Hindi": "hindi",
    "Swedish": "swedish schwedisch suédois sueco svenska",
    "Danish": "danish dänisch danois danés dansk",
    "Norwegian": "norwegian norwegisch norvégien noruego norsk",
    "Finnish": "finnish finnisch finnois finlandés suomi",
    "Czech": "czech tschechisch tchèque checo",
    "Hungarian": "hungarian ungarisch hongrois húngaro",
    "Greek": "greek griechisch grec griego",
    "Ukrainian": "ukrainian ukrainisch ukrainien ucraniano",
    "Hebrew": "hebrew hebräisch hébreu hebreo",
    "Vietnamese": "vietnamese vietnamesisch vietnamien vietnamita",
    "Thai": "thai",
    "Catalan": "catalan katalanisch catalán català",
}
_BY_WORD = {word: name for name, words in _NAMES.items() for word in words.split()}
WORDS = tuple(_BY_WORD)
_WORD = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _BY_WORD), key=len, reverse=True)) + r")\b", re.IGNORECASE)
_SPOKEN = re.compile(
    r"fluen|speak|spoken|written|writing|verbal|oral|communicat|languages?\b|bilingual|native|"
    r"proficien|command|conversational|business[- ]level|mother tongue|read(?:ing)? and|literate|"
    r"\b[abc][12]\b|flie(?:ß|ss)end|verhandlungssicher|kenntnisse|sprach|sprichst|sprechen|"
    r"muttersprach|in wort und schrift|courant|maîtris|parlé|écrit|lu, |langue|niveau|hablad|escrit|"
    r"idioma|nivel|fluido|bilingüe|"
    r"dominio|parlato|scritto|lingua|conoscenza|vloeiend|beheers|spreek|taal|fluente|fluência|"
    r"cunoaștere|limb[ai]|fluent|biegł|język|flytande|skills|good|excellent|strong|gute|sehr gute|bon|"
    r"buen|b1|essential|required|must|knowledge|min(?:imum|destens)",
    re.IGNORECASE,
)
_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        5,
        re.compile(
            (
                r"\bc2\b|native|mother tongue|muttersprach|langue maternelle|nativ[oe]|lengua materna|madrelingua|"
                r"moedertaal|bilingu"
            ),
            re.I,
        ),
    ),
    (
        4,
        re.compile(
            (
                r"\bc1\b|fluen|flie(?:ß|ss)end|verhandlungssicher|courant|couramment|fluido|bilingüe|"
                r"full professional|excellent|vloeiend|sehr gute|professional working|advanced|avanzad|avancé|"
                r"business fluent|in wort und schrift|proficien|strong"
            ),
            re.I,
        ),
    ),
    (
        3,
        re.compile(
            (
                r"\bb2\b|good|gute|bon(?:ne)?s?\b|business[- ]level|upper intermediate|buen|working knowledge|"
                r"professional|conversation|sicher|buon|goed"
            ),
            re.I,
        ),
    ),
    (2, re.compile(r"\bb1\b|intermediate|fortgeschritten|intermédiaire|intermedio|limited working|medio|mittel", re.I)),
    (
        1,
        re.compile(
            (
                r"\ba[12]\b|basic|grundkenntnisse|elementary|notions|básic|débutant|beginner|anfänger|scolaire|"
                r"some"
            ),
            re.I,
        ),
    ),
)
_FUNCTION_WORDS = {
    "en": "the and of to in for with you your our we are is on as will be have this that or an by from at",
    "de": (
        "und die der das mit für sie wir du ist ein eine in den von zu auf im dein ihr ihre bei oder als "
        "sowie deine nicht dich"
    ),
    "fr": "et de la le les des vous nous pour un une en votre est dans du au sur avec vos à par que qui ou nos",
    "es": "y de la el los las en para un una con que tu su del por se al nuestro como eres o nuestra más",
    "it": "e di il la le per un una con che in del della i gli nel si alla da sono o come dei delle",
    "nl": "en de het een van je in met voor wij jij bij te is op aan onze jouw als ben die dat naar",
    "pt": "e de a o os as em para um uma com que do da dos das no na por seu sua ou como você nosso",
    "ro": "și de la în pentru cu un o să din pe ale care sau este a al lor prin mai",
    "pl": "i w z na do się oraz dla o za jest nie od po lub jako przez są",
    "sv": "och i att du en som för med av vi på är till det om ett din har",
    "da": "og i at du en som for med af vi på er til det et din har dig",
}
_SPELT = {code: frozenset(words.split()) for code, words in _FUNCTION_WORDS.items()}
NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ro": "Romanian",
    "pl": "Polish",
    "sv": "Swedish",
    "da": "Danish",
}
STOP_WORDS = frozenset().union(*_SPELT.values())
_CODES = {word: tuple(code for code in _SPELT if word in _SPELT[code]) for word in sorted(STOP_WORDS)}
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language named in a sentence, with a level from 1 (basic) to 5 (native); None when none is said."""

    name: str
    level: int | None


def asked(sentence: str, sure: bool = False) -> list[Spoken]:
    """Languages that a sentence speaks of as something to be spoken (not "the German market").

    `sure`: it stands under a heading of requirements, where "Spanish" alone is enough.
    """
    names = list(
        dict.fromkeys(_BY_WORD[hit.group().lower()] for hit in _WORD.finditer(sentence) if _is_name(hit.group()))
    )
    if not names or not (_SPOKEN.search(sentence) or (sure and len(sentence.split()) <= 6)):
        return []
    if re.search(
        (
            r"\b(?:market|clients?|customers?|company|office|government|embassy|cuisine|food|tax law|gaap|"
            r"markt|marché|mercado)\b"
        ),
        sentence,
        re.I,
    ) and not re.search(
        r"fluen|native|speak|sprach|kenntnisse|\b[bc][12]\b|langue|idioma|language|courant|flie", sentence, re.I
    ):
        return []
    return [Spoken(name, _level(sentence)) for name in names]


def choices(sentence: str, spoken: Sequence[Spoken], dutch: bool) -> list[tuple[Spoken, ...]]:
    """What `asked` found, those together that the sentence offers for choice: "German or English", "German/English".

    `dutch`: the text is Dutch, in which "of" means "or".
    """
    found = {each.name: each for each in spoken}
    hits = [hit for hit in _WORD.finditer(sentence) if _BY_WORD[hit.group().lower()] in found and _is_name(hit.group())]
    runs: list[list[str]] = []
    listed: list[str] = []
    """Names before the next one that only a comma divides from it: whether they are offered, a later "or" tells."""
    chosen = False
    for number, hit in enumerate(hits):
        between = sentence[hits[number - 1].end() : hit.start()] if number else ""
        either = phrases.EITHER.fullmatch(between)
        if either is not None and (
            ((either["word"] or "").lower() == "of" and not dutch)
            or (either["word"] is None and phrases.BOTH.search(sentence))
        ):
            either = None
        comma = number > 0 and phrases.COMMA.fullmatch(between) is not None
        if number and either is None and not comma:
            runs += [listed] if chosen else [[name] for name in listed]
            listed, chosen = [], False
        chosen = chosen or either is not None
        listed.append(_BY_WORD[hit.group().lower()])
    runs += [listed] if chosen else [[name] for name in listed]
    out: list[tuple[Spoken, ...]] = []
    for run in runs:
        names = [name for name in dict.fromkeys(run) if name in found]
        if names:
            out.append(tuple(found.pop(name) for name in names))
    return out


def stated(text: str) -> list[Spoken]:
    """Languages that a candidate's entry names."""
    names = list(dict.fromkeys(_BY_WORD[hit.group().lower()] for hit in _WORD.finditer(text)))
    return [Spoken(name, _level(text)) for name in names]


def written_in(text: str) -> str | None:
    """ISO 639-1 code of the language a text is written in, told by its function words; None when unclear or too short."""
    words = _LETTERS.findall(text[:2500].lower())
    if len(words) < 12:
        return None
    tally = dict.fromkeys(_SPELT, 0)
    for word in words:
        for code in _CODES.get(word, ()):
            tally[code] += 1
    counts = sorted(((count, code) for code, count in tally.items()), reverse=True)
    best, code = counts[0]
    return code if best >= len(words) * 0.12 and best > counts[1][0] * 1.15 else None


def _is_name(word: str) -> bool:
    """Whether the word stands for the language: "Italian", but not French "italien" the adjective in small letters or "Polish" the verb."""
    return word[0].isupper() or word in (
        "anglais",
        "allemand",
        "français",
        "espagnol",
        "inglés",
        "alemán",
        "francés",
        "español",
        "inglese",
        "tedesco",
        "francese",
        "spagnolo",
        "engleză",
        "germană",
        "english",
    )


def _level(sentence: str) -> int | None:
    return next((level for level, pattern in _LEVELS if pattern.search(sentence)), None)
