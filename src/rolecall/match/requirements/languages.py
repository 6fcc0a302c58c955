"""Human languages: which a sentence names and how well, and in which language a text is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rolecall.discover.queries import said, said_words
from rolecall.match.requirements import phrases

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
_APART = {code: " " for code in range(128) if not chr(code).isalpha()}
"""Makes blanks of all that `_LETTERS` takes for none, in a text of ASCII: six times as fast as looking for the words."""


def choices(sentence: str, spoken: Sequence[said.Spoken], dutch: bool) -> list[tuple[said.Spoken, ...]]:
    """What `asked` found, those together that the sentence offers for choice: "German or English", "German/English".

    `dutch`: the text is Dutch, in which "of" means "or".
    """
    if not spoken:
        return []
    found = {each.name: each for each in spoken}
    hits = [
        hit
        for hit in said_words.LANGUAGE.finditer(sentence)
        if said_words.LANGUAGE_BY_WORD[hit.group()] in found and said.is_language(sentence[hit.start() : hit.end()])
    ]
    runs: list[list[str]] = []
    listed: list[str] = []
    """Names before the next one that only a comma divides from it: whether they are offered, a later "or" tells."""
    chosen = False
    for number, hit in enumerate(hits):
        between = sentence[hits[number - 1].end() : hit.start()] if number else ""
        either = phrases.EITHER.fullmatch(between)
        if either is not None and (
            ((either["word"] or "") == "of" and not dutch) or (either["word"] is None and phrases.BOTH.search(sentence))
        ):
            either = None
        comma = number > 0 and phrases.COMMA.fullmatch(between) is not None
        if number and either is None and not comma:
            runs += [listed] if chosen else [[name] for name in listed]
            listed, chosen = [], False
        chosen = chosen or either is not None
        listed.append(said_words.LANGUAGE_BY_WORD[hit.group()])
    runs += [listed] if chosen else [[name] for name in listed]
    out: list[tuple[said.Spoken, ...]] = []
    for run in runs:
        names = [name for name in dict.fromkeys(run) if name in found]
        if names:
            out.append(tuple(found.pop(name) for name in names))
    return out


def stated(text: str) -> list[said.Spoken]:
    """Languages that a candidate's entry names."""
    names = list(dict.fromkeys(said_words.LANGUAGE_BY_WORD[hit.group()] for hit in said_words.LANGUAGE.finditer(text)))
    return [said.Spoken(name, said.spoken_level(text)) for name in names]


def written_in(text: str) -> str | None:
    """ISO 639-1 code of the language a text is written in, told by its function words; None when unclear or too short."""
    beginning = text[:2500].lower()
    words = beginning.translate(_APART).split() if beginning.isascii() else _LETTERS.findall(beginning)
    if len(words) < 12:
        return None
    tally = dict.fromkeys(_SPELT, 0)
    for word, times in Counter(words).items():
        for code in _CODES.get(word, ()):
            tally[code] += times
    counts = sorted(((count, code) for code, count in tally.items()), reverse=True)
    best, code = counts[0]
    return code if best >= len(words) * 0.12 and best > counts[1][0] * 1.15 else None
