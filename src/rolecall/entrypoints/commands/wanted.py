"""Options by which postings are looked for, the same for every command that looks for some."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

import typer
from pydantic import ValidationError

from rolecall.match.searches.asked import FiltersIn

Words: TypeAlias = Annotated[str | None, typer.Argument(help='Words, "a phrase", -without, or.')]
Remote: TypeAlias = Annotated[bool, typer.Option("--remote", help="Only remote ones.")]
Workplace: TypeAlias = Annotated[list[str] | None, typer.Option(help="remote, hybrid or onsite.")]
Location: TypeAlias = Annotated[str | None, typer.Option(help="A city, region or country.")]
Country: TypeAlias = Annotated[list[str] | None, typer.Option(help="Two letters, like DE.")]
City: TypeAlias = Annotated[list[str] | None, typer.Option()]
Company: TypeAlias = Annotated[str | None, typer.Option(help="A part of its name.")]
Board: TypeAlias = Annotated[str | None, typer.Option(help="A board's name or address.")]
MinSalary: TypeAlias = Annotated[float | None, typer.Option(min=0, help="A year; what says no pay is left out.")]
Currency: TypeAlias = Annotated[str | None, typer.Option(help="Three letters, like EUR.")]
Level: TypeAlias = Annotated[list[str] | None, typer.Option(help="junior, senior, …; `--facets` shows what there is.")]
Function: TypeAlias = Annotated[list[str] | None, typer.Option()]
Type: TypeAlias = Annotated[list[str] | None, typer.Option("--type", help="full-time, contract, internship, …")]
Language: TypeAlias = Annotated[list[str] | None, typer.Option(help="Two letters, like en.")]
Visa: TypeAlias = Annotated[str | None, typer.Option(help="What the text says of sponsoring one: yes, no or unsaid.")]
Days: TypeAlias = Annotated[int | None, typer.Option(min=0, help="Published within so many days.")]
MinScore: TypeAlias = Annotated[int | None, typer.Option(min=0, max=100)]
Decided: TypeAlias = Annotated[str | None, typer.Option(help="Your own word: shortlisted, rejected or undecided.")]
Status: TypeAlias = Annotated[str, typer.Option(help="open, closed or all.")]


def asked_for(**options: Any) -> FiltersIn:
    """Options as filters; wrong use ends with the option's name and what it takes."""
    given = {name: value for name, value in options.items() if value not in (None, False, [])}
    try:
        return FiltersIn(**given)
    except ValidationError as error:
        fault = error.errors()[0]
        name = _OPTIONS.get(str(fault["loc"][0]), str(fault["loc"][0]).replace("_", "-"))
        raise typer.BadParameter(fault["msg"], param_hint=f"--{name}") from error


_OPTIONS = {"employment_type": "type", "published_within": "days"}
