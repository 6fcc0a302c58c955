"""From an upload to a profile that the candidate corrects, over HTTP on a real database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select, update

from rolecall.platform.events import EventRow
from rolecall.platform.resources import Platform
from rolecall.profile.queries import NotChecked, checked_file, current_profile
from rolecall.profile.tables import ResumeRow
from tests.profile.people import ADA

Upload = Callable[..., Awaitable[dict[str, Any]]]


async def events(platform: Platform, workspace: UUID) -> list[str]:
    async with platform.db.workspace(workspace) as session:
        return list(await session.scalars(select(EventRow.name).order_by(EventRow.seq)))


async def test_an_upload_is_read_and_becomes_the_profile(
    upload: Upload, client: httpx.AsyncClient, platform: Platform, workspace: UUID
) -> None:
    read = await upload(ADA.encode(), "ada.txt")
    assert (read["status"], read["kind"], read["problem"], read["current"]) == ("read", "text", None, True)
    assert read["text"] == ADA
    profile = (await client.get("/profile")).json()
    assert profile["resume"]["basics"]["name"] == "Ada Byron"
    assert [work["position"] for work in profile["resume"]["work"]] == ["Senior Data Engineer", "Data Engineer"]
    source = profile["sources"]["/work/0/position"]
    assert ADA[source["start"] : source["end"]] == "Senior Data Engineer"
    assert "Led a team of 4 engineers" in [fact["text"] for fact in profile["facts"]]
    assert await events(platform, workspace) == ["ResumeUploaded", "ResumeRead", "ProfileChanged"]


async def test_before_the_first_resume_there_is_no_profile(client: httpx.AsyncClient) -> None:
    answer = await client.get("/profile")
    assert (answer.status_code, answer.json()["code"]) == (404, "profile.none")


async def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(
    upload: Upload, client: httpx.AsyncClient, platform: Platform, workspace: UUID
) -> None:
    await upload(ADA.encode(), "ada.txt")
    read = await upload(b"%PDF-1.7 and then nothing", "broken.pdf")
    assert (read["status"], read["current"]) == ("unreadable", False)
    assert read["problem"].startswith("The PDF file is damaged")
    assert (await client.get("/profile")).json()["resume"]["basics"]["name"] == "Ada Byron"
    assert (await events(platform, workspace))[-1] == "ResumeUnreadable"


async def test_a_correction_shows_in_the_profile_and_in_its_facts(upload: Upload, client: httpx.AsyncClient) -> None:
    await upload(ADA.encode(), "ada.txt")
    change = {"corrections": [{"pointer": "/work/1/position", "value": "Analytics Engineer"}]}
    profile = (await client.patch("/profile", json=change)).json()
    assert profile["resume"]["work"][1]["position"] == "Analytics Engineer"
    correction = profile["corrections"]["/work/1/position"]
    assert (correction["before"], correction["after"]) == ("Data Engineer", "Analytics Engineer")
    assert any(fact["text"].startswith("Analytics Engineer, Difference Co") for fact in profile["facts"])


async def test_corrections_follow_their_position_into_the_next_version(
    upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(ADA.encode(), "ada.txt")
    changes = [
        {"pointer": "/work/1/position", "value": "Analytics Engineer"},
        {"pointer": "/basics/name", "value": "Ada L."},
    ]
    await client.patch("/profile", json={"corrections": changes})
    new_job = (
        "Head of Data, Engine House – Bath, UK\nJanuary 2025 – Present\n- Hires the team\n\nSenior Data Engineer, Anal"
    )
    await upload(ADA.replace("Senior Data Engineer, Anal", new_job).encode(), "ada-2.txt")
    profile = (await client.get("/profile")).json()
    assert [work["position"] for work in profile["resume"]["work"]] == [
        "Head of Data",
        "Senior Data Engineer",
        "Analytics Engineer",
    ]
    assert profile["resume"]["basics"]["name"] == "Ada L."
    assert "/work/2/position" in profile["corrections"]


async def test_a_correction_whose_position_is_gone_is_not_put_on_another_one(
    upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(ADA.encode(), "ada.txt")
    await client.patch("/profile", json={"corrections": [{"pointer": "/work/1/name", "value": "Difference & Co"}]})
    start, end = ADA.index("Data Engineer, Difference"), ADA.index("EDUCATION")
    await upload((ADA[:start] + ADA[end:]).encode(), "shorter.txt")
    profile = (await client.get("/profile")).json()
    assert [work["name"] for work in profile["resume"]["work"]] == ["Analytical Engines Ltd"]
    assert profile["corrections"] == {}


NEWER = "Data Engineer, Engine House – Bath, UK\nJanuary 2025 – Present\n- Hires the team\n\nSenior Data Engineer, Anal"


async def test_a_correction_follows_its_job_past_a_newer_one_with_the_same_title_and_can_be_corrected_there(
    upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(ADA.encode(), "ada.txt")
    change = {"corrections": [{"pointer": "/work/1/position", "value": "Analytics Engineer"}]}
    await client.patch("/profile", json=change)
    await upload(ADA.replace("Senior Data Engineer, Anal", NEWER).encode(), "ada-2.txt")
    profile = (await client.get("/profile")).json()
    assert [work["position"] for work in profile["resume"]["work"]] == [
        "Data Engineer",
        "Senior Data Engineer",
        "Analytics Engineer",
    ]
    again = {"corrections": [{"pointer": "/work/2/position", "value": "Analyst"}]}
    profile = (await client.patch("/profile", json=again)).json()
    assert profile["resume"]["work"][2]["position"] == "Analyst"
    assert [(item["before"], item["after"]) for item in profile["corrections"].values()] == [
        ("Data Engineer", "Analyst")
    ]
    back = {"corrections": [{"pointer": "/work/2/position", "value": "Data Engineer"}]}
    assert (await client.patch("/profile", json=back)).json()["corrections"] == {}


async def test_what_was_read_right_can_be_confirmed_and_follows_its_job(
    upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(ADA.encode(), "ada.txt")
    profile = (await client.patch("/profile", json={"confirmed": ["/work/1/position"]})).json()
    said = profile["corrections"]["/work/1/position"]
    assert (said["before"], said["after"]) == ("Data Engineer", "Data Engineer")
    await upload(ADA.replace("Senior Data Engineer, Anal", NEWER).encode(), "ada-2.txt")
    assert list((await client.get("/profile")).json()["corrections"]) == ["/work/2/position"]
    answer = await client.patch("/profile", json={"confirmed": ["/nowhere"]})
    assert (answer.status_code, answer.json()["code"]) == (422, "profile.correction")


async def test_several_points_and_fields_of_an_entry_of_ones_own_can_be_written_one_after_the_other(
    upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(ADA.encode(), "ada.txt")
    for pointer, value in (
        ("/work/0/highlights/2", "Wrote the handbook"),
        ("/work/0/highlights/3", "Cut the bill"),
        ("/work/2", {"name": "Royal Society", "position": "Reviewer"}),
        ("/work/2/startDate", "2023"),
    ):
        answer = await client.patch("/profile", json={"corrections": [{"pointer": pointer, "value": value}]})
        assert answer.status_code == 200, answer.text
    work = answer.json()["resume"]["work"]
    assert work[0]["highlights"][2:] == ["Wrote the handbook", "Cut the bill"]
    assert (work[2]["name"], work[2]["startDate"]) == ("Royal Society", "2023")


async def test_corrections_stay_when_a_file_is_read_again(
    upload: Upload,
    client: httpx.AsyncClient,
    run_jobs: Callable[[], Awaitable[None]],
    platform: Platform,
    workspace: UUID,
) -> None:
    read = await upload(ADA.encode(), "ada.txt")
    change = {"corrections": [{"pointer": "/work/1/position", "value": "Analytics Engineer"}]}
    await client.patch("/profile", json=change)
    again = await client.post(f"/resumes/{read['id']}/read")
    assert (again.status_code, again.json()["status"]) == (202, "reading")
    # Until it is read, the profile is what it was.
    assert (await client.get("/profile")).json()["resume"]["work"][1]["position"] == "Analytics Engineer"
    for _ in range(2):
        await run_jobs()
    shown = (await client.get(f"/resumes/{read['id']}")).json()
    assert (shown["status"], shown["resume"]) == ("read", read["resume"])
    profile = (await client.get("/profile")).json()
    assert profile["resume"]["work"][1]["position"] == "Analytics Engineer"
    assert (await events(platform, workspace))[-3:] == ["ResumeUploaded", "ResumeRead", "ProfileChanged"]


async def test_an_older_version_can_be_the_profile_again_and_stays_it_when_a_newer_one_is_read_again(
    upload: Upload,
    client: httpx.AsyncClient,
    run_jobs: Callable[[], Awaitable[None]],
    platform: Platform,
    workspace: UUID,
) -> None:
    first = await upload(ADA.encode(), "ada.txt")
    wrong = await upload(ADA.replace("Ada Byron", "Bob Crane").encode(), "wrong.txt")
    assert (await client.get("/profile")).json()["resume"]["basics"]["name"] == "Bob Crane"
    for _ in range(2):
        taken = await client.post(f"/resumes/{first['id']}/use")
        assert (taken.status_code, taken.json()["current"]) == (200, True)
    assert (await client.get("/profile")).json()["resume"]["basics"]["name"] == "Ada Byron"
    names = [fact["text"] for fact in (await client.get("/facts")).json()["items"] if fact["kind"] == "name"]
    assert names == ["Ada Byron"]
    # Said once, though it was asked for twice.
    assert (await events(platform, workspace))[-2:] == ["ProfileChanged", "ProfileChanged"]
    await client.post(f"/resumes/{wrong['id']}/read")
    for _ in range(2):
        await run_jobs()
    assert (await events(platform, workspace))[-2:] == ["ResumeUploaded", "ResumeRead"]
    assert (await client.get("/profile")).json()["resume"]["basics"]["name"] == "Ada Byron"
    latest = await upload(ADA.replace("Ada Byron", "Ada King").encode(), "married.txt")
    assert latest["current"] is True


async def test_a_version_that_was_not_read_cannot_be_the_profile(upload: Upload, client: httpx.AsyncClient) -> None:
    await upload(ADA.encode(), "ada.txt")
    broken = await upload(b"%PDF-1.7 and then nothing", "broken.pdf")
    answer = await client.post(f"/resumes/{broken['id']}/use")
    assert (answer.status_code, answer.json()["code"]) == (409, "profile.not_read")
    assert (await client.post(f"/resumes/{uuid4()}/use")).status_code == 404
    assert (await client.get("/profile")).json()["resume"]["basics"]["name"] == "Ada Byron"


async def test_a_file_that_cannot_be_read_again_keeps_what_was_read(
    upload: Upload,
    client: httpx.AsyncClient,
    run_jobs: Callable[[], Awaitable[None]],
    platform: Platform,
    workspace: UUID,
) -> None:
    read = await upload(ADA.encode(), "ada.txt")
    broken = await platform.blobs.put(b"%PDF-1.7 and then nothing")
    async with platform.db.workspace(workspace) as session:
        await session.execute(update(ResumeRow).values(file_hash=broken))
    await client.post(f"/resumes/{read['id']}/read")
    for _ in range(2):
        await run_jobs()
    shown = (await client.get(f"/resumes/{read['id']}")).json()
    assert (shown["status"], shown["resume"]) == ("read", read["resume"])
    assert shown["problem"].startswith("The PDF file is damaged")
    assert (await client.post(f"/resumes/{uuid4()}/read")).status_code == 404


async def test_two_versions_are_compared_field_by_field_and_word_by_word(
    upload: Upload, client: httpx.AsyncClient
) -> None:
    first = await upload(ADA.encode(), "ada.txt")
    later = ADA.replace("Senior Data Engineer, Anal", NEWER).replace("a team of 4 engineers", "a team of 7 engineers")
    second = await upload(later.replace("+44 20 7946 0018 | ", "").encode(), "ada-2.txt")
    answer = await client.get(f"/resumes/{first['id']}/compare/{second['id']}")
    assert answer.status_code == 200, answer.text
    made = answer.json()
    assert (made["before"]["filename"], made["after"]["filename"]) == ("ada.txt", "ada-2.txt")
    told = {(change["kind"], change["pointer_before"], change["pointer_after"]) for change in made["fields"]}
    assert told == {
        ("removed", "/basics/phone", None),
        ("added", None, "/work/0"),
        ("changed", "/work/0/highlights/1", "/work/1/highlights/1"),
    }
    words = next(change["words"] for change in made["fields"] if change["kind"] == "changed")
    assert words == [
        {"kind": "same", "text": "Led a team of "},
        {"kind": "removed", "text": "4"},
        {"kind": "added", "text": "7"},
        {"kind": "same", "text": " engineers"},
    ]
    assert "".join(run["text"] for run in made["text"] if run["kind"] != "added") == first["text"]
    assert "".join(run["text"] for run in made["text"] if run["kind"] != "removed") == second["text"]


async def test_what_was_not_read_cannot_be_compared(upload: Upload, client: httpx.AsyncClient) -> None:
    first = await upload(ADA.encode(), "ada.txt")
    broken = await upload(b"%PDF-1.7 and then nothing", "broken.pdf")
    answer = await client.get(f"/resumes/{first['id']}/compare/{broken['id']}")
    assert (answer.status_code, answer.json()["code"]) == (422, "profile.nothing_to_compare")
    assert (await client.get(f"/resumes/{first['id']}/compare/{uuid4()}")).status_code == 404


async def test_correcting_back_to_what_was_read_takes_the_correction_away(
    upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(ADA.encode(), "ada.txt")
    for value in ("Dr Ada", "Ada Byron"):
        answer = await client.patch("/profile", json={"corrections": [{"pointer": "/basics/name", "value": value}]})
    assert answer.json()["corrections"] == {}


async def test_a_removed_bullet_keeps_the_pointers_of_the_others_and_leaves_the_facts(
    upload: Upload, client: httpx.AsyncClient, platform: Platform, workspace: UUID
) -> None:
    await upload(ADA.encode(), "ada.txt")
    change = {"corrections": [{"pointer": "/work/0/highlights/0", "value": None}]}
    profile = (await client.patch("/profile", json=change)).json()
    assert profile["resume"]["work"][0]["highlights"] == ["", "Led a team of 4 engineers"]
    assert not any("Airflow and cut" in fact["text"] for fact in profile["facts"])
    async with platform.db.workspace(workspace) as session:
        current = await current_profile(session)
    assert current is not None
    assert current.resume.work[0].highlights == ("Led a team of 4 engineers",)


async def test_one_past_the_end_adds_an_entry(upload: Upload, client: httpx.AsyncClient) -> None:
    await upload(ADA.encode(), "ada.txt")
    new = {"name": "Royal Society", "position": "Reviewer", "startDate": "2023"}
    answer = await client.patch("/profile", json={"corrections": [{"pointer": "/work/2", "value": new}]})
    assert answer.json()["resume"]["work"][2]["position"] == "Reviewer"


async def test_a_field_that_no_resume_has_is_refused_in_one_sentence(upload: Upload, client: httpx.AsyncClient) -> None:
    await upload(ADA.encode(), "ada.txt")
    for pointer, value in (("/work/0/shoeSize", "42"), ("/nothing", "x"), ("/work/9/name", "x"), ("/work", "x")):
        answer = await client.patch("/profile", json={"corrections": [{"pointer": pointer, "value": value}]})
        assert (answer.status_code, answer.json()["code"]) == (422, "profile.correction"), pointer
    assert (await client.get("/profile")).json()["corrections"] == {}


async def test_preferences_may_come_before_the_resume_and_stay(upload: Upload, client: httpx.AsyncClient) -> None:
    wish = {"countries": ["GB"], "salary_floor": 60000, "salary_currency": "GBP"}
    assert (await client.patch("/profile", json={"preferences": wish})).json()["preferences"]["countries"] == ["GB"]
    await upload(ADA.encode(), "ada.txt")
    assert (await client.get("/profile")).json()["preferences"]["salary_floor"] == 60000


async def test_the_design_of_the_papers_and_the_wishes_stay_when_the_other_changes(client: httpx.AsyncClient) -> None:
    assert (await client.patch("/profile", json={"design": "modern"})).json()["design"] == "modern"
    wished = (await client.patch("/profile", json={"preferences": {"countries": ["GB"]}})).json()
    assert (wished["design"], wished["preferences"]["countries"]) == ("modern", ["GB"])
    chosen = (await client.patch("/profile", json={"design": "compact"})).json()
    assert (chosen["design"], chosen["preferences"]["countries"]) == ("compact", ["GB"])
    assert (await client.patch("/profile", json={"design": "baroque"})).status_code == 422


async def test_another_workspace_sees_none_of_it(upload: Upload, client: httpx.AsyncClient) -> None:
    read = await upload(ADA.encode(), "ada.txt")
    stranger = {"Authorization": f"Bearer {uuid4()}"}
    assert (await client.get(f"/resumes/{read['id']}", headers=stranger)).status_code == 404
    assert (await client.get("/profile", headers=stranger)).status_code == 404
    assert (await client.get("/resumes", headers=stranger)).json()["items"] == []


async def test_the_list_shows_every_version_newest_first_page_by_page(
    upload: Upload, client: httpx.AsyncClient
) -> None:
    for number in range(3):
        await upload(ADA.encode() + b" " * number, f"ada-{number}.txt")
    first = (await client.get("/resumes", params={"limit": 2})).json()
    second = (await client.get("/resumes", params={"limit": 2, "cursor": first["next"]})).json()
    assert [item["filename"] for item in first["items"] + second["items"]] == ["ada-2.txt", "ada-1.txt", "ada-0.txt"]
    assert [item["current"] for item in first["items"]] == [True, False]
    assert second["next"] is None


async def test_more_than_the_limit_is_refused_and_nothing_is_kept(
    client: httpx.AsyncClient, platform: Platform
) -> None:
    size = platform.settings.max_upload_bytes + 1
    answer = await client.post("/resumes", files={"file": ("big.pdf", b"x" * size)})
    assert (answer.status_code, answer.json()["code"]) == (413, "resume.too_large")
    assert (await client.get("/resumes")).json()["items"] == []


async def test_a_file_is_checked_once_and_the_outcome_is_kept(
    upload: Upload, client: httpx.AsyncClient, platform: Platform, workspace: UUID
) -> None:
    read = await upload(ADA.encode(), "ada.txt")
    async with platform.db.workspace(workspace) as session:
        with pytest.raises(NotChecked):
            await checked_file(session, UUID(read["id"]))
    answer = await client.post(f"/resumes/{read['id']}/ats-check")
    assert answer.status_code == 200, answer.text
    made = answer.json()
    assert made["score"] == round(sum(part["points"] for part in made["parts"]))
    assert {part["name"] for part in made["parts"]} >= {"text", "sections", "dates", "contact", "length", "file"}
    async with platform.db.workspace(workspace) as session:
        kept, resume = await checked_file(session, UUID(read["id"]))
    assert (kept.score, kept.text, resume.basics.name) == (made["score"], ADA, "Ada Byron")


async def test_only_a_resume_of_ones_own_is_checked(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"/resumes/{uuid4()}/ats-check")
    assert answer.status_code == 404
