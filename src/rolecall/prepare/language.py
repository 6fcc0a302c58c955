"""Which of the seven languages with fixed wording a text is written in, by its commonest small words."""

from __future__ import annotations

import re
from collections import Counter

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")

_SMALL_WORDS = {
    "en": "the and of to in for with on at by from is are was were this that as an our you your we will have has",
    "de": "der die das und in von zu mit für auf bei ist sind im den dem des ein eine einer wir sie als auch nicht",
    "fr": "le la les des et de du en pour avec sur dans est sont une un au aux vous nous votre notre par que qui",
    "es": "el la los las y de del en para con por es son una un al que se su sus nuestro como más te tu",
    "pt": "o a os as e de do da dos das em no na para com por é são uma um ao que se seu sua nosso como mais você",
    "it": "il lo la i gli le e di del della dei in nel per con su è sono una un al che si suo nostro come più ti tuo",
    "nl": "de het een en van in op voor met bij is zijn aan te dat die je jij wij ons onze als ook niet naar wordt",
}
_SETS = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_FEWEST = 3
_FOREIGN = 0.3
"""Share of a text's letters from which its script tells its language: names of products stay Latin everywhere."""
_ANY = re.compile("")
_SCRIPTS = (
    (re.compile(r"[\u0400-\u04ff]"), (("ru", re.compile(r"[ыэъё]")), ("uk", re.compile(r"[іїєґ]")))),
    (re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"), (("el", _ANY),)),
    (re.compile(r"[\u0600-\u06ff]"), (("ar", re.compile(r"[ةىأإؤ]")),)),
    (re.compile(r"[\uac00-\ud7af]"), ()),
    (re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"), (("ja", re.compile(r"[\u3040-\u30ff]")), ("zh", _ANY))),
)
"""Scripts, and by which letters the languages of one are told apart."""
_BY_WORDS = {
    "pl": (
        re.compile(r"[ąęłńśźż]"),
        frozenset(["w", "z", "na", "do", "i", "oraz", "dla", "się", "przez", "ze", "od", "po", "przy", "lub", "pod"]),
    ),
    "tr": (
        re.compile(r"[ğışİ]"),
        frozenset(["ve", "ile", "bir", "için", "olarak", "bu", "da", "de", "en", "ekip", "üzerinde", "sonra", "kadar"]),
    ),
    "sv": (
        re.compile(r"[åäö]"),
        frozenset(
            ["och", "att", "för", "av", "med", "till", "på", "som", "en", "ett", "den", "är", "från", "inom", "vid"]
        ),
    ),
}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the likeliest of `LANGUAGES`; None when too few small words speak for one."""
    words = Counter(_WORD.findall(text[:20_000].casefold()))
    total = sum(words.values())
    scores = {code: sum(words[word] for word in small) for code, small in _SETS.items()}
    best = max(scores, key=lambda code: scores[code])
    runner_up = max(score for code, score in scores.items() if code != best)
    if total == 0 or scores[best] < _FEWEST or scores[best] < 0.04 * total or scores[best] <= 1.1 * runner_up:
        return None
    return best


def resume_language(text: str) -> str | None:
    """As `language_of`, of those too that only résumés are set in: told by their script, or by letters of their own and
    more of their small words than of any other; None where nothing tells.
    """
    sample = text[:20_000]
    letters = sum(char.isalpha() for char in sample)
    for script, told in _SCRIPTS:
        if letters and len(script.findall(sample)) > _FOREIGN * letters:
            return next((code for code, signs in told if signs.search(sample)), None)
    said = Counter(_WORD.findall(sample.casefold()))
    known = max(sum(said[word] for word in small) for small in _SETS.values())
    for code, (own, small) in _BY_WORDS.items():
        count = sum(said[word] for word in small)
        if count >= _FEWEST and count > known and len(own.findall(sample)) >= _FEWEST:
            return code
    return language_of(text)


def known_language(code: str | None) -> str | None:
    """`de-DE` → `de` where there is fixed wording in it, else None."""
    short = (code or "").replace("_", "-").split("-")[0].casefold()
    return short if short in LANGUAGES else None
