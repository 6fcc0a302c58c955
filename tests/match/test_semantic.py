"""What words leave open is settled by meaning: seldom, with both sentences, and the same bytes every time."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import orjson
import pytest
from sqlalchemy import func, select, update

from rolecall.discover.queries import Posting
from rolecall.match import semantic
from rolecall.match.candidate import Candidate
from rolecall.match.jobs import drop_unasked
from rolecall.match.model import Finding, Met
from rolecall.match.record import as_json
from rolecall.match.requirements.read import read
from rolecall.match.score import score_prepared
from rolecall.match.segments_kept import UNUSED, digest, vectors_of
from rolecall.match.tables import SegmentRow
from rolecall.platform.resources import Platform
from rolecall.profile.queries import Basics, Preferences, Resume, Work, facts_of
from tests.match.examples import BACKEND, MARA, NOOR, TODAY, match


def told(*highlights: str, position: str = "Clerk") -> Resume:
    work = Work(name="Somewhere", position=position, start_date="2022-01", highlights=highlights)
    return Resume(basics=Basics(name="Kim Vale"), work=(work,))


SWIM = "Teach small children how to swim"


def duty(sentence: str, resume: Resume) -> Finding | None:
    """How the one duty is held against the résumé; None where it is not listed, as what one has not done yet is not."""
    found = match(f"## What you will do\n\n- {sentence}\n", resume).findings
    return found[0] if found else None


def test_a_duty_in_other_words_is_met_partly_with_both_sentences() -> None:
    mine = "Gave swimming lessons to toddlers and young kids."
    found = duty(SWIM, told(mine))
    assert found is not None
    assert found.met is Met.PARTLY
    assert found.evidence == mine
    assert found.fact_id is not None
    assert "in other words" in found.why


@pytest.mark.parametrize(
    ("asked", "mine"),
    [
        ("Manage the budget of a hospital department", "Cleaned the wards of a hospital department every night."),
        (
            "Assist the HR team with company events",
            "Responsible for hiring, benefits and staff records of the company.",
        ),
        ("Maintain our machine learning pipelines", "Taught pupils how to learn with a sewing machine."),
        ("Report to the head of sales every week", "Never worked in sales; wrote weekly reports on crops."),
    ],
)
def test_what_is_merely_related_never_meets_a_duty(asked: str, mine: str) -> None:
    found = duty(asked, told(mine))
    assert found is None or found.met is not Met.MET


def test_a_denial_proves_nothing() -> None:
    assert duty(SWIM, told("Has never given swimming lessons to toddlers and young kids.")) is None


def test_a_skill_that_is_not_named_is_never_met_by_meaning_alone() -> None:
    text = "## Requirements\n\n- Experience with Terraform\n- Experience with Kubernetes\n"
    found = match(text, told("Automated the building of whole server farms in the cloud from written plans.")).findings
    assert found
    assert all(each.met is not Met.MET for each in found)


def test_exact_names_come_first() -> None:
    """What a name settles never goes to the model."""
    reading = read("## Requirements\n\n- Experience with Django\n- Experience with PostgreSQL\n")
    candidate = Candidate.prepare(MARA, facts_of(MARA), Preferences(), TODAY)
    score_prepared(posting("Backend Developer", "## Requirements\n\n- Experience with Django\n"), candidate)
    assert "fine" not in vars(candidate.told)
    assert reading.asks


def posting(title: str, text: str, number: str = "1") -> Posting:
    return Posting("greenhouse", "greenhouse:acme", number, title, "Acme", "", "https://example.com", text)


POSTINGS = [
    posting("Backend Developer", BACKEND),
    posting("Clerk", "## What you will do\n\n- Teach small children how to swim\n- Keep the books\n"),
    posting("Nurse", "## Your tasks\n\n- Look after patients who have just been operated on\n- Train new colleagues\n"),
    posting("Cook", "## Requirements\n\n- Two years in a kitchen\n- Plan menus for large groups of guests\n"),
]
RESUMES = [MARA, NOOR, told("Gave swimming lessons to toddlers and young kids."), told("Cooked for 300.")]


def digest_of_all(backwards: bool) -> str:
    """One digest of all pairs' matches, made in either order."""
    candidates = [Candidate.prepare(each, facts_of(each), Preferences(), TODAY) for each in RESUMES]
    pairs = [(number, one, other) for number, one in enumerate(POSTINGS) for other in range(len(candidates))]
    made = {}
    for number, one, other in reversed(pairs) if backwards else pairs:
        made[number, other] = orjson.dumps(as_json(score_prepared(one, candidates[other])))
    return sha256(b"".join(made[key] for key in sorted(made))).hexdigest()


def test_two_processes_and_two_orders_give_the_same_bytes() -> None:
    program = (
        "import sys\nfrom tests.match.test_semantic import digest_of_all\nprint(digest_of_all(sys.argv[1] == 'b'))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program, order], capture_output=True, text=True, check=True
        ).stdout.strip()
        for order in ("f", "b")
    ]
    assert runs == [digest_of_all(backwards=False)] * 2


async def test_vectors_are_made_once_and_stay_in_their_workspace(
    platform: Platform, workspace: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["Keeps the books of a bakery.", "Plans menus for large groups."]
    async with platform.db.workspace(workspace) as session:
        first = await vectors_of(session, texts)
    monkeypatch.setattr(semantic, "make", lambda missing: pytest.fail(f"made again: {missing}"))
    async with platform.db.workspace(workspace) as session:
        assert await vectors_of(session, texts[::-1]) == first
        assert await session.scalar(select(func.count()).select_from(SegmentRow)) == 2
    async with platform.db.workspace(uuid4()) as session:
        assert await session.scalar(select(func.count()).select_from(SegmentRow)) == 0
    assert {len(vector) for vector in first.values()} == {384}


async def test_vectors_that_no_score_needs_any_more_are_dropped(platform: Platform, workspace: UUID) -> None:
    used, unused = "Keeps the books of a bakery.", "Plans menus for large groups."
    async with platform.db.workspace(workspace) as session:
        await vectors_of(session, [used, unused])
        long_ago = datetime.now(UTC) - UNUSED - timedelta(days=1)
        await session.execute(update(SegmentRow).values(used_at=long_ago))
    async with platform.db.workspace(workspace) as session:
        await vectors_of(session, [used])
    await drop_unasked.run(platform, None)
    async with platform.db.workspace(workspace) as session:
        assert list(await session.scalars(select(SegmentRow.digest))) == [digest(used)]


async def test_a_vector_in_use_is_stamped_once_a_day(platform: Platform, workspace: UUID) -> None:
    async with platform.db.workspace(workspace) as session:
        await vectors_of(session, ["Keeps the books of a bakery."])
        made = await session.scalar(select(SegmentRow.used_at))
    async with platform.db.workspace(workspace) as session:
        await vectors_of(session, ["Keeps the books of a bakery."])
        assert await session.scalar(select(SegmentRow.used_at)) == made


def test_kept_vectors_are_taken_instead_of_made(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A sentence that this process has not met before, about tin soldiers."
    monkeypatch.setattr(semantic, "make", lambda texts: {} if not texts else pytest.fail("made"))
    assert semantic.vectors([text], {text: bytes(range(128)) * 3}).tobytes() == bytes(range(128)) * 3


def test_likeness_tells_ones_own_trade_from_another() -> None:
    def alike(resume: Resume, text: str) -> semantic.Likeness:
        candidate = Candidate.prepare(resume, facts_of(resume), Preferences(), TODAY)
        return semantic.likeness(read(text), candidate.told)

    own, other = alike(MARA, BACKEND), alike(NOOR, BACKEND)
    assert 1 >= own.whole > other.whole >= 0
    assert 1 >= own.spoken_of > other.spoken_of >= 0
    assert alike(MARA, "") == semantic.Likeness(0.0, 0.0)
