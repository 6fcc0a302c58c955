"""How reading a board can end other than with postings. Each is one plain sentence, and says whether to try again."""

from __future__ import annotations

from rolecall.boards.contract import Address
from rolecall.platform.errors import Problem


class BoardOutcome(Problem):
    """A board did not give its postings."""

    code = "boards.outcome"
    status = 502


class RetryLater(BoardOutcome):
    """The board is overloaded or broken for now. `retry_after` None lets the caller decide."""

    code = "boards.retry_later"
    status = 503
    retry = True


class NeedsHuman(BoardOutcome):
    """The board asks for something only a person may give: a challenge, a log-in. It is not tried again by itself."""

    code = "boards.needs_human"
    status = 409


class Refused(BoardOutcome):
    """The board says no: the company is unknown there, or reading is forbidden."""

    code = "boards.refused"
    status = 404


class PostingGone(BoardOutcome):
    """The board answered, and this posting is no longer there."""

    code = "boards.posting_gone"
    status = 410


class UnreadableAnswer(BoardOutcome):
    """The answer is not what the board documents: HTML, half a JSON, another shape."""

    code = "boards.unreadable_answer"
    status = 422


class UnknownAddress(Problem):
    """An address or URL that names no board we know."""

    code = "boards.unknown_address"
    status = 422


class RecordedFileProblem(Problem):
    """A file of recorded answers that cannot be read."""

    code = "boards.recorded_file"
    status = 422


def posting_gone(title: str, job_id: str) -> PostingGone:
    """The outcome of a 404, a redirect to the list or a sign of closing for one posting."""
    return PostingGone(f"{title} does not show the posting {job_id} any more; it was closed or taken down.")


def unknown_company(title: str, address: Address) -> Refused:
    """The outcome of a 404 for a company's list."""
    return Refused(
        f"{title} has no board named “{address.company}”. Check the spelling in the address of the careers page; "
        "the company may have moved to another platform."
    )
