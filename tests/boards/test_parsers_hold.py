"""Whatever a platform answers, its board gives a page or says that it cannot read the answer; it never breaks.

Every board, on every answer that was written for its tests, with fields dropped, renamed, retyped and filled with junk,
with pages cut and spliced anywhere, and on what is no answer at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rolecall.boards.contract import Address, Page
from rolecall.boards.outcomes import UnreadableAnswer
from rolecall.boards.registry import BOARDS
from rolecall.discover.normalise import normalise

HERE = Path(__file__).parent
FIXTURES = [
    (name, file)
    for name in BOARDS
    for file in sorted((HERE / name).glob("*"))
    if file.suffix in (".json", ".html", ".xml")
]
JSON = [pytest.param(name, file, id=f"{name}-{file.stem}") for name, file in FIXTURES if file.suffix == ".json"]
MARKUP = [pytest.param(name, file, id=f"{name}-{file.stem}") for name, file in FIXTURES if file.suffix != ".json"]
OFTEN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(
        ["", " ", "\x00", "\ud800", "9" * 400, "2026-13-45T99:99:99Z", "https://", "//]", "<b", "&#0;", "-"]
    ),
)
JUNK = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.one_of(st.text(max_size=12), st.sampled_from(["id", "title", "name", "jobs", "url"])), inner, max_size=4
        ),
    ),
    max_leaves=12,
)


def paths(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document, the document itself left out."""
    found = []
    entries = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for key, value in entries:
        found += [(*path, key), *paths(value, (*path, key))]
    return found


@st.composite
def mangled(draw: st.DrawFn, document: Any) -> Any:
    """A document after a few things happened to it."""
    document = json.loads(json.dumps(document))
    for _ in range(draw(st.integers(1, 4))):
        places = paths(document)
        if not places:
            return draw(JUNK)
        *outer, key = draw(st.sampled_from(places))
        holder = document
        for step in outer:
            holder = holder[step]
        match draw(st.sampled_from(["drop", "rename", "retype", "repeat"])):
            case "drop":
                del holder[key]
            case "rename" if isinstance(holder, dict):
                holder[draw(st.text(max_size=12))] = holder.pop(key)
            case "repeat" if isinstance(holder, list):
                holder.insert(0, holder[key])
            case _:
                holder[key] = draw(JUNK)
    return document


@st.composite
def torn(draw: st.DrawFn, text: str) -> str:
    """A page after cuts, insertions and a splice."""
    for _ in range(draw(st.integers(1, 4))):
        begin, length = draw(st.integers(0, len(text))), draw(st.integers(0, 200))
        put = draw(st.one_of(st.just(""), st.text(max_size=30), st.just(text[length : length + 200])))
        text = text[:begin] + put + text[begin + length :]
    return text


def holds(name: str, body: Any) -> Page | None:
    """What the board makes of a body, checked; None when it says that it cannot read it."""
    board = BOARDS[name]
    for address in (None, Address(name, "crumb")):
        page = None
        sentence = ""
        try:
            page = board.parse(body, address)
        except UnreadableAnswer as problem:
            sentence = str(problem)
        if page is None:
            assert sentence.endswith(".")
            assert "\n" not in sentence
            return None
        for listing in page.listings:
            assert 0 < len(listing.job_id) <= 200
            assert listing.job_id.strip() == listing.job_id
            assert listing.address.board == name
            assert listing.address.company
            assert isinstance(listing.raw, Mapping)
            posting = normalise(listing)
            assert posting.title
            assert posting.company
        for entry in page.drift:
            assert entry.problem
    board.recognises(body)
    return page


@pytest.mark.parametrize(("name", "file"), JSON)
def test_a_mangled_answer_never_breaks_its_board(name: str, file: Path) -> None:
    document = json.loads(file.read_text(encoding="utf-8"))

    @OFTEN
    @given(mangled(document))
    def check(body: Any) -> None:
        holds(name, body)

    check()


@pytest.mark.parametrize(("name", "file"), MARKUP)
def test_a_torn_page_never_breaks_its_board(name: str, file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    @OFTEN
    @given(torn(text))
    def check(body: str) -> None:
        holds(name, body)
        holds(name, body.encode("utf-8", "surrogatepass"))

    check()


@pytest.mark.parametrize("name", BOARDS)
@OFTEN
@given(body=st.one_of(JUNK, st.text(max_size=200), st.binary(max_size=200)))
def test_what_is_no_answer_never_breaks_a_board(name: str, body: Any) -> None:
    holds(name, body)


@pytest.mark.parametrize(
    ("name", "file"), [(name, file) for name, file in FIXTURES if file.name == "list.json"], ids=str
)
def test_a_posting_whose_field_is_gone_is_kept_and_the_field_reported(name: str, file: Path) -> None:
    """Of the fields that the board reads, one at a time: it says which is missing, or it knows how to do without."""
    document = json.loads(file.read_text(encoding="utf-8"))
    before = BOARDS[name].parse(document)
    said = set()
    for path in paths(document):
        if not isinstance(path[-1], str) or not any(isinstance(step, int) for step in path):
            continue
        without = json.loads(json.dumps(document))
        holder = without
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]
        try:
            page = BOARDS[name].parse(without, before.listings[0].address)
        except UnreadableAnswer:
            continue
        assert len(page.listings) >= len(before.listings), path
        if len(page.drift) > len(before.drift):
            said.add(path[-1])
    assert said, "no missing field is ever reported"
