"""A text as words with their places, in clauses, and which two words are one word in two forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rolecall.prepare.gate.lexicon import LIGHT, NEGATIONS

_WORD = re.compile(
    r"[$€£¥]?\s?\d[\d.,'’]*(?:\u00a0\d{3})*(?<=\d)(?:\s?%|\s?[€£¥$]|[^\W\d_]*\+?|\+)?"
    r"|\.?[^\W\d_](?:[\w&'’+#./-]*[\w+#])?"
)
_ELISION = re.compile(r"(?:[ldjmtsnc]|qu|jusqu|lorsqu|dell|nell|all|sull|dall|un|quest)'(?=\w{2})", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BREAK = re.compile(r"[,;:()\[\]|•·\n“”\"]|[.!?](?=\s|$)|\s[–—-]\s")
_JOINS = frozenset(
    [
        "and",
        "und",
        "et",
        "y",
        "e",
        "ed",
        "while",
        "als",
        "which",
        "that",
        "who",
        "whereas",
        "but",
        "aber",
        "mais",
        "pero",
        "mas",
        "maar",
        "sowie",
    ]
)
_SUFFIX = re.compile(
    r"(?:isations?|izations?|ations?|itions?|ements?|ments?|ings?|ungen|ung|ities|ity|ers?|ors?|ies|ied|ed|es|s|en|em|er|"
    r"ly|te|ten|t|e|a|o|as|os|ar|er|ir|ado|ada|ados|adas|é|ée|és|ées|ção|ções|ción|ciones|zione|zioni|i|ato|ata|ati|ate|"
    r"n|d|y|r|ive|ion|ions|al|ive|ance|ence|ancy)$"
)
_IRREGULAR = {
    form: base
    for line in """
    build built;write wrote written;run ran;grow grew grown;make made;teach taught;win won;sell sold;buy bought;
    bring brought;drive drove driven;keep kept;hold held;speak spoke spoken;choose chose chosen;take took taken;
    give gave given;find found;lead led;cut cutting;set setting;begin began begun;see saw seen;know knew known;
    think thought;meet met;feed fed;spend spent;send sent;deal dealt;mean meant;leave left;lose lost;pay paid;
    stand stood;get got gotten;go went gone;draw drew drawn;break broke broken;be was were been;do did done;
    child children;person people;woman women;man men;analysis analyses;diagnosis diagnoses;datum data;criterion criteria;
    oversee oversaw overseen;undertake undertook undertaken;rebuild rebuilt;rewrite rewrote rewritten;shoot shot;
    half halves;shelf shelves;life lives;index indexes indices;medium media;quarter quarters
    """.replace("\n", "").split(";")
    for base, *forms in [line.split()]
    for form in forms
}
_ABBREVIATED = {
    form: full
    for line in """
    senior sr;junior jr;manager mgr;engineer eng engr;developer dev;department dept;university univ uni;street st;
    management mgmt;administration admin;administrator admin;assistant asst;associate assoc;international intl int'l;
    operations ops;technology tech;information info;approximately approx;database db databases;application app apps;
    application apps;production prod;environment env;configuration config;specification spec specs;average avg;
    minutes min mins;seconds sec secs;hours hrs hr;years yrs yr;months mos mo;incorporated inc;limited ltd;
    corporation corp;company co;bachelor bsc;quality-assurance qa;customers clients;million mn;kilometres km;
    kilograms kg;and &;number no;vice-president vp;people ppl;repositories repos;documentation docs;
    organisation org;certified cert;medical med;laboratory lab;telephone phone;mathematics maths math;
    intensive-care-unit icu;electrocardiogram ecg ekg;
    """.replace("\n", "").split(";")
    if line.strip()
    for full, *forms in [line.split()]
    for form in forms
}
_SPELLING = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"is(e[drs]?|ing)$"), r"iz\1"),
    (re.compile(r"our(?=s|ed|ing|al|$)"), "or"),
    (re.compile(r"([aeiou]l)l(?=ed|ing|er)"), r"\1"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"yse"), "yze"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
)
_SHORTEST = 4
_MOST_ENDING = 6


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, case folded, from `start` to `end` in the text. `clause` and `sentence` count from 0."""

    raw: str
    word: str
    start: int
    end: int
    clause: int
    sentence: int
    negated: bool


def clear(text: str) -> tuple[str, list[int]]:
    """Compatibility characters made plain and invisible ones gone, and for each character where it stood."""
    out: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        made = text[at:end] if text[at:end].isascii() else unicodedata.normalize("NFKC", text[at:end])
        made = _INVISIBLE.sub("", made).replace("’", "'").replace("‑", "-").replace("\u2010", "-")
        out.append(made)
        places.extend([at] * len(made))
        at = end
    places.append(len(text))
    return "".join(out), places


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text (as `clear` gives it) in order. A clause ends at punctuation and at words such as `and`."""
    found: list[Token] = []
    clause = sentence = at = 0
    negated = 0
    for hit in _WORD.finditer(text):
        raw = hit[0].strip().rstrip("./-")
        start = hit.start() + (len(hit[0]) - len(hit[0].lstrip()))
        between = text[at : hit.start()]
        if elided := _ELISION.match(raw):
            raw, start = raw[elided.end() :], start + elided.end()
        word = raw.casefold()
        if _BREAK.search(between) or (found and word in _JOINS):
            clause += 1
            negated = 0
        if found and re.search(r"[.!?;|\n]\s*$|[.!?]\s", between + " "):
            sentence += 1
            negated = 0
        found.append(Token(raw, word, start, start + len(raw), clause, sentence, negated > 0))
        denies = word in NEGATIONS or word.startswith("non-") or (word == "failed" and text[hit.end() :][:4] == " to ")
        negated = 7 if denies else max(0, negated - 1)
        at = start + len(raw)
    return tuple(found)


@lru_cache(maxsize=50_000)
def base(word: str) -> str:
    """A word without its commonest endings, British spelling made American, abbreviations and irregular forms resolved."""
    word = word.strip("'").removesuffix("'s")
    word = _ABBREVIATED.get(word, word)
    word = _IRREGULAR.get(word, word)
    if not word.isalpha():
        return word
    for pattern, instead in _SPELLING:
        word = pattern.sub(instead, word)
    if len(word) <= _SHORTEST:
        return word[:-1] if len(word) == _SHORTEST and word.endswith("s") and not word.endswith("ss") else word
    stem = _SUFFIX.sub("", word)
    if len(stem) >= _SHORTEST and stem[-1] == stem[-2:-1]:
        stem = stem[:-1]
    return stem if len(stem) >= _SHORTEST - 1 else word


@lru_cache(maxsize=200_000)
def alike(one: str, other: str) -> bool:
    """Whether two words are one in two forms: the same base, or a long common beginning and only endings after it."""
    if one == other:
        return True
    left, right = base(one), base(other)
    if left == right:
        return True
    if any("-" in word for word in (one, other)) and one.replace("-", "") == other.replace("-", ""):
        return True
    if not left.isalpha() or not right.isalpha() or min(len(left), len(right)) < _SHORTEST:
        return False
    common = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        common += 1
    longest = max(len(left), len(right))
    rest = (left[common:], right[common:])
    return (
        common >= max(_SHORTEST, 0.7 * longest)
        and all(len(part) <= _MOST_ENDING and (not part or _SUFFIX.fullmatch(part) is not None) for part in rest)
    ) or _german(one, other)


def _german(one: str, other: str) -> bool:
    """`leitete` and `geleitet`, `einführen` and `eingeführt`: a participle's ge- away."""
    forms = []
    for word in (one, other):
        bare = re.sub(r"^(ab|an|auf|aus|bei|ein|mit|um|vor|zu|nach)?ge(?=[a-zäöü]{3,}(?:t|en)$)", r"\1", word)
        forms.append(re.sub(r"(?:test|tet|ten|te|et|en|st|t|e)$", "", bare))
    return forms[0] == forms[1] and len(forms[0]) >= _SHORTEST


def is_light(word: str) -> bool:
    """A word that claims nothing by itself."""
    return word in LIGHT


def content(said: Sequence[Token]) -> list[Token]:
    """Words that say something."""
    return [token for token in said if token.word not in LIGHT]
