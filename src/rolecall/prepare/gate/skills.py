"""Skills as they are written, and which two spellings name one thing: `K8s` is Kubernetes, OpenShift is not.

The taxonomy counts neighbours and parts as one skill where that helps a score. A claim needs more: the same name in
another spelling, by a rule of how names are shortened, or by the short list in `relevance`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rolecall.match.queries import skills_named
from rolecall.prepare.gate.tokens import alike
from rolecall.prepare.relevance import spellings

_GLUE = re.compile(r"[\s.\-/_]+")
_FEWEST = 4


@lru_cache(maxsize=20_000)
def named(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where a text names a skill: start, end, and the name in the taxonomy; the longest name at each place."""
    longest = {(start, end): name for start, end, name in skills_named(text)}
    return tuple((start, end, name) for (start, end), name in sorted(longest.items()))


@lru_cache(maxsize=100_000)
def same_name(one: str, other: str) -> bool:
    """Whether two spellings (any case) name one thing."""
    left, right = one.casefold().strip(), other.casefold().strip()
    if left == right or _squash(left) == _squash(right):
        return True
    if spellings(left) & spellings(right):
        return True
    short, long = sorted((left, right), key=len)
    if _acronym(short, long) or _numeronym(short, long):
        return True
    if len(short) >= _FEWEST and long in {f"{short}ql", f"{short}sql", f"{short}db"}:
        return True
    if "js" in long and _squash(long) == _squash(short) + "js":
        return True
    ours, theirs = left.split(), right.split()
    return len(ours) == len(theirs) and all(
        a == b or (len(a) > _FEWEST and a.isalpha() and b.isalpha() and alike(a, b))
        for a, b in zip(ours, theirs, strict=True)
    )


@lru_cache(maxsize=50_000)
def _squash(name: str) -> str:
    return _GLUE.sub("", name)


def _acronym(short: str, long: str) -> bool:
    """`NLP` of natural language processing; two letters at least."""
    parts = [part for part in re.split(r"[\s/-]+", long) if part not in {"of", "and", "the", "for", "de", "&"}]
    letters = re.sub(r"[^a-z0-9]", "", short)
    return len(parts) >= 2 and len(letters) >= 2 and " " not in short and letters == "".join(part[0] for part in parts)


def _numeronym(short: str, long: str) -> bool:
    """`k8s`, `i18n`: first letter, number of letters between, last letter."""
    shape = re.fullmatch(r"([a-z])(\d{1,2})([a-z])", short)
    return bool(
        shape and long.isalpha() and len(long) == int(shape[2]) + 2 and (long[0], long[-1]) == (shape[1], shape[3])
    )
