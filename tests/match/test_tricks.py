"""A hundred tricks in postings and résumés: found, named in a notice, and worth nothing."""

from __future__ import annotations

import pytest

from rolecall.boards.contract import Address, Listing
from rolecall.discover.normalise import normalise
from rolecall.discover.posting import Posting
from rolecall.match.model import Decision, Match
from rolecall.match.score import score
from rolecall.profile.queries import Preferences, facts_of
from rolecall.profile.read import ReadResume, read_unbounded
from tests.match.examples import TODAY, posting
from tests.match.tricks import (
    CANDIDATES,
    POSTINGS,
    SKILLS,
    SOURCE,
    ResumeTrick,
    html_of,
    posting_tricks,
    resume_tricks,
)
from tests.profile.files import pdf

URL = "https://jobs.example/7"
MOST = 1
"""Points by which a trick may move the score."""
RANK = {Decision.FILTERED: 0, Decision.WEAK: 0, Decision.REVIEW: 1, Decision.STRONG: 2}
POSTING_TRICKS, RESUME_TRICKS = list(posting_tricks()), list(resume_tricks())


def test_there_are_a_hundred() -> None:
    assert (len(POSTING_TRICKS), len(RESUME_TRICKS)) == (50, 50)


@pytest.mark.parametrize("number", range(len(POSTING_TRICKS)), ids=[trick.name for trick in POSTING_TRICKS])
def test_a_trick_in_a_posting_is_named_and_worth_nothing(number: int) -> None:
    trick = POSTING_TRICKS[number]
    title, text = POSTINGS[number % len(POSTINGS)]
    resume = CANDIDATES[number % len(CANDIDATES)]
    plain, tricked = read(title, html_of(text)), read(title, html_of(text) + trick.html)
    honest = score(plain, resume, facts_of(resume), Preferences(), TODAY)
    found = score(tricked, resume, facts_of(resume), Preferences(), TODAY)
    worth_nothing(honest, found)
    assert [notice for notice in found.notices if trick.named in notice], found.notices
    assert not [notice for notice in honest.notices if "counted" in notice]
    if "style" in trick.name or "markup" in trick.name:
        assert SKILLS.split()[0] not in tricked.text.removeprefix(plain.text)


@pytest.mark.parametrize("trick", RESUME_TRICKS, ids=[trick.name for trick in RESUME_TRICKS])
def test_a_trick_in_a_resume_is_named_and_worth_nothing(trick: ResumeTrick) -> None:
    plain, tricked = read_unbounded(trick.honest, trick.filename), read_unbounded(trick.tricked, trick.filename)
    assert len(plain.resume.work) == 2
    for title, text in POSTINGS[:2]:
        honest, found = matched(title, text, plain), matched(title, text, tricked)
        worth_nothing(honest, found)
        told = (*tricked.notices, *found.notices)
        assert [notice for notice in told if trick.named in notice], told
        assert not [notice for notice in (*plain.notices, *honest.notices) if trick.named in notice]


def test_white_words_on_a_dark_bar_are_read() -> None:
    """The opposite: what a person sees counts, whatever its colour."""
    bar = pdf(f"#block(fill: navy, inset: 8pt)[#text(fill: white)[Terraform and Rust]]\n\n{SOURCE}")
    read_bar = read_unbounded(bar, "mara.pdf")
    assert "Terraform and Rust" in read_bar.text
    assert not [notice for notice in read_bar.notices if "hidden" in notice]


def worth_nothing(honest: Match, found: Match) -> None:
    assert abs(found.score - honest.score) <= MOST, (honest.score, found.score)
    assert RANK[found.decision] <= RANK[honest.decision]


def read(title: str, html: str) -> Posting:
    """A board's answer as the posting it becomes."""
    address = Address("greenhouse", "narrowgauge")
    return normalise(Listing(address=address, job_id="7", title=title, url=URL, apply_url=URL, html=html, raw={}))


def matched(title: str, text: str, resume: ReadResume) -> Match:
    return score(posting(text, title), resume.resume, facts_of(resume.resume), Preferences(), TODAY)
