"""Two postings held against each other: whether they are one job, and everything that speaks for and against it.

What is never merged by itself: different ranks, years, openings, requisition numbers, kinds of place. Without a number
or a page in common, the same title is not enough: the texts must say the same, too. See docs/duplicates.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rolecall.discover.alike import company_names, copy_key, key_of, overlap, page_of, requisition
from rolecall.discover.posting import Posting, Workplace
from rolecall.discover.ranks import ranks_contradict, ranks_differ, ranks_of, terms_differ, translated
from rolecall.discover.signals import Signal, signal
from rolecall.discover.texts import contained, similarity

SAME_TEXT = 0.85
"""Shared share of four-word runs from which two texts say the same."""
RELATED_TEXT = 0.6
"""The same for two differing titles under one number."""
COPIED_TEXT = 0.8
"""Share of the shorter text that stands in the other from which it was copied: agencies add words of their own."""
TITLE_OVERLAP = 0.5
"""Share of words that differing titles under one number or on one page have in common at least."""
ONE_PLACE_OVERLAP = 0.33
"""The same where they are in one place under the platform's own opening."""
TOGETHER = 2
"""Seconds between publications of one job in several places."""

SAME_SEASON = 75
"""Days between two lists' dates of one job, at most: the same title a year later is another year's job."""

Evidence: TypeAlias = Literal["number", "page", "words"]
"""What two postings are taken for one job by: the employer's number, the same page, or title and text alone."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`kind`: `same` is merged; `agency` and `opening` are linked, and both shown; None is neither."""

    kind: Literal["same", "agency", "opening"] | None
    signals: tuple[Signal, ...] = ()
    against: tuple[Signal, ...] = ()

    @property
    def same(self) -> bool:
        """Whether they are one job."""
        return self.kind == "same"


def compare(one: Posting, other: Posting) -> Comparison:
    """Whether two postings are one job. Quick: it stops at the first thing that settles it."""
    board = same_board(one, other)
    if board and one.job_id == other.job_id:
        return Comparison("same", (signal("board_id", f"Both are posting {one.job_id} of the same board."),))
    page = not board and _same_page(one, other)
    if not board and not company_names(one.company) & company_names(other.company):
        return _other_company(one, other, page=page)
    if board and one.opening_id and other.opening_id:
        if one.opening_id != other.opening_id:
            return Comparison(None, (), (_other_opening(),))
        return _numbered(one, other, signal("opening", f"The board files both under the opening {one.opening_id}."))
    if page:
        return _on_one_page(one, other)
    numbers = requisition(one), requisition(other)
    if numbers[0] and numbers[0] == numbers[1]:
        told = signal("requisition", f"Both carry the requisition number {one.requisition_id}.")
        return _numbered(one, other, told)
    return _by_words(one, other)


def explain(one: Posting, other: Posting) -> Comparison:
    """The same verdict with everything that speaks for and against it, for a person who is about to decide."""
    verdict = compare(one, other)
    found = {each.signal: each for each in (*verdict.signals, *_alike(one, other))}
    against = {each.signal: each for each in (*verdict.against, *conflicts(one, other, "number"))}
    return Comparison(verdict.kind, tuple(found.values()), tuple(against.values()))


def same_board(one: Posting, other: Posting) -> bool:
    """Whether both stand on the board of one company."""
    return one.board == other.board and one.board_company.casefold() == other.board_company.casefold()


def conflicts(one: Posting, other: Posting, evidence: Evidence) -> Iterator[Signal]:
    """What forbids a merge, however alike two postings are."""
    numbers = requisition(one), requisition(other)
    if all(numbers) and numbers[0] != numbers[1]:
        yield signal("other_requisition", "The requisition numbers differ.")
    if same_board(one, other) and one.opening_id and other.opening_id and one.opening_id != other.opening_id:
        yield _other_opening()
    # Two lists that point to one page describe it in their own words, one of them in fewer.
    differ = ranks_contradict if evidence == "page" else ranks_differ
    if differ(one.title, other.title):
        yield signal("other_level", f"The titles name different levels: {_ranks(one)} and {_ranks(other)}.")
    if terms_differ(one.title, other.title):
        yield signal("other_term", "The titles name different years or seasons.")
    if evidence != "page" and kinds_differ(one, other, evidence):
        yield signal("other_kind_of_place", "One is done remotely, the other is not.")


def kinds_differ(one: Posting, other: Posting, evidence: Evidence) -> bool:
    """Whether one is remote and the other is not.

    Under the employer's own number a place that says nothing of it may be either: only what is said to be on site or
    hybrid differs from remote. By words alone, a place that does not say remote is not.
    """
    kinds = {_kind(one), _kind(other)}
    return kinds == {"remote", "presence"} or (evidence == "words" and kinds == {"remote", "unsaid"})


def _kind(posting: Posting) -> Literal["remote", "presence", "unsaid", "both", "nowhere"]:
    remote = [place.remote for place in posting.locations]
    if (remote and all(remote)) or (not remote and posting.workplace is Workplace.REMOTE):
        return "remote"
    if any(remote) or posting.workplace is Workplace.REMOTE:
        return "both"
    if posting.workplace is not None:
        return "presence"
    return "unsaid" if remote else "nowhere"


def _numbered(one: Posting, other: Posting, told: Signal) -> Comparison:
    """Under one number. Employers also collect quite different jobs under one, so the titles must agree, too."""
    kind: Literal["opening"] | None = "opening" if told.signal == "opening" else None
    if conflict := next(conflicts(one, other, "number"), None):
        return Comparison(kind, (told,), (conflict,))
    if key_of(one) == key_of(other):
        return Comparison("same", (told, *_shared(one, other)))
    if (one.language and other.language and one.language != other.language) or translated(one.title, other.title):
        return Comparison("same", (told, signal("translated", "The titles are in two languages."), *_where(one, other)))
    alike = similarity(one.text, other.text)
    # Employers try several titles for one opening in one place.
    enough = ONE_PLACE_OVERLAP if kind and cities(one) & cities(other) else TITLE_OVERLAP
    akin = overlap(one, other) >= enough
    if alike is not None:
        if alike < (RELATED_TEXT if akin else SAME_TEXT):
            apart = signal("other_text", f"The titles differ, and the texts are only {alike:.0%} alike.")
            return Comparison(kind, (told,), (apart,))
        return Comparison("same", (told, _same_text(alike), *_where(one, other)))
    if not akin:
        return Comparison(kind, (told,), (signal("other_title", "The titles have too little in common."),))
    return Comparison("same", (told, signal("alike_title", "The titles are much alike."), *_where(one, other)))


def _on_one_page(one: Posting, other: Posting) -> Comparison:
    told = signal("page", "Both lead to the same page.")
    if conflict := next(conflicts(one, other, "page"), None):
        return Comparison(None, (told,), (conflict,))
    return Comparison("same", (told, *_shared(one, other)))


def _other_company(one: Posting, other: Posting, *, page: bool) -> Comparison:
    """Another name. The same page with the same title is one job all the same: an employer has several names. A copy of
    the text under the same title is an agency's, or another portal's.
    """
    apart = signal("other_company", "The companies differ.")
    if page and (key_of(one) == key_of(other) or overlap(one, other) >= TITLE_OVERLAP):
        return _on_one_page(one, other)
    if key_of(one) == key_of(other) and copy_key(one) is not None:
        share = contained(one.text, other.text)
        if share is not None and share >= COPIED_TEXT and not ranks_differ(one.title, other.title):
            copied = signal("text", f"{share:.0%} of the text stands in the other, under the name of another company.")
            return Comparison("agency", (copied, signal("title", "The titles are the same.")), (apart,))
    return Comparison(None, (), (apart,))


def _by_words(one: Posting, other: Posting) -> Comparison:
    if key_of(one) != key_of(other):
        return Comparison(None, (), (signal("other_title", "The titles differ."),))
    if conflict := next(conflicts(one, other, "words"), None):
        return Comparison(None, (), (conflict,))
    alike = similarity(one.text, other.text)
    if alike is None:
        return _without_texts(one, other)
    if alike < SAME_TEXT:
        title = signal("title", "The titles are the same.")
        return Comparison(None, (title,), (signal("other_text", f"The texts are only {alike:.0%} alike."),))
    return Comparison("same", (_same_text(alike), *_shared(one, other)))


def _without_texts(one: Posting, other: Posting) -> Comparison:
    """Lists without texts. On one board, one job put up for several places is published in one go, under one title.
    On two boards, one title in one place is one job, unless their pages are two of one site: a board hardly lists a job
    twice for the same place.
    """
    title = signal("title", "The titles are the same.")
    if not same_board(one, other):
        if other_page(one, other):
            return Comparison(None, (title,), (signal("other_page", "They are two pages of one site."),))
        days = (_seconds_apart(one, other) or 0) / 86_400
        if days > SAME_SEASON:
            late = signal("other_time", f"They were published {days:.0f} days apart.")
            return Comparison(None, (title,), (late,))
        where = cities(one) & cities(other)
        if where or not (one.locations and other.locations):
            twice = signal("listed_twice", "Two boards show the same title of the same company.")
            place = [signal("place", f"Both are in {', '.join(sorted(where))}.")] if where else []
            return Comparison("same", (twice, *place))
    elif (apart := _seconds_apart(one, other)) is not None and apart <= TOGETHER:
        listed = other_page(one, other) and not page_of(one).startswith(one.board)  # in somebody's list of links
        if one.title == other.title and one.locations != other.locations and not listed:
            together = signal("published_together", f"They were published {apart:.0f} seconds apart.")
            return Comparison("same", (together, *_shared(one, other)))
    return Comparison(None, (title,), (signal("nothing_shown", "Without texts nothing shows that it is one job."),))


def cities(posting: Posting) -> frozenset[str]:
    """The places as far as two boards would write them alike."""
    return frozenset(place.city or place.region or place.country or place.text for place in posting.locations)


def _alike(one: Posting, other: Posting) -> Iterator[Signal]:
    """Everything that two postings have in common, whether or not it settles anything."""
    if company_names(one.company) & company_names(other.company):
        yield signal("company", f"Both are of {one.company}.")
    if _same_page(one, other):
        yield signal("page", "Both lead to the same page.")
    if (number := requisition(one)) and number == requisition(other):
        yield signal("requisition", f"Both carry the requisition number {one.requisition_id}.")
    alike = similarity(one.text, other.text)
    if alike is not None and alike >= RELATED_TEXT:
        yield _same_text(alike)
    if key_of(one) != key_of(other) and overlap(one, other) >= TITLE_OVERLAP:
        yield signal("alike_title", "The titles are much alike.")
    if where := cities(one) & cities(other):
        yield signal("place", f"Both are in {', '.join(sorted(where))}.")
    yield from _shared(one, other)


def _shared(one: Posting, other: Posting) -> tuple[Signal, ...]:
    title = [signal("title", "The titles are the same.")] if key_of(one) == key_of(other) else []
    return (*title, *_where(one, other))


def _where(one: Posting, other: Posting) -> tuple[Signal, ...]:
    found = []
    if one.published_at and other.published_at and one.published_at.date() == other.published_at.date():
        found.append(signal("same_day", "They were published on the same day."))
    if one.locations != other.locations:
        where = "; ".join(place.text for place in other.locations) or "no place"
        found.append(signal("other_place", f"The place differs: {where}."))
    return tuple(found)


def _same_page(one: Posting, other: Posting) -> bool:
    page = page_of(one)
    return page != "" and page == page_of(other)


def other_page(one: Posting, other: Posting) -> bool:
    """Whether they are known to be two pages of one site, or two postings of one platform."""
    pages = page_of(one), page_of(other)
    return all(pages) and pages[0] != pages[1] and pages[0].partition("/")[0] == pages[1].partition("/")[0]


def _same_text(alike: float) -> Signal:
    return signal("text", f"The texts are {alike:.0%} alike.")


def _other_opening() -> Signal:
    return signal("other_opening", "The board files them under different openings.")


def _ranks(posting: Posting) -> str:
    return " ".join(sorted(ranks_of(posting.title))) or "none"


def _seconds_apart(one: Posting, other: Posting) -> float | None:
    first, second = one.published_at, other.published_at
    return abs((first - second).total_seconds()) if first and second else None
