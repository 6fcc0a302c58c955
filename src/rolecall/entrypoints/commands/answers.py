"""`rolecall answers`: what you answer to the questions that application forms ask again and again."""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer

from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, identifier, owner_session, show
from rolecall.entrypoints.form_answers import form_answers
from rolecall.platform.api import Caller
from rolecall.platform.resources import Platform
from rolecall.profile.answers import bank as answers
from rolecall.profile.answers.kinds import KINDS, Kind, Name, Type
from rolecall.profile.answers.values import DECLINED, WrongAnswer, told

app = typer.Typer(help="What you answer to the questions of application forms.", no_args_is_help=True)
Which = Annotated[Name, typer.Argument(help="As `rolecall answers list` shows it.")]
COUNTRY = typer.Option(metavar="XX", help="For which country, as two letters: US, DE; EU for the European Union.")
QUESTION = typer.Option(help="The question that a custom answer is for, as forms put it.")


@app.command("list")
def list_answers(*, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Every kind of answer, with what you answered and when."""

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            found = answers.by_kind(await answers.bank(session))
        return [row for kind in KINDS.values() for row in _rows(kind, found[kind.name], json=json)]

    show(as_owner(work), as_json=json, empty="")


@app.command("set")
def set_answer(
    kind: Which,
    value: Annotated[str, typer.Argument(help="yes, no, “3 months”, “80000 EUR year”, 2027-03-01, a text or a link.")],
    *,
    country: Annotated[str | None, COUNTRY] = None,
    question: Annotated[str | None, QUESTION] = None,
) -> None:
    """Answer once, dated today. “prefer_not_to_say” is an answer where the kind is private."""
    read = _read(KINDS[kind], value)

    async def work(platform: Platform, owner: Caller) -> None:
        async with owner_session(platform, owner) as session:
            await answers.answer(session, kind, read, country=country, question=question)

    as_owner(work)
    typer.echo(f"{kind.value}: {told(KINDS[kind], read)}")


@app.command()
def clear(
    kind: Which,
    *,
    country: Annotated[str | None, COUNTRY] = None,
    question: Annotated[str | None, QUESTION] = None,
) -> None:
    """Take an answer back; the question is asked again."""

    async def work(platform: Platform, owner: Caller) -> None:
        async with owner_session(platform, owner) as session:
            found = await answers.bank(session)
            known = found.custom(question or "") if kind is Name.CUSTOM else found.find(kind, country)
            if known is None:
                raise answers.NoSuchAnswer("There is no such answer; `rolecall answers list` shows those there are.")
            await answers.clear(session, known.id)

    as_owner(work)
    typer.echo(f"{kind.value} is open again.")


@app.command()
def form(
    posting: Annotated[str, typer.Argument(metavar="ID", help="As `rolecall postings search` shows it.")],
    *,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """What a posting's form asks, and which of it your answers and your profile answer. The board is asked."""

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        actor = f"user:{owner.user_id}"
        found = await form_answers(platform, owner.workspace_id, identifier(posting), actor=actor)
        return [
            {
                "question": each.field.label,
                "status": each.status.value,
                "answer": each.shown,
                "why": each.why,
                **({"id": each.field.id, "value": each.value, "asks": each.asks} if json else {}),
            }
            for each in found or ()
        ]

    show(
        as_owner(work),
        as_json=json,
        empty="This employer's platform does not tell its questions. The form itself does.",
    )


def _rows(kind: Kind, found: tuple[answers.Answer, ...], *, json: bool) -> list[dict[str, Any]]:
    open_ = "prefer not to say" if kind.private else None
    rows: list[dict[str, Any]] = [
        {
            "kind": kind.name.value,
            "country": each.country,
            "question": each.question,
            "answer": told(kind, each.value) + (" (ask again)" if each.aged and not json else ""),
            "answered": each.answered_at if json else each.answered_at.date().isoformat(),
            **({"id": each.id, "value": each.value, "aged": each.aged} if json else {}),
        }
        for each in found
    ]
    if rows:
        return rows
    empty = {"kind": kind.name.value, "country": None, "question": kind.question, "answer": open_, "answered": None}
    return [{**empty, **({"id": None, "value": None, "aged": False} if json else {})}]


_DURATION = re.compile(r"(\d+)\s*(day|week|month)s?", re.IGNORECASE)
_MONEY = re.compile(r"([\d,. ]+)\s*([A-Za-z]{3})\s*(?:/|per|a|an)?\s*(year|month|day|hour)", re.IGNORECASE)


def _read(kind: Kind, text: str) -> Any:
    """The value as typed on a command line; the bank checks it."""
    said = text.strip()
    if kind.private and said.casefold().replace(" ", "_") == DECLINED:
        return DECLINED
    if kind.type is Type.YES_NO:
        return {"yes": True, "true": True, "no": False, "false": False}.get(said.casefold(), said)
    if kind.type is Type.DURATION and (found := _DURATION.fullmatch(said)):
        return {"amount": int(found[1]), "unit": f"{found[2].lower()}s"}
    if kind.type is Type.MONEY and (found := _MONEY.fullmatch(said)):
        digits = re.sub(r"[,. ]", "", found[1])
        if re.search(r"[.,]\d{1,2}\s*$", found[1]):
            raise WrongAnswer("Write the amount whole, as 80000 EUR year.")
        return {"amount": int(digits), "currency": found[2].upper(), "period": found[3].lower()}
    return said
