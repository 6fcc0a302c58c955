"""`rolecall users`: who may sign in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from rolecall.accounts.users import add_user_account, link_for, list_users
from rolecall.entrypoints.commands.local import JSON_OPTION, identifier, on_platform, show

app = typer.Typer(help="Who may sign in: list, add, link.", no_args_is_help=True)


@app.command("list")
def list_accounts(*, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Everyone, in all workspaces."""
    show([asdict(account) for account in on_platform(list_users)], as_json=json, empty="Nobody yet.")


@app.command()
def add(
    email: str,
    *,
    name: Annotated[str, typer.Option(help="What they are called.")] = "",
    workspace: Annotated[str | None, typer.Option(help="Id of a workspace to join; else one of their own.")] = None,
    password: Annotated[
        bool, typer.Option("--password", help="Ask for a password; else a link signs them in.")
    ] = False,
) -> None:
    """Add someone and print their sign-in link."""
    secret = typer.prompt("Password", hide_input=True, confirmation_prompt=True) if password else None
    joined = identifier(workspace) if workspace else None
    on_platform(lambda platform: add_user_account(platform, email, name=name, password=secret, workspace_id=joined))
    link(email)


@app.command()
def link(email: str) -> None:
    """Print a link that signs someone in, once, within an hour."""
    typer.echo(on_platform(lambda platform: link_for(platform, email)))
