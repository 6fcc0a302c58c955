"""Text from outside is data: what in it tries to steer a reader, hides from one, or is only there to be counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from rolecall.match.taxonomy import Mention, Taxonomy, lowered

_TOP = (
    r"(?:\b100\b|\b9[05-9]\b|\b10\s?/\s?10\b|\bmax\w*|\bhighest\b|\bperfect\b|\btop\b|\bhigh(?:ly)?\b|"
    r"\bstrong(?:ly)?\b|\bexcellent\b|\bhöchst\w*)"
)
_SCORE = r"(?:scor(?:e|es|ed|ing)|rat(?:e|ed|ing)|rank(?:ed|ing)?|grade|bewerte\w*|punkte|puntúa\w*)"

_INSTRUCTIONS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (tuple(needs.split("|")), re.compile(pattern, re.MULTILINE))
    for needs, pattern in (
        (
            "ignore|disregard|forget|override|bypass",
            (
                r"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:previous|prior|above|"
                r"earlier|preceding|all|any|your)\b[^.\n]{0,30}\b(?:instructions?|prompts?|guidelines?|"
                r"directions)\b"
                r"|\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:previous|prior|above|"
                r"earlier|preceding|your)\b[^.\n]{0,30}\b(?:rules?|criteria|requirements)\b"
            ),
        ),
        (
            "anweisung|instruktion",
            r"\b(?:ignorier\w*|vergiss|missachte)\b[^.\n]{0,50}\b(?:anweisung\w*|instruktion\w*)",
        ),
        (
            "consigne|ignorez les instructions|ignore les instructions|oubliez les|ignorez toutes",
            (
                r"\b(?:ignore[zr]?|oublie[zr]?|ne tene?z pas compte)\b[^.\n]{0,50}\b(?:instructions?|"
                r"consignes?)\b"
            ),
        ),
        ("instrucciones|indicaciones", r"\b(?:ignora|ignore|olvida)\b[^.\n]{0,50}\b(?:instrucciones|indicaciones)\b"),
        (
            "istruzioni|instruções|instructies",
            r"\b(?:ignora|dimentica|ignore|negeer)\b[^.\n]{0,50}\b(?:istruzioni|instruções|instructies)\b",
        ),
        (
            "score|rating| rank|grade",
            (
                rf"\b(?:give|assign|award|return|output|respond with)\b[^.\n]{{0,50}}\b(?:score|rating|"
                rf"rank|grade)\b[^.\n]{{0,30}}{_TOP}"
            ),
        ),
        (
            "score |score:|scoring |scored | rate |\nrate |rate this|rated | rank |rank this|grade |bewerte",
            (
                rf"(?:^|(?<=[.!?:;\s]))(?:please |always |must |should |you )?{_SCORE} (?:this|me|him|her|"
                rf"them|every|all|as|it|the|diese\w*)\b"
                rf"(?: (?:candidate|applicant|job|posting|role|resume|résumé|cv|profile|match|application|"
                rf"one|position|stelle|as|at|with|mit|a|an|the|=|:))*\s*{_TOP}"
            ),
        ),
        (
            (
                "perfect match|perfect fit|perfect candidate|perfect-|ideal match|ideal fit|ideal "
                "candidate|best match|best fit|best candidate|strong match|strong fit|strong "
                "candidate|excellent match|excellent fit|excellent candidate|100% match|100 % match|100% "
                "fit"
            ),
            (
                r"\b(?:mark|treat|classify|label|flag|consider) (?:this|me|it|the|him|her|them|"
                r"every)\b[^.\n]{0,40}\b(?:perfect|ideal|best|strong|excellent|100\s?%)[- ](?:match|fit|"
                r"candidate)\b"
            ),
        ),
        (
            (
                "to ai|for ai|to all ai|to the ai|to any ai|for all ai|for any ai|to llm|for "
                "llm|language model|to bots|for bots|automated|chatgpt|gpt|für ki|an ki|für alle ki|an "
                "alle ki|an ai|an llm|a bot|you are ai|are now|you are scoring|you are ranking|assistants"
            ),
            (
                r"\b(?:attention|note|message|instructions?|hinweis) (?:to|for|an|für) (?:the |any |all |"
                r"alle )?(?:ai|llms?|language models?|bots?|automated|chatgpt|gpt|ki|ai assistants?)\b"
                r"|\bas an? (?:ai|large language|language) (?:model|assistant|recruiter|system)\b|"
                r"\byou are (?:now )?(?:an? )?(?:ai|llm|language model|chatgpt|ai assistant|scoring|"
                r"ranking)\b"
                r"|\bif you are an? (?:ai|llm|language model|bot)\b"
            ),
        ),
        (
            (
                "system:|system :|assistant:|assistant :|system prompt|jailbreak|prompt "
                "injection|im_start|<|[inst]|[/inst]"
            ),
            (
                r"\b(?:system prompt|jailbreak|prompt injection)\b|^\s*(?:#+\s*)?(?:system|assistant)\s*:|"
                r"<\|?(?:im_start|system|endoftext)\|?>|\[/?inst\]"
            ),
        ),
        (
            "scored|rated|ranked",
            (
                r"\b(?:must|should|always|shall) (?:be )?(?:scored|rated|ranked) (?:as |at |with )?(?:100|"
                r"the highest|first|perfect|10\s?/\s?10)"
            ),
        ),
        ("all requirement", r"\ball requirements? (?:are|is) (?:already |hereby )?(?:met|satisfied|fulfilled)\b"),
        (
            "approve th|shortlist th|advance th|recommend th",
            (
                r"\b(?:approve|shortlist|advance|recommend) (?:this|the) (?:candidate|applicant|"
                r"application|posting|job)\b[^.\n]{0,30}\b(?:immediately|automatically|without|regardless|"
                r"unconditionally)\b"
            ),
        ),
    )
)
"""(one of these stands in the lower-cased text, then look closer): the words that address a machine and not a reader."""

_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<tag>span|div|p|font|section|li|td|strong|em|b|i)\b[^>]*(?:display\s*:\s*none|"
    r"visibility\s*:\s*hidden|font-size\s*:\s*0*(?:\.\d+)?[01]?(?:px|pt|em)?\s*[;\"']|"
    r"opacity\s*:\s*0(?:\.0+)?\s*[;\"']|color\s*[:=]\s*[\"']?\s*(?:white|#fff(?:fff)?\b|"
    r"rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))|\shidden\b)[^>]*>.*?</(?P=tag)>",
    re.IGNORECASE | re.DOTALL,
)
_INVISIBLE = re.compile("[\U000e0000-\U000e007f]+|[\u200b\u200c\u200d\u2060\ufeff]{4,}")

STUFFED_SKILLS = 25
"""So many skills in one line, with hardly a word between them, are a pile of keywords and not a sentence."""
STUFFED_SHARE = 0.6
STUFFED_REPEATS = 8
"""A word repeated so often within one line that it makes a third of it."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """`text` has the same length as what came in; what does not count is blank in it. `notices` are plain sentences."""

    text: str
    notices: tuple[str, ...]
    mentions: tuple[Mention, ...]
    """The skills that the remaining text names."""


def guard(text: str, taxonomy: Taxonomy, whose: str = "The posting") -> Guarded:
    """Blank hidden text, instructions to a reader's machine, and piles of keywords; say in `notices` what was found."""
    notices: list[str] = []
    hidden = _hidden(text)
    if hidden:
        notices.append(f"{whose} holds hidden text ({_count(hidden)}); it was not counted.")
        text = blank(text, hidden)
    told = sorted({_sentence_around(text, *span) for span in _instructions(text)})
    if told:
        quote = " ".join(text[told[0][0] : told[0][1]].split())[:160]
        notices.append(
            f"{whose} holds an instruction meant for a machine; it was not followed and not counted: “{quote}”"
        )
        text = blank(text, told)
    mentions = taxonomy.mentions(text)
    piles = _piles(text, mentions)
    if piles:
        notices.append(f"{whose} holds a pile of keywords ({_count(piles)}); it was not counted.")
        text = blank(text, piles)
        mentions = [mention for mention in mentions if not any(start <= mention.start < end for start, end in piles)]
    return Guarded(text, tuple(notices), tuple(mentions))


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the spans as spaces; line breaks stay, so lines and offsets stay true."""
    for start, end in spans:
        text = text[:start] + "".join("\n" if letter == "\n" else " " for letter in text[start:end]) + text[end:]
    return text


def _hidden(text: str) -> list[tuple[int, int]]:
    marked = [hit.span() for hit in _HIDDEN.finditer(text)] if "<" in text else []
    if not text.isascii() and (
        any(sign in text for sign in "\u200b\u200c\u200d\u2060\ufeff") or max(text) >= "\U000e0000"
    ):
        marked += [hit.span() for hit in _INVISIBLE.finditer(text)]
    return sorted(marked)


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    first = max((text.rfind(stop, 0, start) for stop in (". ", "! ", "? ", "\n")), default=-1)
    ends = [at for stop in (". ", "! ", "? ", "\n") if (at := text.find(stop, end)) >= 0]
    last = min(ends, default=len(text))
    return (0 if first < 0 else first + 1), min(len(text), last + (0 if last < len(text) and text[last] == "\n" else 1))


def _instructions(text: str) -> Iterator[tuple[int, int]]:
    lower = lowered(text)
    automaton, owners = _triggers()
    for number in sorted({owners[index] for index, _, _ in automaton.find_matches_as_indexes(lower, overlapping=True)}):
        yield from (hit.span() for hit in _INSTRUCTIONS[number][1].finditer(lower))


@cache
def _triggers() -> tuple[AhoCorasick, tuple[int, ...]]:
    """All words of `_INSTRUCTIONS`, searched in one pass, with the number of the pattern each belongs to."""
    listed = [(need, number) for number, (needs, _) in enumerate(_INSTRUCTIONS) for need in needs]
    automaton = AhoCorasick([need for need, _ in listed], matchkind=MatchKind.Standard)
    return automaton, tuple(number for _, number in listed)


def _piles(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        if len(line) <= 150:
            continue
        words = [word for word in line.lower().split() if len(word) > 2]
        if not words:
            continue
        inside = [each for each in mentions if start <= each.start < at] if len(mentions) >= STUFFED_SKILLS else []
        few = len(set(words)) * 4 <= len(words) * 3
        most = Counter(word.strip(",;.") for word in words if len(word) > 3).most_common(1) if few else []
        repeated = bool(most) and most[0][1] >= STUFFED_REPEATS and most[0][1] * 3 >= len(words)
        covered = sum(mention.end - mention.start for mention in inside)
        if repeated or (len(inside) >= STUFFED_SKILLS and covered >= STUFFED_SHARE * sum(map(len, words))):
            out.append((start, at))
    return out


def _count(spans: list[tuple[int, int]]) -> str:
    return "1 place" if len(spans) == 1 else f"{len(spans)} places"
