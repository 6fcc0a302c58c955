"""The language of a posting from its own words: writing system first, then the commonest small words. ISO 639-1."""

from __future__ import annotations

import re

SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
SMALL_WORDS = {
    "en": "the and of to in you we our with for is are your will as on this be have or",
    "de": "und die der du mit wir in für von den das ist sie eine im ein zu als bei auf unser deine",
    "fr": "et de la les des vous nous le en pour une dans notre avec est du un votre sur au aux",
    "es": "y de la el los en para con que las una un por del es tu nuestro se como experiencia",
    "pt": "e de a o em para com que os uma um do da no na as por você nossa são",
    "it": "e di il la per con in le dei del un una che i nel della sono gli nostro alla",
    "nl": "en de het een van je wij met voor in op te is aan onze bij jij dat zijn ons",
    "sv": "och att i en för som med av du vi på är det till den ett vår om har",
    "da": "og at i en for som med af du vi på er det til den et vores om har",
    "pl": "i w z na do się oraz dla nie jest praca od przez jako są nasz ciebie pracy po",
    "cs": "a v na s se pro je do nebo že jsme jako nás práce s od tebe naše",
    "ro": "și de în la cu pentru o un este din sau care pe noi tău experiență",
    "tr": "ve bir için ile bu olarak da de en iş çok olan veya gibi",
    "fi": "ja on että sekä tai kanssa olemme sinulla meillä työ ovat mukaan",
}
OWN = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}
BY_WORD: dict[str, tuple[str, ...]] = {}
for _language, _words in OWN.items():
    for _word in _words:
        BY_WORD[_word] = (*BY_WORD.get(_word, ()), _language)
SAMPLE = 700
FEWEST_HITS = 8
SCRIPT_SHARE = 0.1


def language_of(text: str, told: str | None = None) -> str | None:
    """What the words say when they say it clearly, else what the board told, else None. `told` may be `en-GB`."""
    sample = text[:SAMPLE]
    wide = 0 if sample.isascii() else len(sample) - len(sample.encode("ascii", "ignore"))
    if wide > SCRIPT_SHARE * len(sample):
        for language, script in SCRIPTS:
            if len(script.findall(sample)) > SCRIPT_SHARE * len(sample):
                return language
    hits = dict.fromkeys(OWN, 0)
    for word in sample.lower().split():
        if word in BY_WORD:
            for language in BY_WORD[word]:
                hits[language] += 1
    first = max(hits, key=hits.__getitem__)
    most = hits.pop(first)
    if most >= FEWEST_HITS and most > 1.2 * max(hits.values()):
        return first
    code = (told or "").strip().lower()[:2]
    return code if code.isalpha() and len(code) == len("en") else None
