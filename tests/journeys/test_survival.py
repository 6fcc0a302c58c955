"""kill -9 of everything, in the middle of a crawl and of preparations: started again, it goes on as if nothing was."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from rolecall.entrypoints.demo.candidate import FILENAME, resume_pdf
from tests.journeys.conftest import Rolecall, rolecall_up

COMPANIES = ("quillmoor", "sundrel", "alderpeak")


def wait(what: str, seconds: float, done: Any) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, f"{what} took longer than {seconds} s"
        time.sleep(0.1)


def everything(api: httpx.Client, path: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = api.get(path, params={"limit": 200, **({"cursor": cursor} if cursor else {})}).raise_for_status().json()
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            return items


def settled(api: httpx.Client) -> bool:
    jobs = api.get("admin/jobs").json()
    return bool(jobs["ready"] + jobs["waiting"] + jobs["running"] == 0)


def begin(running: Rolecall) -> httpx.Client:
    api = running.sign_in()
    api.post("resumes", files={"file": (FILENAME, resume_pdf(), "application/pdf")}).raise_for_status()
    for company in COMPANIES:
        api.post("boards", json={"address": f"greenhouse:{company}"}).raise_for_status()
    return api


def test_killed_in_a_crawl_and_in_preparations_it_goes_on_and_nothing_is_lost_or_doubled(
    short_folder: Path, sample_environment: dict[str, str]
) -> None:
    data = short_folder / "killed"
    # One request a second: the crawl takes long enough to be cut.
    slow = sample_environment | {"ROLECALL_REQUESTS_PER_SECOND": "1"}
    with rolecall_up(data, **slow) as first:
        api = begin(first)
        wait("the first board", 30, lambda: any(b["status"] == "crawling" for b in everything(api, "boards")))
        first.kill_everything()

    with rolecall_up(data, **sample_environment) as second:
        api = second.sign_in()
        wait("the crawls after the kill", 60, lambda: all(b["last_ok_at"] for b in everything(api, "boards")))
        wait("the scores after the kill", 60, lambda: settled(api))
        postings = everything(api, "postings?status=all")
        keys = Counter(posting["url"] for posting in postings)
        assert len(postings) > 30
        assert max(keys.values()) == 1, "a posting is there twice"
        assert all(posting["score"] is not None for posting in postings)
        chosen = [posting["id"] for posting in postings[:6]]
        for posting_id in chosen:
            api.post("applications", json={"posting_id": posting_id}).raise_for_status()
        wait(
            "the first package",
            30,
            lambda: any(a["state"] != "preparing" for a in everything(api, "applications")),
        )
        second.kill_everything()

    with rolecall_up(data, **sample_environment) as third:
        api = third.sign_in()
        wait(
            "the packages after the kill",
            60,
            lambda: all(a["state"] == "awaiting_approval" for a in everything(api, "applications")),
        )
        applications = everything(api, "applications")
        assert sorted(a["posting_id"] for a in applications) == sorted(chosen)
        for application in applications:
            package = api.get(f"applications/{application['id']}/package").json()
            assert package["version"] == 1, "it was prepared once"
            assert package["fingerprint"] == application["fingerprint"]
            for file in package["files"]:
                assert api.get(f"applications/{application['id']}/package/files/{file['name']}").status_code == 200
            moves = [entry["after"] for entry in everything(api, f"applications/{application['id']}/timeline")]
            assert moves == ["awaiting_approval", "preparing"]
        assert api.get("admin/dead").json()["items"] == []
        assert len(everything(api, "postings?status=all")) == len(postings)
