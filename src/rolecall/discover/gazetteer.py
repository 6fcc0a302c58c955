"""Names of countries, their larger regions and well-known cities: what places in postings are read with.

The tables are `countries.tsv`, `regions.tsv` and `cities.tsv` beside this file. A name that is not in them stays text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Region:
    """A state, province or nation within a country. `code` as people write it: `CA`, `NSW`."""

    name: str
    code: str
    country: str


@dataclass(frozen=True, slots=True)
class City:
    """A city, with its region's name where the country has regions here."""

    name: str
    region: str | None
    country: str


def key(name: str) -> str:
    """How names are compared: no accents, no dots, no case, single blanks."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    return re.sub(r"[\s\-]+", " ", plain.replace(".", "").replace("’", "'").replace(" & ", " and ")).strip().casefold()


def _rows(name: str) -> Iterator[list[str]]:
    for line in files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _countries() -> tuple[Mapping[str, str], Mapping[str, str]]:
    by_key: dict[str, str] = {}
    shown: dict[str, str] = {}
    for code, names in _rows("countries.tsv"):
        options = names.split("|")
        shown[code] = options[0]
        by_key.update(dict.fromkeys((key(option) for option in options), code))
    shown["US"] = "United States"
    return by_key, shown


def _regions() -> tuple[Mapping[str, tuple[Region, ...]], Mapping[tuple[str, str], str]]:
    by_key: dict[str, tuple[Region, ...]] = {}
    names_of: dict[tuple[str, str], str] = {}
    for country, code, names in _rows("regions.tsv"):
        options = names.split("|")
        region = Region(options[0], code, country)
        names_of[country, code] = region.name
        for name in {key(option) for option in (code, *options)}:
            by_key[name] = (*by_key.get(name, ()), region)
    return by_key, names_of


def _cities(region_names: Mapping[tuple[str, str], str]) -> Mapping[str, City]:
    found: dict[str, City] = {}
    for country, region, names in _rows("cities.tsv"):
        options = names.split("|")
        city = City(options[0], region_names.get((country, region)), country)
        for option in options:
            found.setdefault(key(option), city)
    return found


COUNTRIES, COUNTRY_NAMES = _countries()
"""Key of a name → alpha-2 code; code → name to show."""
REGIONS, REGION_NAMES = _regions()
"""Key of a name or code → the regions called so; (country, code) → name."""
CITIES = _cities(REGION_NAMES)
"""Key of a name → the city people mean by it when they say no more."""
AREAS = frozenset(
    key(area)
    for area in (
        "EMEA", "APAC", "Americas", "LATAM", "Latin America", "Europe", "European Union", "EU", "North America",
        "South America", "Asia", "Asia Pacific", "Africa", "Middle East", "Worldwide", "Global", "DACH", "Nordics",
        "Benelux", "International", "Anywhere", "Oceania", "AMER", "Southeast Asia", "MENA", "ANZ", "UKI",
    )
)  # fmt: skip
"""Parts of the world that are no country: they restrict a remote posting and stay text."""
