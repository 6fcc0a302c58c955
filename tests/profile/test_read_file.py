"""The reading of an uploaded file as a job: without a transaction, once, and never without an end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from sqlalchemy import select

from rolecall.platform.blobs import StorageUnwritable
from rolecall.platform.events import EventRow
from rolecall.platform.resources import Platform
from rolecall.profile import read_stored
from rolecall.profile.jobs import read_file
from rolecall.profile.read import ReadResume, read_unbounded
from rolecall.profile.resume import Resume
from rolecall.profile.tables import ResumeRow
from rolecall.profile.upload import upload_resume
from tests.profile.people import ADA

Upload = Callable[..., Awaitable[dict[str, Any]]]
OPEN = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'"


@pytest.fixture
async def uploaded(platform: Platform, workspace: UUID) -> UUID:
    """A résumé that waits to be read."""
    async with platform.db.workspace(workspace) as session:
        return await upload_resume(platform, session, ADA.encode(), "ada.txt")


async def told(platform: Platform, workspace: UUID) -> list[str]:
    async with platform.db.workspace(workspace) as session:
        return list(await session.scalars(select(EventRow.name).order_by(EventRow.seq)))


async def test_no_transaction_is_open_while_a_file_is_read(
    upload: Upload, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []

    async def read(data: bytes, filename: str) -> ReadResume:
        async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection:
            row = await (await connection.execute(OPEN)).fetchone()
            counted.append(row[0] if row else -1)
        return read_unbounded(data, filename)

    monkeypatch.setattr(read_stored, "read_resume_async", read)
    assert (await upload(ADA.encode(), "ada.txt"))["status"] == "read"
    assert counted == [0]


async def test_two_readings_at_the_same_time_and_a_third_are_one(
    platform: Platform, workspace: UUID, uploaded: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = asyncio.Barrier(2)

    async def read(data: bytes, filename: str) -> ReadResume:
        await both.wait()
        return read_unbounded(data, filename)

    monkeypatch.setattr(read_stored, "read_resume_async", read)
    await asyncio.gather(*(read_file.run(platform, workspace, resume_id=str(uploaded)) for _ in range(2)))
    await asyncio.wait_for(read_file.run(platform, workspace, resume_id=str(uploaded)), 10)
    assert await told(platform, workspace) == ["ResumeUploaded", "ResumeRead"]


def _failing(_data: bytes, _filename: str) -> ReadResume:
    raise ZeroDivisionError("nobody thought of this")


def _refused_by_the_database(_data: bytes, _filename: str) -> ReadResume:
    return ReadResume(Resume(), "", "text", (float("nan"),))  # type: ignore[arg-type]


@pytest.mark.parametrize("fault", [_failing, _refused_by_the_database])
async def test_after_a_fault_of_ours_it_is_unreadable_and_not_read_for_ever(
    fault: Callable[[bytes, str], ReadResume],
    upload: Upload,
    platform: Platform,
    workspace: UUID,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    async def read(data: bytes, filename: str) -> ReadResume:
        return fault(data, filename)

    monkeypatch.setattr(read_stored, "read_resume_async", read)
    shown = await upload(ADA.encode(), "ada.txt")
    assert shown["status"] == "unreadable"
    assert shown["problem"] == (
        "The file could not be read, by a fault of ours; save it as another kind and upload that."
    )
    assert await told(platform, workspace) == ["ResumeUploaded", "ResumeUnreadable"]
    assert "Traceback" in "".join(capfd.readouterr())


async def test_while_the_file_store_is_away_it_waits_and_then_it_is_read(
    platform: Platform, workspace: UUID, uploaded: UUID, client: httpx.AsyncClient
) -> None:
    folder = platform.settings.data_dir / "blobs"
    aside = folder.rename(folder.with_name("elsewhere"))
    folder.write_bytes(b"no folder")
    with pytest.raises(StorageUnwritable):
        await read_file.run(platform, workspace, resume_id=str(uploaded))
    assert (await client.get(f"/resumes/{uploaded}")).json()["status"] == "reading"
    folder.unlink()
    aside.rename(folder)
    await read_file.run(platform, workspace, resume_id=str(uploaded))
    assert (await client.get(f"/resumes/{uploaded}")).json()["status"] == "read"


async def test_a_file_that_is_gone_from_the_store_is_unreadable(
    platform: Platform, workspace: UUID, uploaded: UUID, client: httpx.AsyncClient
) -> None:
    async with platform.db.workspace(workspace) as session:
        row = await session.get(ResumeRow, uploaded)
        assert row is not None
        file_hash = row.file_hash
    await platform.blobs.delete(file_hash)
    await read_file.run(platform, workspace, resume_id=str(uploaded))
    shown = (await client.get(f"/resumes/{uploaded}")).json()
    assert shown["status"] == "unreadable"
    assert "is not stored any more" in shown["problem"]
