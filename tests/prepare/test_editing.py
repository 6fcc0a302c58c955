"""An edit before and after it is saved: checked, shown, kept as a version, compared, brought back."""

from __future__ import annotations

import asyncio
import base64
import struct
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from rolecall.platform.resources import Platform
from rolecall.prepare.content import Draft
from rolecall.prepare.edit import MOST_CHARACTERS
from rolecall.prepare.keep import rendered
from rolecall.prepare.package import RenderedPackage
from rolecall.profile.change import change_profile
from rolecall.profile.fact_base.own import Said, add_fact, edit_fact, withdraw_fact
from rolecall.profile.facts import FactKind
from rolecall.profile.queries import current_profile
from tests.prepare.applied import Desk
from tests.prepare.people import LED

Run = Callable[[], Awaitable[None]]
Wait = Callable[..., Any]


class Edited:
    """A package that waits for approval, and its API."""

    def __init__(self, api: httpx.AsyncClient, application_id: str) -> None:
        self.api = api
        self.id = application_id

    async def package(self) -> dict[str, Any]:
        found: dict[str, Any] = (await self.api.get(f"/applications/{self.id}/package")).json()
        return found

    async def ask(self, what: str, body: dict[str, Any], *, token: str = "mine") -> httpx.Response:
        path = f"/applications/{self.id}/package/{what}"
        return await self.api.post(path, json=body, headers={"Authorization": f"Bearer {token}"})

    async def save(self, body: dict[str, Any]) -> httpx.Response:
        return await self.api.patch(f"/applications/{self.id}/package", json=body)

    async def line(self, beginning: str) -> str:
        package = await self.package()
        items = [item for section in package["resume"]["sections"] for item in section["items"]]
        return next(str(item["id"]) for item in items if item["text"].startswith(beginning))

    async def bullets(self, under: str) -> list[str]:
        package = await self.package()
        items = [item for section in package["resume"]["sections"] for item in section["items"]]
        start = next(at for at, item in enumerate(items) if item["text"].startswith(under)) + 1
        end = next((at for at in range(start, len(items)) if items[at]["role"] != "bullet"), len(items))
        return [str(item["id"]) for item in items[start:end]]


@pytest.fixture
async def made(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> Edited:
    answer = await api.post("/applications", json={"posting_id": str(await desk.settle())})
    await run_jobs()
    return Edited(api, answer.json()["applications"][0]["id"])


async def test_a_lie_is_marked_where_it_stands_and_a_true_wording_passes(made: Edited) -> None:
    led = await made.line("Led 4")
    text = "Led 9 engineers 🚀 in moving label  printing to Python"
    lines = (await made.ask("check", {"changes": [{"id": led, "text": text}]})).json()["lines"]
    assert [line["id"] for line in lines] == [led]
    marked = [(claim["kind"], text[claim["start"] : claim["end"]]) for claim in lines[0]["unsupported"]]
    assert marked == [("number", "9")]
    assert "9" in lines[0]["unsupported"][0]["why"]
    true = {"id": led, "text": "Led 4 engineers in moving label printing to Python"}
    lines = (await made.ask("check", {"changes": [true]})).json()["lines"]
    assert lines[0]["unsupported"] == []
    assert LED in [fact["text"] for fact in lines[0]["facts"]]


async def test_a_fact_added_to_the_profile_meanwhile_lets_the_line_pass_and_stands_in_the_package(
    made: Edited, platform: Platform, workspace: UUID
) -> None:
    led = await made.line("Led 4")
    said = "Led 4 engineers and hired 3 in moving label printing to Python"
    changes = [{"id": led, "text": said}]
    assert (await made.ask("check", {"changes": changes})).json()["lines"][0]["unsupported"]
    assert (await made.save({"items": changes})).status_code == 422
    async with platform.db.workspace(workspace) as session:
        await add_fact(session, Said(said, FactKind.DUTY, "/work/0"))
    assert (await made.ask("check", {"changes": changes})).json()["lines"][0]["unsupported"] == []
    package = (await made.save({"items": changes, "version": 1})).json()
    assert package["version"] == 2
    items = [item for section in package["resume"]["sections"] for item in section["items"]]
    assert said in [fact["text"] for item in items if item["text"] == said for fact in item["facts"]]


async def test_a_fact_said_in_other_words_allows_them_and_the_lines_made_of_the_old_ones(
    made: Edited, platform: Platform, workspace: UUID
) -> None:
    led = await made.line("Led 4")
    said = LED.replace("Led 4", "Led 6")
    changes = [{"id": led, "text": said}]
    assert (await made.ask("check", {"changes": changes})).json()["lines"][0]["unsupported"]
    async with platform.db.workspace(workspace) as session:
        profile = await current_profile(session)
        assert profile is not None
        own = next(fact for fact in profile.facts if fact.text == LED)
        await edit_fact(session, own.id, {"text": said})
    assert (await made.ask("check", {"changes": changes})).json()["lines"][0]["unsupported"] == []
    package = (await made.save({"items": changes})).json()
    assert package["version"] == 2
    letter = [sentence["text"] for part in package["letter"]["paragraphs"] for sentence in part["sentences"]]
    assert any(text.endswith(LED.removeprefix("Led") + ".") for text in letter)


async def test_words_of_a_fact_that_was_taken_back_allow_nothing_new(
    made: Edited, platform: Platform, workspace: UUID
) -> None:
    led = await made.line("Led 4")
    async with platform.db.workspace(workspace) as session:
        own = await add_fact(session, Said("Hired 3 engineers for label printing", FactKind.DUTY, "/work/0"))
    package = await made.package()
    lines = [item for section in package["resume"]["sections"] for item in section["items"]]
    other = next(item["id"] for item in lines if item["role"] == "bullet" and item["id"] != led)
    # The version that is edited was made with the fact.
    assert (await made.save({"items": [{"id": other, "text": None}]})).status_code == 200
    changes = [{"id": led, "text": "Hired 3 engineers for label printing"}]
    assert (await made.ask("check", {"changes": changes})).json()["lines"][0]["unsupported"] == []
    async with platform.db.workspace(workspace) as session:
        await withdraw_fact(session, own)
    assert (await made.ask("check", {"changes": changes})).json()["lines"][0]["unsupported"]
    assert (await made.save({"items": changes})).status_code == 422


async def test_a_fact_that_says_again_what_it_said_first_allows_those_words_again(
    made: Edited, platform: Platform, workspace: UUID, run_jobs: Run
) -> None:
    said = LED.replace("Led 4", "Led 6")

    async def fact_says(old: str, new: str) -> None:
        async with platform.db.workspace(workspace) as session:
            profile = await current_profile(session)
            assert profile is not None
            own = next(fact for fact in profile.facts if fact.text == old)
            await edit_fact(session, own.id, {"text": new})

    await fact_says(LED, said)
    assert (await made.api.post(f"/applications/{made.id}/package")).status_code == 202
    await run_jobs()
    led = await made.line("Led 6")
    await fact_says(said, LED)
    changes = [{"id": led, "text": LED}]
    assert (await made.ask("check", {"changes": changes})).json()["lines"][0]["unsupported"] == []


async def test_a_resume_quotes_nobody(made: Edited) -> None:
    why = "I want to work where “You will build services in Python and Go” is the plan."
    answer = await made.api.put(f"/applications/{made.id}/letter", json={"why": why})
    assert answer.status_code == 200, answer.text
    led = await made.line("Led 4")
    quoted = [{"id": led, "text": "Led 4 engineers: “You will build services in Python and Go”"}]
    lines = (await made.ask("check", {"changes": quoted})).json()["lines"]
    assert lines[0]["unsupported"]


async def test_a_letter_is_written_anew_after_a_line_of_the_resume_was_corrected(
    made: Edited, platform: Platform, workspace: UUID
) -> None:
    async with platform.db.workspace(workspace) as session:
        profile = await current_profile(session)
        assert profile is not None
        own = next(fact for fact in profile.facts if fact.text == LED)
        await edit_fact(session, own.id, {"text": LED.replace("Led 4", "Led 6")})
    before = await made.package()
    answer = await made.api.put(f"/applications/{made.id}/letter", json={"tone": "warm"})
    assert answer.status_code == 200, answer.text
    after = await made.package()
    assert (after["version"], after["resume"]) == (2, before["resume"])
    said = [sentence["text"] for part in after["letter"]["paragraphs"] for sentence in part["sentences"]]
    assert not any("Led 4" in text for text in said)


async def test_nothing_is_open_in_the_database_while_a_letter_is_set(
    made: Edited, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_now: list[int] = []

    async def watched(draft: Draft) -> RenderedPackage:
        open_now.append(platform.db.engine.pool.checkedout())  # type: ignore[attr-defined]
        return await rendered(draft)

    monkeypatch.setattr("rolecall.prepare.letters.redo.rendered", watched)
    assert (await made.api.put(f"/applications/{made.id}/letter", json={"tone": "warm"})).status_code == 200
    assert open_now == [0]


async def test_a_preview_shows_the_pages_and_stores_nothing(made: Edited) -> None:
    before = await made.package()
    led = await made.line("Led 4")
    plain = (await made.ask("preview", {})).json()
    edited = (await made.ask("preview", {"changes": [{"id": led, "text": "Led 400 spaceships"}]})).json()
    page = base64.b64decode(edited["pages"][0]["png"])
    assert struct.unpack(">II", page[16:24]) == (edited["pages"][0]["width"], edited["pages"][0]["height"])
    assert edited["pages"][0]["png"] != plain["pages"][0]["png"]
    assert (edited["count"], edited["budget"], edited["version"]) == (1, 2, 1)
    again = (await made.ask("preview", {})).json()
    assert again == plain
    letter = (await made.ask("preview", {"paper": "cover-letter"})).json()
    assert letter["pages"][0]["png"] != plain["pages"][0]["png"]
    assert await made.package() == before
    versions = (await made.api.get(f"/applications/{made.id}/package/versions")).json()["items"]
    assert [version["version"] for version in versions] == [1]


async def test_a_design_is_shown_before_it_is_chosen(made: Edited) -> None:
    plain = (await made.ask("preview", {})).json()
    classic = (await made.ask("preview", {"design": "classic"})).json()
    assert plain["pages"] != classic["pages"]
    assert (await made.package())["design"] == "plain"


async def test_of_two_who_edit_one_version_the_second_is_told_and_loses_nothing_but_time(made: Edited) -> None:
    club = await made.line("Organised")
    led = await made.line("Led 4")
    assert (await made.save({"items": [{"id": club, "text": None}], "version": 1})).status_code == 200
    answer = await made.save({"items": [{"id": led, "text": None}], "version": 1})
    assert answer.status_code == 409
    assert answer.json()["code"] == "prepare.package_moved_on"
    assert "version 2" in answer.json()["detail"]
    assert (await made.ask("check", {"changes": [], "version": 1})).status_code == 409
    assert (await made.ask("preview", {"version": 1})).status_code == 409
    assert (await made.package())["version"] == 2


async def test_two_saves_at_the_same_moment_make_one_version(made: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    club, led = await made.line("Organised"), await made.line("Led 4")
    both = asyncio.Barrier(2)

    async def together(draft: Any) -> Any:
        await both.wait()
        return await rendered(draft)

    monkeypatch.setattr("rolecall.prepare.rewrite.rendered", together)
    answers = await asyncio.gather(
        made.save({"items": [{"id": club, "text": None}]}), made.save({"items": [{"id": led, "text": None}]})
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert (await made.package())["version"] == 2


async def test_nothing_is_open_in_the_database_while_an_edit_is_set(
    made: Edited, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    out: list[int] = []

    async def counted(draft: Any) -> Any:
        out.append(platform.db.engine.pool.checkedout())  # type: ignore[attr-defined]
        return await rendered(draft)

    monkeypatch.setattr("rolecall.prepare.rewrite.rendered", counted)
    await made.save({"items": [{"id": await made.line("Organised"), "text": None}]})
    assert out == [0]


async def test_points_change_places_within_their_position_only(made: Edited) -> None:
    first = await made.bullets("Senior Backend Engineer")
    turned = [first[1], first[0]]
    package = (await made.save({"order": [turned]})).json()
    assert package["version"] == 2
    assert (await made.bullets("Senior Backend Engineer"))[:2] == turned
    other = await made.bullets("Software Engineer")
    for order in ([first[0], other[0]], [first[0], first[0]], [first[0], "/work/9"], ["/work/0", "/work/1"]):
        answer = await made.save({"order": [order]})
        assert (answer.status_code, answer.json()["code"]) == (422, "prepare.not_editable")
    assert (await made.package())["version"] == 2


async def test_what_a_person_left_out_is_listed_with_the_reason(made: Edited) -> None:
    package = (await made.save({"items": [{"id": await made.line("Organised"), "text": None}]})).json()
    assert {"text": "Organised the monthly book club", "why": "You left it out."} in package["left_out"]


async def test_a_line_put_back_as_it_was_is_the_candidates_own_again(made: Edited) -> None:
    led = await made.line("Led 4")
    await made.save({"items": [{"id": led, "text": "Led 4 engineers"}]})
    package = (await made.save({"items": [{"id": led, "text": LED}]})).json()
    line = next(i for section in package["resume"]["sections"] for i in section["items"] if i["id"] == led)
    assert (line["text"], line["changed"], line["original"]) == (LED, False, None)


async def test_an_edit_longer_than_any_resume_is_refused_with_a_sentence(made: Edited) -> None:
    led = await made.line("Led 4")
    too_long = {"changes": [{"id": led, "text": "x" * 5_001}]}
    assert (await made.ask("check", too_long)).status_code == 422
    package = await made.package()
    ids = [item["id"] for section in package["resume"]["sections"] for item in section["items"]]
    much = {"changes": [{"id": line, "text": "x " * 2_499} for line in ids]}
    assert sum(len(change["text"]) for change in much["changes"]) > MOST_CHARACTERS
    for what in ("check", "preview"):
        answer = await made.ask(what, much)
        assert (answer.status_code, answer.json()["code"]) == (422, "prepare.too_much_text")


async def test_old_versions_stay_readable_byte_for_byte_and_come_back_as_new_ones(made: Edited) -> None:
    first = await made.package()
    led = await made.line("Led 4")
    await made.save({"items": [{"id": led, "text": "Led 4 engineers"}]})
    base = f"/applications/{made.id}/package/versions"
    old = (await made.api.get(f"{base}/1")).json()
    assert (old["fingerprint"], old["status"], old["resume"]) == (first["fingerprint"], "replaced", first["resume"])
    for file in first["files"]:
        assert (await made.api.get(file["url"].removeprefix("/api/v1"))).headers["etag"] == f'"{file["sha256"]}"'

    assert (await made.api.post(f"{base}/1/restore", json={"version": 1})).status_code == 409
    back = (await made.api.post(f"{base}/1/restore", json={"version": 2})).json()
    assert (back["version"], back["fingerprint"], back["status"]) == (3, first["fingerprint"], "draft")
    assert "These are the papers of version 1." in back["notices"]
    listed = (await made.api.get(base)).json()["items"]
    assert [(version["version"], version["current"]) for version in listed] == [(3, True), (2, False), (1, False)]
    assert (await made.api.get(f"{base}/9")).status_code == 404
    assert (await made.api.get(f"{base}/99999999999999")).status_code == 422


async def test_an_old_version_that_comes_back_names_what_the_profile_no_longer_says(
    made: Edited, platform: Platform, workspace: UUID
) -> None:
    await made.save({"items": [{"id": await made.line("Organised"), "text": None}]})
    async with platform.db.workspace(workspace) as session:
        await change_profile(session, [("/work/0/highlights/0", "Led 3 engineers")], None)
    back = (await made.api.post(f"/applications/{made.id}/package/versions/1/restore", json={})).json()
    assert any("no longer says “Led 4 engineers" in notice for notice in back["notices"])


async def test_a_line_that_the_profile_says_by_now_is_no_loss_when_its_version_comes_back(
    made: Edited, platform: Platform, workspace: UUID
) -> None:
    async with platform.db.workspace(workspace) as session:
        await change_profile(session, [("/work/0/highlights/0", "Led 9 engineers")])
    paragraphs = (await made.package())["letter"]["paragraphs"]
    told = [
        s["id"] for p in paragraphs for s in p["sentences"] if any(f["text"].startswith("Led 4") for f in s["facts"])
    ]
    lines = [{"id": await made.line("Led 4"), "text": "Led 9 engineers"}, *({"id": id, "text": None} for id in told)]
    reworded = await made.save({"items": lines})
    assert reworded.status_code == 200, reworded.text
    await made.save({"items": [{"id": await made.line("Organised"), "text": None}]})
    back = (await made.api.post(f"/applications/{made.id}/package/versions/2/restore", json={})).json()
    assert not any("no longer says “Led 4" in notice for notice in back["notices"])


async def test_the_comparison_with_the_own_resume_says_what_moved_and_what_allows_it(made: Edited) -> None:
    led = await made.line("Led 4")
    await made.save(
        {"items": [{"id": led, "text": "Led 4 engineers"}, {"id": await made.line("Organised"), "text": None}]}
    )
    found = (await made.api.get(f"/applications/{made.id}/package/compare")).json()
    assert (found["before"]["version"], found["before"]["kept"], found["after"]["version"]) == (None, True, 2)
    lines = {line["id"]: line for section in found["resume"] for line in section["lines"]}
    assert (lines[led]["fate"], lines[led]["before"], lines[led]["after"]) == ("changed", LED, "Led 4 engineers")
    assert [run["op"] for run in lines[led]["words"]] == ["same", "out"]
    gone = next(line for line in lines.values() if line["fate"] == "left_out")
    assert (gone["before"], gone["why"]) == ("Organised the monthly book club", "You left it out.")
    moved = [line for line in lines.values() if line["moved"]]
    assert all(line["was"] != line["now"] for line in moved)
    assert moved
    known = {fact["id"] for line in lines.values() for fact in line["facts"]}
    assert all(line["facts"] for line in lines.values() if line["after"])
    assert known
    assert found["totals"]["left_out"] == 1
    assert {line["why"] for line in found["letter"]} >= {"Fixed wording that claims nothing about you."}


async def test_two_versions_are_compared_word_by_word(made: Edited) -> None:
    led = await made.line("Led 4")
    await made.save({"items": [{"id": led, "text": LED.replace("label printing", "the label printing")}]})
    found = (await made.api.get(f"/applications/{made.id}/package/compare?before=1&after=2")).json()
    changed = [line for section in found["resume"] for line in section["lines"] if line["fate"] != "same"]
    assert [(run["op"], run["text"]) for run in changed[0]["words"]][1:2] == [("in", " the")]
    assert (len(changed), found["totals"]["words_in"], found["totals"]["words_out"]) == (1, 1, 0)
    back = (await made.api.get(f"/applications/{made.id}/package/compare?before=2&after=1")).json()
    assert (back["totals"]["words_in"], back["totals"]["words_out"]) == (0, 1)


async def test_nothing_of_it_is_there_for_another_workspace(made: Edited) -> None:
    other = {"Authorization": "Bearer other"}
    led = await made.line("Led 4")
    for what in ("check", "preview"):
        answer = await made.ask(what, {"changes": [{"id": led, "text": "x"}]}, token="other")
        assert answer.status_code == 404
    base = f"/applications/{made.id}/package"
    for path in ("versions", "versions/1", "compare", "versions/1/files/resume.pdf", "files/cover-sheet.pdf"):
        assert (await made.api.get(f"{base}/{path}", headers=other)).status_code == 404, path
    assert (await made.api.post(f"{base}/versions/1/restore", json={}, headers=other)).status_code == 404
    assert (await made.api.patch(base, json={"items": [{"id": led, "text": None}]}, headers=other)).status_code == 404
    assert (await made.package())["version"] == 1


async def test_a_package_that_was_sent_is_not_edited_any_more(made: Edited) -> None:
    package = await made.package()
    await made.api.post(f"/applications/{made.id}/approve", json={"fingerprint": package["fingerprint"]})
    await made.api.post(f"/applications/{made.id}/sent", json={})
    for answer in (
        await made.ask("check", {"changes": []}),
        await made.ask("preview", {}),
        await made.save({"items": []}),
        await made.ask("versions/1/restore", {}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "prepare.not_editable_now")
        assert answer.json()["detail"] == "This application is sent; its package cannot be changed now."
