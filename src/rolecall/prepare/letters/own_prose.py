"""Prose of the candidate's own in a letter, held against their facts more strictly than an edit of a line.

An edit stands beside the line it came from; here nothing says which fact is meant. So what one sentence claims of deeds
and numbers must stand together in one fact: `Led 4 people` and `cut it to 900 ms` do not make `I led 900 people`.
"""

from __future__ import annotations

from collections.abc import Iterable

from rolecall.prepare.claim_kinds import claims_in, entails
from rolecall.prepare.claims import Gate, Unsupported
from rolecall.profile.queries import Fact

_BOUND = frozenset({"number", "action", "title", "degree", "certificate", "superlative"})


def unsupported(text: str, gate: Gate, facts: Iterable[Fact]) -> tuple[Unsupported, ...]:
    """What of a sentence no fact allows; empty when all is well."""
    missing = gate.check_edit(text).unsupported
    bound = [claim for claim in claims_in(text) if claim.kind in _BOUND]
    numbers = [claim for claim in bound if claim.kind == "number"]
    if missing or not numbers or len(bound) < 2 or any(all(entails(fact, c) for c in bound) for fact in facts):
        return missing
    said = ", ".join(f"“{claim.text}”" for claim in bound)
    return (Unsupported("number", numbers[0].text, f"No single fact of yours says {said} together."),)
