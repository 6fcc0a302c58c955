"""Facts keep their ids and their history through re-parses, corrections and edits, on a real database."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import delete, func, select

from rolecall.platform.resources import Platform
from rolecall.profile.fact_base.keep import keep
from rolecall.profile.fact_base.listed import facts
from rolecall.profile.fact_base.tables import FactRow
from rolecall.profile.tables import ResumeRow
from tests.profile.people import ADA

Upload = Callable[..., Awaitable[dict[str, Any]]]
Run = Callable[[], Awaitable[None]]


@pytest.fixture
async def ada(upload: Upload) -> None:
    await upload(ADA.encode(), "ada.txt")


async def ids(client: httpx.AsyncClient) -> dict[str, str]:
    answer = await client.get("/facts", params={"limit": 200})
    assert answer.status_code == 200, answer.text
    return {fact["text"]: fact["id"] for fact in answer.json()["items"]}


async def say(client: httpx.AsyncClient, text: str, **more: Any) -> dict[str, Any]:
    answer = await client.post("/facts", json={"text": text, **more})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.usefixtures("ada")
async def test_a_second_reading_keeps_every_id_also_of_a_reworded_line(
    upload: Upload, client: httpx.AsyncClient
) -> None:
    before = await ids(client)
    newer = ADA.replace("Led a team of 4 engineers", "Led a team of 6 engineers").replace(
        "EXPERIENCE\n",
        "EXPERIENCE\n\nPrincipal Engineer, Loom Works – Leeds, UK\nMay 2024 – Present\n- Plans it\n",
    )
    newer = newer.replace("March 2021 – Present", "March 2021 – April 2024")
    await upload(newer.encode(), "ada-2.txt")
    after = await ids(client)
    assert after["Wrote the billing export in Python"] == before["Wrote the billing export in Python"]
    assert after["Led a team of 6 engineers"] == before["Led a team of 4 engineers"]
    old = next(text for text in before if text.startswith("Senior Data Engineer"))
    new = next(text for text in after if text.startswith("Senior Data Engineer"))
    assert old != new
    assert after[new] == before[old]
    assert after["Plans it"] not in before.values()
    history = (await client.get(f"/facts/{after['Led a team of 6 engineers']}")).json()["history"]
    assert [(was["text"], was["why"]) for was in history] == [("Led a team of 4 engineers", "read")]


@pytest.mark.usefixtures("ada")
async def test_a_correction_keeps_the_id_however_much_it_changes(client: httpx.AsyncClient) -> None:
    before = await ids(client)
    await client.patch(
        "/profile", json={"corrections": [{"pointer": "/work/0/highlights/1", "value": "Answered for five people"}]}
    )
    after = await ids(client)
    assert after["Answered for five people"] == before["Led a team of 4 engineers"]
    assert {id_ for text, id_ in before.items() if text in after} == {
        id_ for text, id_ in after.items() if text in before
    }


@pytest.mark.usefixtures("ada")
async def test_what_the_newest_resume_does_not_say_is_withdrawn_and_comes_back_as_itself(
    upload: Upload, client: httpx.AsyncClient
) -> None:
    before = await ids(client)
    line = "Wrote the billing export in Python"
    await upload(ADA.replace(f"- {line}\n", "").encode(), "ada-2.txt")
    assert line not in await ids(client)
    gone = (await client.get("/facts", params={"withdrawn": True})).json()["items"]
    assert [(fact["id"], fact["why"]) for fact in gone] == [(before[line], "not_read")]
    await upload(ADA.replace("Speaks plainly.", "Plain speaker.").encode(), "ada-3.txt")
    assert (await ids(client))[line] == before[line]


@pytest.mark.usefixtures("ada")
async def test_another_skill_is_another_fact_however_alike(client: httpx.AsyncClient) -> None:
    before = await ids(client)
    await client.patch(
        "/profile",
        json={"corrections": [{"pointer": "/skills/0/keywords/2", "value": None}]},
    )
    await client.patch("/profile", json={"corrections": [{"pointer": "/skills/0/keywords/3", "value": "Rusty"}]})
    assert (await ids(client))["Rusty"] != before["Rust"]


@pytest.mark.usefixtures("ada")
async def test_an_own_fact_stands_at_its_position_and_keeps_id_and_history(
    upload: Upload, client: httpx.AsyncClient
) -> None:
    position = next(id_ for text, id_ in (await ids(client)).items() if text.startswith("Data Engineer, "))
    said = await say(client, "Cut the build's time by 40 %", kind="duty", about=position, since="2019", until="2020-06")
    assert (said["origin"], said["kind"], said["pointer"]) == ("own", "duty", "/work/1/highlights/1")
    edited = await client.patch(f"/facts/{said['id']}", json={"text": "Cut the build's time by 45 %"})
    assert edited.status_code == 200, edited.text
    assert edited.json()["id"] == said["id"]
    assert [was["text"] for was in edited.json()["history"]] == ["Cut the build's time by 40 %"]
    more = ADA.replace(
        "EXPERIENCE\n", "EXPERIENCE\n\nPrincipal Engineer, Loom Works – London, UK\n2025 – Present\n- Plans\n"
    )
    await upload(more.encode(), "ada-2.txt")
    now = (await client.get(f"/facts/{said['id']}")).json()
    assert (now["pointer"], now["since"], now["until"]) == ("/work/2/highlights/1", "2019", "2020-06")


@pytest.mark.usefixtures("ada")
async def test_an_own_fact_whose_position_is_gone_is_kept_and_says_so(
    upload: Upload, client: httpx.AsyncClient
) -> None:
    said = await say(client, "Trained two juniors", kind="duty", about="/work/1")
    short = ADA[: ADA.index("Data Engineer, Difference")] + ADA[ADA.index("EDUCATION") :]
    await upload(short.encode(), "short.txt")
    now = (await client.get(f"/facts/{said['id']}")).json()
    assert now["pointer"] is None
    assert "not in your current résumé" in now["note"]
    assert now["withdrawn_at"] is None
    moved = await client.patch(f"/facts/{said['id']}", json={"about": "/work/0"})
    assert (moved.json()["pointer"], moved.json()["note"]) == ("/work/0/highlights/2", None)


@pytest.mark.usefixtures("ada")
async def test_a_fact_taken_back_stays_as_withdrawn_and_has_its_id_when_said_again(client: httpx.AsyncClient) -> None:
    said = await say(client, "Certified Kubernetes Administrator", kind="certificate", since="2024")
    for _ in range(2):
        assert (await client.delete(f"/facts/{said['id']}")).status_code == 204
    gone = (await client.get(f"/facts/{said['id']}")).json()
    assert (gone["text"], gone["why"]) == ("Certified Kubernetes Administrator", "removed")
    assert gone["withdrawn_at"]
    refused = await client.patch(f"/facts/{said['id']}", json={"text": "Another"})
    assert (refused.status_code, refused.json()["code"]) == (409, "facts.withdrawn")
    again = await say(client, "Certified Kubernetes Administrator", kind="certificate", since="2025")
    assert (again["id"], again["since"], again["withdrawn_at"]) == (said["id"], "2025", None)


@pytest.mark.usefixtures("ada")
async def test_a_read_fact_is_changed_and_removed_where_the_resume_says_it(client: httpx.AsyncClient) -> None:
    before = await ids(client)
    led = before["Led a team of 4 engineers"]
    changed = await client.patch(f"/facts/{led}", json={"text": "Led a team of 5 engineers"})
    assert (changed.status_code, changed.json()["id"]) == (200, led), changed.text
    profile = (await client.get("/profile")).json()
    assert profile["resume"]["work"][0]["highlights"][1] == "Led a team of 5 engineers"
    assert (await client.delete(f"/facts/{led}")).status_code == 204
    assert "Led a team of 5 engineers" not in await ids(client)
    spoken = before["Speaks plainly."]
    assert (await client.delete(f"/facts/{spoken}")).status_code == 204
    summary = (await client.get("/profile")).json()["resume"]["basics"]["summary"]
    assert summary == "Builds data platforms that people trust."


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"text": "led a team of 4 engineers."}, 409, "facts.duplicate"),
        ({"text": " … "}, 422, "facts.wrong"),
        ({"text": "x" * 501}, 422, "facts.wrong"),
        ({"text": "a\x00b"}, 422, "facts.wrong"),
        ({"text": "Ada", "kind": "name"}, 422, "facts.wrong"),
        ({"text": "Go", "kind": "skill", "about": "/work/0"}, 422, "facts.wrong"),
        ({"text": "Led", "about": "/basics/name"}, 422, "facts.wrong"),
        ({"text": "Led", "about": "f_000000000000"}, 422, "facts.wrong"),
        ({"text": "Led", "since": "lately"}, 422, "facts.wrong"),
        ({"text": "Led", "since": "2024", "until": "2023-02"}, 422, "facts.wrong"),
    ],
)
@pytest.mark.usefixtures("ada")
async def test_what_cannot_be_a_fact_is_refused_in_plain_words(
    client: httpx.AsyncClient, body: dict[str, Any], status: int, code: str
) -> None:
    before = await ids(client)
    answer = await client.post("/facts", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert await ids(client) == before


async def test_facts_may_be_said_before_there_is_a_resume(upload: Upload, client: httpx.AsyncClient) -> None:
    said = await say(client, "German (B2)", kind="language")
    await upload(ADA.encode(), "ada.txt")
    assert (await ids(client))["German (B2)"] == said["id"]


@pytest.mark.usefixtures("ada")
async def test_another_workspace_sees_and_changes_nothing_of_it(client: httpx.AsyncClient, platform: Platform) -> None:
    said = await say(client, "Speaks at conferences")
    stranger = {"Authorization": f"Bearer {uuid4()}"}
    assert (await client.get("/facts", headers=stranger)).json()["items"] == []
    for answer in (
        await client.get(f"/facts/{said['id']}", headers=stranger),
        await client.delete(f"/facts/{said['id']}", headers=stranger),
    ):
        assert answer.status_code == 404, answer.text
    assert (await client.get(f"/facts/{said['id']}")).json()["withdrawn_at"] is None
    async with platform.db.workspace(uuid4()) as session:
        assert await facts(session) == []
        assert await facts(session, withdrawn=True) == []


@pytest.mark.usefixtures("ada")
async def test_the_list_comes_in_parts(client: httpx.AsyncClient) -> None:
    whole = list((await ids(client)).values())
    seen, cursor = [], None
    while True:
        part = (await client.get("/facts", params={"limit": 7} | ({"cursor": cursor} if cursor else {}))).json()
        seen += [fact["id"] for fact in part["items"]]
        cursor = part["next"]
        if cursor is None:
            break
    assert seen == whole


async def test_a_kept_file_read_anew_keeps_ids_and_what_was_said_about_its_entries(
    upload: Upload, client: httpx.AsyncClient, platform: Platform, workspace: UUID, run_jobs: Run
) -> None:
    read = await upload(ADA.encode(), "ada.txt")
    async with platform.db.workspace(workspace) as session:
        # As a parser of before had read it.
        await session.execute(delete(FactRow))
        row = await session.get(ResumeRow, UUID(read["id"]))
        assert row is not None
        assert row.resume is not None
        older = copy.deepcopy(row.resume)
        older["work"][1]["position"] = "Data Engineer, Leeds"
        row.resume = older
        await session.flush()
        await keep(session)
    position = next(id_ for text, id_ in (await ids(client)).items() if text.startswith("Data Engineer, Leeds"))
    said = await say(client, "Trained two juniors", kind="duty", about=position)
    assert (await client.post(f"/resumes/{read['id']}/read")).status_code == 202
    for _ in range(2):
        await run_jobs()
    after = await ids(client)
    assert next(id_ for text, id_ in after.items() if text.startswith("Data Engineer, Difference Co")) == position
    assert (await client.get(f"/facts/{said['id']}")).json()["pointer"] == "/work/1/highlights/1"


async def test_facts_that_nobody_has_written_down_yet_keep_their_ids_with_the_next_resume(
    upload: Upload, client: httpx.AsyncClient, platform: Platform, workspace: UUID
) -> None:
    await upload(ADA.encode(), "ada.txt")
    async with platform.db.workspace(workspace) as session:
        # As a release without fact base has left it.
        await session.execute(delete(FactRow))
    before = await ids(client)
    await upload(ADA.replace("Led a team of 4 engineers", "Led a team of 6 engineers").encode(), "ada-2.txt")
    assert (await ids(client))["Led a team of 6 engineers"] == before["Led a team of 4 engineers"]


async def test_two_corrections_at_once_write_no_fact_down_twice(
    upload: Upload, client: httpx.AsyncClient, platform: Platform, workspace: UUID
) -> None:
    await upload(ADA.encode(), "ada.txt")
    for _ in range(3):
        async with platform.db.workspace(workspace) as session:
            await session.execute(delete(FactRow))
        bodies = [
            {"corrections": [{"pointer": f"/work/{at}/location", "value": place}]}
            for at, place in enumerate(("York", "Hull"))
        ]
        answers = await asyncio.gather(*(client.patch("/profile", json=body) for body in bodies))
        assert [answer.status_code for answer in answers] == [200, 200]
        async with platform.db.workspace(workspace) as session:
            stated = await session.scalar(select(func.count()).where(FactRow.withdrawn_at.is_(None)))
        assert stated == len(await ids(client))
