"""An independent checker of what a package says: its words held against the raw text of the résumé, by alignment.

Written apart from the claim gate: it knows nothing of facts, entries or kinds of claims and imports nothing of them. It
reads the text as extracted from the file, before any parsing, and asks of each line of the package:

- its words: each stands in the résumé, in the posting's title or company, or in fixed wording;
- its runs: the words between fixed wording come in long runs of neighbours, not gathered from everywhere;
- its numbers: each stands in the résumé beside a neighbour that it has in the line.

Other names of one thing are allowed where both stand in a table of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W_]+")
_MONTHS = {
    name: number
    for listed in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "sept juil déc févr avr",
    )
    for number, name in enumerate(listed.split(), 1)
}
_SAME = (
    {"kubernetes", "k8s"}, {"javascript", "js"}, {"typescript", "ts"}, {"postgresql", "postgres"}, {"golang", "go"},
    {"aws", "amazon", "web", "services"}, {"gcp", "google", "cloud", "platform"}, {"ml", "machine", "learning"},
    {"ai", "artificial", "intelligence"}, {"nlp", "natural", "language", "processing"}, {"qa", "quality", "assurance"},
    {"hr", "human", "resources"}, {"ux", "user", "experience"}, {"seo", "search", "engine", "optimization"},
    {"rn", "registered", "nurse"}, {"excel", "ms", "microsoft"}, {"ci", "cd", "continuous", "integration"},
    {"b2b", "business", "to"}, {"react", "js", "reactjs"}, {"node", "js", "nodejs"}, {"oop", "object", "oriented", "programming"},
)  # fmt: skip
_PRESENT = frozenset(
    [
        "present",
        "heute",
        "aujourd",
        "hui",
        "presente",
        "atual",
        "oggi",
        "heden",
        "today",
        "current",
        "now",
        "actualidad",
    ]
)
FEWEST_PAIRS = 3


@dataclass(frozen=True)
class Finding:
    """What a line says that the sources do not."""

    line: str
    what: str
    words: str


class Sources:
    """What may be said: the résumé's raw text (with the addresses of its links), the posting's title and company, the
    fixed wording.
    """

    def __init__(self, resume: str, posting: Sequence[str], fixed: Iterable[str]) -> None:
        self.items = {item.strip().casefold() for item in re.split(r"[,;|•·\n]", resume)}
        self.resume = _tokens(resume)
        self.joined = "".join(self.resume)
        self.known = set(self.resume)
        self.pairs = set(zip(self.resume, self.resume[1:], strict=False))
        self.posting = {token for text in posting for token in _tokens(text)}
        self.fixed = {token for text in fixed for token in _tokens(text)}
        self.beside: dict[str, set[str]] = {}
        for at, token in enumerate(self.resume):
            if token[:1].isdigit():
                self.beside.setdefault(token, set()).update(self.resume[max(0, at - 4) : at + 5])

    def check(self, line: str) -> list[Finding]:
        """Everything of a line that is not in the sources."""
        found: list[Finding] = []
        said = _tokens(line)
        strange = [token for token in said if not self._allowed(token)]
        if strange:
            found.append(Finding(line, "words", " ".join(strange)))
        own = {token for token in said if token not in self.fixed | self.posting and token not in _MONTHS}
        beside = [pair for pair in zip(said, said[1:], strict=False) if own.issuperset(pair)]
        kept = sum(pair in self.pairs for pair in beside)
        if len(beside) >= FEWEST_PAIRS and kept < len(beside) / 3 and not self._list(line):
            found.append(Finding(line, "runs", f"{kept} of {len(beside)} neighbours"))
        if not found:
            found += self._numbers(line, said)
        return found

    def _allowed(self, token: str) -> bool:
        if token in self.known or token in self.fixed or token in self.posting or token in _PRESENT:
            return True
        if token in _MONTHS:
            return self._month(token)
        if any(token in group and group & self.known for group in _SAME):
            return True
        # Extraction splits and glues words: what stands in the text without blanks stands there.
        return len(token) >= 2 and token in self.joined

    def _month(self, token: str) -> bool:
        number = _MONTHS[token]
        return any(_MONTHS.get(known) == number for known in self.known) or bool(
            {f"{number}", f"{number:02d}"} & self.known
        )

    def _list(self, line: str) -> bool:
        """A list of short things, which may be put into another order."""
        parts = re.split(r"[,;·|:]", line)
        return len(parts) >= 3 and sum(len(part.split()) for part in parts) / len(parts) <= 4

    def _item(self, token: str, line: str) -> bool:
        """Whether a number is a whole item of a list, here and in the résumé: then it has no neighbour to compare."""
        return token in self.items and token in {item.strip().casefold() for item in re.split(r"[,;|•·:]", line)}

    def _numbers(self, line: str, said: Sequence[str]) -> list[Finding]:
        for at, token in enumerate(said):
            if not token[:1].isdigit() or token in self.posting or token in self.fixed:
                continue
            if re.fullmatch(r"(?:19|20)\d\d|0?[1-9]|1[0-2]", token) and ("|" in line or "(" in line or "–" in line):
                continue
            if self._item(token, line):
                continue
            beside = self.beside.get(token)
            around = {*said[max(0, at - 2) : at], *said[at + 1 : at + 3]}
            if beside is not None and around and not around & (beside | self.posting | self.fixed):
                return [Finding(line, "number", token)]
        return []


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff]", "", plain)
    # A word hyphenated over a line's end is one word; both readings are kept by joining without the hyphen.
    return _TOKEN.findall(re.sub(r"(?<=\w)-\n(?=\w)", "", plain))
