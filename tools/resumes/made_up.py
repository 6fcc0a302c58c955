"""Made-up résumés as plain text, with every field's place and value: names, employers and schools are put together.

They are set in many ways on purpose, some of them hard to read: without headings, with titles and employers that no
list knows, with the parts of a head in any order. So rules err on them as on real files, and it is known where.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rolecall.profile.parse import lexicon

_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class MadeUp:
    """A text, and (label, start, end) of everything that was put into it, in the order it stands."""

    text: str = ""
    spans: list[tuple[str, int, int]] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.text += text

    def put(self, label: str, value: str) -> None:
        self.spans.append((label, len(self.text), len(self.text) + len(value)))
        self.text += value

    def fill(self, pattern: str, values: dict[str, tuple[str, str]]) -> None:
        """Write a pattern whose `{…}` are (label, value)."""
        for position, part in enumerate(pattern.replace("}", "{").split("{")):
            if position % 2:
                label, value = values[part]
                if label:
                    self.put(label, value)
                else:
                    self.write(value)
            else:
                self.write(part)


def made_up(seed: int) -> MadeUp:
    """The résumé of this number; the same number gives the same résumé."""
    chance = random.Random(seed)  # noqa: S311 - made-up contents, no secret
    made = MadeUp()
    gap = chance.choice(("\n", "\n\n"))
    nameless = chance.random() < 0.25
    if not nameless:
        made.put("name", f"{chance.choice(_WORDS['first'])} {chance.choice(_WORDS['last'])}")
        made.write(gap)
    if nameless or chance.random() < 0.6:
        job = _job(chance)
        if chance.random() < 0.4:
            job["position"] = ("position", job["position"][1].upper())
        made.fill(chance.choice(("{position} - {employer}\n", "{position}\n", "{position}\n\n")), job)
    made.fill(
        chance.choice(("{place} - me@mail.example\n\n", "{place} | +1 503 555 0100\n\n", "me@mail.example\n\n")),
        _job(chance),
    )
    parts = [_work, _studies, _skills]
    if chance.random() < 0.4:
        chance.shuffle(parts)
    upper = chance.random() < 0.6
    for part in parts:
        part(made, chance, gap, upper)
    return made


def _heading(made: MadeUp, chance: random.Random, names: Sequence[str], upper: bool) -> None:
    if chance.random() < 0.93:
        name = chance.choice(names)
        made.write((name.upper() if upper else name) + "\n\n")


def _work(made: MadeUp, chance: random.Random, gap: str, upper: bool) -> None:
    _heading(made, chance, ("Work Experience", "Experience", "Employment", "What I did"), upper)
    pattern = chance.choice(_WORDS["heads"])
    for _ in range(chance.randint(1, 4)):
        if chance.random() < 0.15:
            pattern = chance.choice(_WORDS["heads"])
        made.fill(pattern, _job(chance))
        made.write(gap)
        bullet = chance.choice(("• ", "- ", "", "* "))
        for _ in range(chance.randint(0, 4)):
            made.write(bullet + _deed(chance) + chance.choice(("", ".")) + "\n")
        made.write("\n")


def _studies(made: MadeUp, chance: random.Random, gap: str, upper: bool) -> None:
    _heading(made, chance, ("Education", "Academic Details", "Studies"), upper)
    pattern = chance.choice(_WORDS["studies"])
    for _ in range(chance.randint(1, 3)):
        school = chance.choice(_WORDS["schools"]).format(chance.choice(_WORDS["stems"]))
        made.fill(
            pattern,
            {
                "degree": ("degree", chance.choice(_WORDS["degrees"])),
                "level": ("degree", chance.choice(_WORDS["levels"])),
                "area": ("degree", chance.choice(_WORDS["areas"])),
                "school": ("school", school),
                "place": ("place", _place(chance)),
                "year": ("", str(chance.randint(1992, 2023))),
            },
        )
        made.write(gap + "\n")


def _skills(made: MadeUp, chance: random.Random, gap: str, upper: bool) -> None:
    _heading(made, chance, ("Skills", "Technical Skills", "Tools I know"), upper)
    groups = chance.sample(_WORDS["groups"], chance.randint(1, 4)) if chance.random() < 0.5 else [""]
    between = ", " if groups[0] else chance.choice((", ", "\n", " | "))
    for group in groups:
        if group:
            made.put("skill", group)
            made.write(": ")
        for number, skill in enumerate(chance.sample(_WORDS["skills"], chance.randint(3, 9))):
            made.write(between if number else "")
            made.put("skill", skill)
        made.write("\n")
    made.write(gap)


def _job(chance: random.Random) -> dict[str, tuple[str, str]]:
    noun = chance.choice(_NOUNS).title()
    position = (
        chance.choice(_WORDS["ranks"]) + chance.choice(_WORDS["fields"]) + noun
        if chance.random() < 0.8
        else chance.choice(_WORDS["unusual"])
    )
    employer = chance.choice(_WORDS["stems"]) + chance.choice(_WORDS["tails"])
    start = chance.randint(1998, 2021)
    month = chance.choice(_WORDS["months"])
    dates = chance.choice(
        (f"{month} {start} to Present", f"{month} {start} - {month} {start + 2}", f"{start} - {start + 1}")
    )
    return {
        "position": ("position", position),
        "employer": ("employer", employer),
        "place": ("place", _place(chance)),
        "dates": ("", dates),
    }


def _place(chance: random.Random) -> str:
    town = chance.choice(_CITIES).title() if chance.random() < 0.7 else chance.choice(_WORDS["stems"]) + "ville"
    return chance.choice((town, f"{town}, {chance.choice(_REGIONS).title()}"))


def _deed(chance: random.Random) -> str:
    one, other = chance.sample(_WORDS["skills"], 2)
    pattern: str = chance.choice(_WORDS["deeds"])
    return pattern.format(n=chance.randint(2, 90), skill=one, other=other)


_NOUNS = [word for word in lexicon.load("titles")["heads"] if word.isascii() and len(word) > 4]
_CITIES = lexicon.load("places")["cities"]
_REGIONS = lexicon.load("places")["regions"]
