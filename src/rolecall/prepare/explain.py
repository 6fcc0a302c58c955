"""What changed and why it may stand there: the reason of each compared line, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rolecall.prepare.compare import ComparedLine, Fate, Op
from rolecall.prepare.content import Draft, FactRef, Role, Sentence, Source

_NAMES = 4


@dataclass(frozen=True, slots=True)
class Explained:
    """A compared line, the facts that allow it, and why it is as it is."""

    line: ComparedLine
    facts: tuple[FactRef, ...]
    why: str


def explain(lines: Sequence[ComparedLine], draft: Draft, *, original: bool) -> tuple[Explained, ...]:
    """Each line with its reason. `draft` is the later of the two; `original`: the earlier one is the own résumé."""
    left_out = {" ".join(gone.text.split()): gone.why for gone in draft.left_out}
    sentences = {sentence.id: sentence for sentence in draft.sentences()}
    told: dict[str, list[str]] = {}
    for fact_id, name in draft.terms:
        told.setdefault(fact_id, []).append(name)
    return tuple(
        Explained(
            line, line.after.facts if line.after else (), _why(line, left_out, sentences, told, original=original)
        )
        for line in lines
    )


def _why(
    line: ComparedLine,
    left_out: dict[str, str],
    sentences: dict[str, Sentence],
    told: dict[str, list[str]],
    *,
    original: bool,
) -> str:
    after = line.after
    if after is None:
        assert line.before is not None
        return left_out.get(line.before.text) or _GONE[original]
    if after.reworded:
        return "Worded anew by a language model, which may say nothing that the facts beside it do not say."
    if after.edited:
        return "Your own wording; each claim in it is allowed by a fact of yours."
    if (sentence := sentences.get(after.id)) is not None and after.role.startswith("letter-"):
        return _OF_SOURCE[sentence.source]
    asked = list(dict.fromkeys(name for fact in after.facts for name in told.get(fact.id, ())))
    shows = f"it shows {_listed(asked)}, which the posting asks for" if asked else ""
    if line.fate is Fate.ADDED:
        return "Made of facts of yours." if original else f"New in this version{f': {shows}' if shows else ''}."
    if line.moved:
        # What a line shows is a reason to go up, and none to go down.
        down = line.was is not None and line.now is not None and line.now > line.was
        return f"{_moved(line)}{f': {shows}' if shows and not down else ''}."
    if line.fate is Fate.CHANGED:
        return _changed(line, asked)
    return f"Word for word{f'; {shows}' if shows else ''}."


def _changed(line: ComparedLine, asked: Sequence[str]) -> str:
    words = {run.op for run in line.words}
    assert line.before is not None
    assert line.after is not None
    if sorted(_bare(line.before.text)) == sorted(_bare(line.after.text)):
        first = f": {_listed(asked)}, which the posting asks for, stand among the first" if asked else ""
        return f"The same words in another order{first}."
    if Op.IN not in words:
        return "A part was left out; the rest says more about this posting."
    if line.after.role in (Role.ENTRY, Role.LINE, Role.CONTACT, Role.LABEL):
        return "The same facts, set as this design sets them."
    return "Made of the facts beside it."


def _moved(line: ComparedLine) -> str:
    if line.was is None or line.now is None:
        return "It stands under another entry"
    return f"Moved {'up' if line.now < line.was else 'down'} from place {line.was} to {line.now}"


def _bare(text: str) -> list[str]:
    return [word.strip(",;:.|") for word in text.casefold().split()]


def _listed(names: Sequence[str]) -> str:
    shown, more = list(names[:_NAMES]), len(names) - _NAMES
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


_GONE = {True: "It is not in this package.", False: "It is not in this version."}
_OF_SOURCE = {
    Source.FACT: "Your facts, in fixed wording.",
    Source.POSTING: "Words of the posting: its title, the company, what it asks for.",
    Source.TEMPLATE: "Fixed wording that claims nothing about you.",
}
