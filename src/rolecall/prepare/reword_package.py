"""One rewording of an application's package: asked for by a person, paid from the budget, kept as the next version.

Nothing is reworded unless somebody asks for it, for one application at a time. What may heal by itself is raised for
the queue to try again. A run whose worker died in the middle of the call is not asked again by itself; it may cost.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from uuid import UUID

import structlog
from prometheus_client import Counter

from rolecall.applications import lifecycle
from rolecall.applications.queries import application
from rolecall.match.queries import Match, match_of_posting
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict, Problem
from rolecall.platform.llm.ask import Estimate, ask, estimate
from rolecall.platform.llm.budget import Budget, abandon, budget, dollars, is_calling, spent_on
from rolecall.platform.llm.configured import Model, configured
from rolecall.platform.llm.problems import Interrupted, NotConfigured
from rolecall.platform.resources import Platform
from rolecall.prepare.content import Draft
from rolecall.prepare.fit import PAGES
from rolecall.prepare.keep import keep, rendered, store
from rolecall.prepare.queries import current_draft, current_package
from rolecall.prepare.render_pdf import resume_extent
from rolecall.prepare.reword import lines_of, question, reworded
from rolecall.prepare.reword_runs import Mark, lines, told
from rolecall.prepare.rewrite import is_editable

log = structlog.get_logger(__name__)

LINES = Counter("rolecall_prepare_reworded_lines_total", "Lines that a language model reworded.", ["outcome"])


class NothingToReword(Conflict):
    """The application has no package whose lines could be reworded now."""

    code = "prepare.nothing_to_reword"


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a rewording would be: by which model, at what cost. `problem` says why there can be none."""

    model: Model | None
    estimate: Estimate | None
    budget: Budget | None
    lines: int
    problem: Problem | None


async def prospect(platform: Platform, session: Session, application_id: UUID) -> Prospect:
    """Look ahead, and send nothing. Raises NotFound, NoPackage."""
    state = (await application(session, application_id)).state
    drafted, match = await _made_of(session, application_id)
    count = len(lines_of(drafted))
    try:
        model = configured(platform.settings)
    except NotConfigured as problem:
        return Prospect(None, None, None, count, problem)
    cost = estimate(model, question(drafted, match, UUID(int=0)))
    month = await budget(platform.db, model)
    short = month.used_up() if month is not None and cost.most_usd > month.left else None
    nothing = None if count else NothingToReword("This package has no lines of yours that could be reworded.")
    closed = None
    if not is_editable(state):
        closed = NothingToReword(
            f"This application is {state.value.replace('_', ' ')}; its package cannot be changed now."
        )
    return Prospect(model, cost, month, count, closed or nothing or short)


def counted(lines: int) -> str:
    """`1 line`, `2 lines`."""
    return f"{lines} {'line' if lines == 1 else 'lines'}"


async def reword_package(
    platform: Platform, workspace_id: UUID, application_id: UUID, run_id: UUID, version: int, *, actor: str
) -> None:
    """Ask, check, make the files anew, keep. Does nothing when the package is another one by now.

    Raises what may heal by itself; everything else ends in the application's timeline.
    """
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        if (await current_package(session, application_id)).version != version:
            return
        if await is_calling(session, run_id):
            await abandon(session, run_id)
            await told(session, application_id, run_id, "failed", _INTERRUPTED)
            return
        drafted, match = await _made_of(session, application_id)
    try:
        answer = await ask(platform, workspace_id, question(drafted, match, run_id))
        made = await asyncio.to_thread(reworded, drafted, answer)
        after = await asyncio.to_thread(_within_budget, drafted, made.draft)
        files = await rendered(after) if made.changed and after is not None else None
        if files is not None:
            await store(platform, files)
    except Exception as error:
        problem = error if isinstance(error, Problem) else None
        async with platform.db.workspace(workspace_id, actor=actor) as session:
            mark: Mark = "waiting" if problem is not None and problem.retry else "failed"
            await told(session, application_id, run_id, mark, str(problem) if problem else _UNEXPECTED)
        if problem is None:
            log.exception("prepare.reword_failed", application=str(application_id))
        elif problem.retry:
            raise
        return
    LINES.labels("taken").inc(made.changed)
    LINES.labels("refused").inc(len(made.refused))
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        spent = await spent_on(session, run_id)
        most = "" if spent.exact else "at most "
        cost = f"{most}{dollars(spent.usd)}, {spent.tokens_in + spent.tokens_out} tokens"
        state = await lifecycle.state_of(session, application_id)
        if not is_editable(state) or (await current_package(session, application_id)).version != version:
            dropped = f"The package changed meanwhile, so its rewording was dropped ({cost})"
            await told(session, application_id, run_id, "failed", dropped)
            return
        refused = f", {len(made.refused)} not taken" if made.refused else ""
        if files is None or after is None:
            why = "nothing could be used" if not made.changed else "with it the résumé had been too long"
            none = f"No line was reworded: {why}{refused} ({cost})"
            await told(session, application_id, run_id, "done", none, **lines(made, taken=False))
            return
        row = await keep(session, application_id, after, files, edited=True)
        await lifecycle.new_package(session, application_id, files.fingerprint, version=row.version)
        model = configured(platform.settings).full_name
        done = f"{counted(made.changed)} reworded by {model}{refused} ({cost})"
        await told(
            session, application_id, run_id, "done", done, model=model, made=row.version, **lines(made, taken=True)
        )


_INTERRUPTED = str(
    Interrupted(
        "Rolecall stopped while the language model was asked to reword; the most it can have cost is counted. "
        "Ask again if you like."
    )
)
_UNEXPECTED = "The rewording failed in Rolecall itself; ask again, and tell whoever runs it if that fails too."


def _within_budget(before: Draft, after: Draft) -> Draft | None:
    """The draft, unless its résumé needs more pages than the budget and than before."""
    pages = resume_extent(after).pages
    return None if pages > PAGES and pages > resume_extent(before).pages else after


async def _made_of(session: Session, application_id: UUID) -> tuple[Draft, Match]:
    view = await application(session, application_id)
    drafted = await current_draft(session, application_id)
    scored = await match_of_posting(session, view.posting_id)
    if scored is None:
        raise NothingToReword("This posting has no score any more; wait until it is scored again.")
    return drafted, scored.match
