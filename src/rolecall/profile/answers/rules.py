"""What a form's question asks for, by its words: synonyms in seven languages, and what takes them back.

`questions.tsv` has one wording a line: the kind of answer, how the words stand (whole: the label says nothing else;
part: anywhere in it; never: takes both back), and the words as a regular expression on folded labels (`fold.folded`).
A wording is right about few labels rather than nearly right about many.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files

from rolecall.profile.answers.kinds import Name


@dataclass(frozen=True, slots=True)
class Rule:
    """The wordings of one kind."""

    name: Name
    whole: re.Pattern[str]
    part: re.Pattern[str]
    never: re.Pattern[str]


FOLLOW_UP = re.compile(
    r"^(?:if (?!hired|offered|selected|successful|chosen|employed|you are (?:hired|offered|selected|chosen)|necessary)|"
    r"wenn (?:ja|nein)|falls |si (?:oui|non|la respuesta|tu respuesta|respondi)|em caso|se (?:sim|nao|si|no) |in caso|"
    r"zo ja|indien )|(?:please|bitte) (?:explain|specify|describe|elaborate|erlautern)|which (?:type|kind) of visa|"
    r"current visa|visa (?:status|type)"
)
"""Asks for more about another answer."""
CONSENT = re.compile(
    r"(?<!\w)(?:i (?:agree|consent|acknowledge|certify|confirm|understand|authori[sz]e|accept|declare|hereby)|"
    r"do you (?:agree|consent)|privacy (?:policy|notice)|terms (?:and|of)|ich (?:willige|stimme|bestatige|akzeptiere)|"
    r"datenschutz|j'accepte|acepto|aceito|accetto|acconsento|ik ga akkoord)"
)
NOT = re.compile(
    r"(?<!\w)(?:not|never|n't|don't|cannot|nicht|kein\w*|ne|pas|sans|sin|sem|senza|non|nao|zonder|niet|geen|ohne|without|"
    r"unable|unwilling)(?!\w)"
)
"""Turns a question around, or adds a condition to it."""
NO_SPONSOR = re.compile(
    r"(?:without|no|not (?:need|require)\w*|not now|free of|ohne|sans|sin|sem|senza|zonder)\b.{0,60}"
    r"(?:sponsor|visa\b|visum|visto|restriction|einschrankung|patrocin)|any employer|unrestricted|"
    r"permanent(?:ly)? (?:right|authori|work)|indefinite"
)
"""The right to work, and that without anybody's help."""
DECLINES = re.compile(
    r"declin|prefer not|rather not|(?:do not|don't|not) (?:wish|want|choose)|choose not|not to (?:answer|say|disclose|"
    r"self|identify|specify|share|declare|respond)|undisclosed|keine angabe|nicht angeben|nicht beantworten|"
    r"(?:souhaite|prefere|desire|veux) (?:pas|ne pas)|non (?:communique|precise)|pref(?:iero|iro|ero|eriria) no|"
    r"prefir?o nao|prefer(?:isco|irei) non|no (?:deseo|quiero)|nao (?:desejo|quero)|non (?:desidero|voglio)|"
    r"liever niet|wil ik niet|zeg ik niet"
)


_YOUR = r"(?:your |ihre? |votre |tu |su |sua |seu |il tuo |jouw |uw )?"
_NEVER = r"(?!)"


def _read() -> tuple[Rule, ...]:
    words: dict[tuple[str, str], list[str]] = defaultdict(list)
    with (files(__package__) / "questions.tsv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            words[row["kind"], row["how"]].append(row["words"])

    def pattern(name: Name, how: str, before: str) -> re.Pattern[str]:
        said = words[name, how]
        return re.compile(f"{before}(?:{'|'.join(said)})" if said else _NEVER)

    return tuple(
        Rule(name, pattern(name, "whole", _YOUR), pattern(name, "part", r"(?<!\w)"), pattern(name, "never", ""))
        for name in Name
        if name is not Name.CUSTOM
    )


RULES = _read()
