"""Nothing leaves without approval; what left is written down."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from rolecall.platform.resources import Platform
from rolecall.prepare.readback import pdf_words
from rolecall.submit.tables import ReceiptRow
from tests.prepare.applied import Desk

Run = Callable[[], Awaitable[None]]


async def awaiting(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> tuple[str, dict[str, Any]]:
    answer = await api.post("/applications", json={"posting_id": str(await desk.settle())})
    application_id: str = answer.json()["applications"][0]["id"]
    await run_jobs()
    return application_id, (await api.get(f"/applications/{application_id}/package")).json()


async def approved(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> tuple[str, dict[str, Any]]:
    application_id, package = await awaiting(desk, api, run_jobs)
    await api.post(f"/applications/{application_id}/approve", json={"fingerprint": package["fingerprint"]})
    return application_id, package


@pytest.mark.parametrize(("method", "door"), [("POST", "handover"), ("GET", "export"), ("POST", "sent")])
async def test_every_door_is_shut_until_the_package_is_approved(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run, method: str, door: str
) -> None:
    application_id, _ = await awaiting(desk, api, run_jobs)
    answer = await api.request(method, f"/applications/{application_id}/{door}", json={} if door == "sent" else None)
    assert answer.status_code == 409
    assert answer.json()["code"] == "submit.not_approved"
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "awaiting_approval"


@pytest.mark.parametrize(("method", "door"), [("POST", "handover"), ("GET", "export"), ("POST", "sent")])
async def test_every_door_shuts_again_when_the_approved_package_is_edited(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run, method: str, door: str
) -> None:
    application_id, package = await approved(desk, api, run_jobs)
    items = [item for section in package["resume"]["sections"] for item in section["items"]]
    club = next(item for item in items if item["text"].startswith("Organised"))
    await api.patch(f"/applications/{application_id}/package", json={"items": [{"id": club["id"], "text": None}]})
    answer = await api.request(method, f"/applications/{application_id}/{door}", json={} if door == "sent" else None)
    assert answer.status_code == 409


async def test_the_export_holds_exactly_the_approved_bytes_and_is_the_same_each_time(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id, package = await approved(desk, api, run_jobs)
    first = await api.get(f"/applications/{application_id}/export")
    assert first.headers["content-type"] == "application/zip"
    assert "brightline-payments" in first.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        inside = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
        written = json.loads(archive.read("package.json"))
        sheet = archive.read("cover-sheet.pdf")
    inside.pop("package.json")
    assert inside.pop("cover-sheet.pdf")
    assert inside.pop("posting.md") == written["posting"]["text_sha256"]
    assert package["fingerprint"] in " ".join(pdf_words(sheet))
    assert inside == {file["name"]: file["sha256"] for file in package["files"]}
    assert written["fingerprint"] == package["fingerprint"]
    assert written["approved"]["by"].startswith("user:")
    assert (await api.get(f"/applications/{application_id}/export")).content == first.content


async def test_handing_over_gives_the_apply_link_and_the_files(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id, package = await approved(desk, api, run_jobs)
    answer = await api.post(f"/applications/{application_id}/handover")
    assert answer.status_code == 200
    assert answer.json()["apply_url"].startswith("https://boards.greenhouse.io/brightline/jobs/4711")
    assert answer.json()["files"] == package["files"]
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "handed_over"
    assert (await api.post(f"/applications/{application_id}/handover")).status_code == 200


async def test_saying_it_was_sent_writes_a_receipt_of_exactly_what_was_sent(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id, package = await approved(desk, api, run_jobs)
    await api.post(f"/applications/{application_id}/handover")
    when = datetime.now(UTC) - timedelta(days=1)
    answer = await api.post(
        f"/applications/{application_id}/sent", json={"sent_at": when.isoformat(), "note": "by their form"}
    )
    assert answer.json()["state"] == "sent"
    again = await api.post(f"/applications/{application_id}/sent", json={})
    assert again.status_code == 200
    async with platform.db.workspace(workspace) as session:
        receipt = (await session.scalars(select(ReceiptRow))).one()
    assert receipt.fingerprint == package["fingerprint"]
    assert {file["name"]: file["sha256"] for file in receipt.files} == {
        file["name"]: file["sha256"] for file in package["files"]
    }
    assert (receipt.sent_at, receipt.note, receipt.way) == (when, "by their form", "by_hand")
    assert (await api.get(f"/applications/{application_id}/export")).status_code == 200


async def test_a_time_to_come_is_no_time_of_sending(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> None:
    application_id, _ = await approved(desk, api, run_jobs)
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    answer = await api.post(f"/applications/{application_id}/sent", json={"sent_at": later})
    assert answer.status_code == 422
    assert answer.json()["code"] == "submit.sent_in_the_future"


async def test_what_was_sent_can_no_longer_be_changed(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> None:
    application_id, package = await approved(desk, api, run_jobs)
    await api.post(f"/applications/{application_id}/sent", json={})
    edit = {"items": [{"id": package["resume"]["sections"][1]["items"][0]["id"], "text": None}]}
    answer = await api.patch(f"/applications/{application_id}/package", json=edit)
    assert answer.status_code == 409
    reject = await api.post(f"/applications/{application_id}/reject", json={"reason": "no"})
    assert reject.status_code == 409
