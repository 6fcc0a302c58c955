"""What a board is: one applicant-tracking system or portal, read through one contract.

A board knows its own vocabulary and nothing else: not the database, not events, not other boards.
`Listing` is its answer about one posting, close to the wire; `discover.normalise` makes it comparable.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeAlias

Json: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a company's postings stand: `greenhouse:canonical`."""

    board: str
    company: str
    region: str | None = None
    """`eu`, `wd5`, `ca2` where a platform serves companies from several hosts; None otherwise."""

    def __str__(self) -> str:
        return f"{self.board}:{self.company}" + (f"@{self.region}" if self.region else "")


@dataclass(frozen=True, slots=True)
class Place:
    """A URL understood: the board's address, and the posting's id when the URL names one posting."""

    address: Address
    job_id: str | None = None
    certain: bool = True
    """False when the company was guessed from an employer's own host (`example.com/jobs?gh_jid=1`): ask the board.
    Also when the URL names the posting and no company, which is "" then: where the URL leads tells it."""


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay as the board states it in fields (not in prose). Amounts in units of `currency`, per `period`."""

    minimum: float | None
    maximum: float | None
    currency: str | None
    period: str | None
    """One of year, month, week, day, hour; None when the board does not say."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One posting as the board tells it. Text fields are verbatim; `raw` is the board's whole answer for it."""

    address: Address
    job_id: str
    title: str
    url: str
    apply_url: str
    raw: Json
    company: str | None = None
    requisition_id: str | None = None
    """The employer's own number: several postings with one requisition are one job in several places."""
    opening_id: str | None = None
    """The platform's own id of the opening behind the posting, where it tells one (Greenhouse `internal_job_id`)."""
    places: tuple[str, ...] = ()
    remote: bool | None = None
    workplace: str | None = None
    """remote, hybrid or onsite when the board states it in a field."""
    department: str | None = None
    employment_type: str | None = None
    html: str = ""
    pay: Pay | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    language: str | None = None
    valid_through: datetime | None = None
    """When applications close, where the board says so."""
    partial: bool = False
    """True when the list answer leaves out the text: `Board.posting` has the whole."""
    volatile: tuple[str, ...] = ()
    """Fields of `raw` that change without news ("Posted 3 Days Ago"): a deeper one as `jobPostingInfo.postedOn`."""


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a posting's application form, as the platform's API tells it."""

    id: str
    """The field's own name in the form: what an answer is sent under."""
    label: str
    kind: str
    """text, textarea, email, phone, url, number, date, file, boolean, select or multiselect."""
    required: bool | None = None
    """None where the API does not say."""
    options: tuple[tuple[str, str], ...] = ()
    """(value, label) of each choice, in order."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A field of an answer that is not as documented: missing, renamed or of another type."""

    job_id: str | None
    field: str
    problem: str


@dataclass(frozen=True, slots=True)
class Page:
    """What was read out of one answer. `complete` is False when more follows, or an entry could not be read."""

    listings: tuple[Listing, ...]
    drift: tuple[Drift, ...] = ()
    complete: bool = True
    total: int | None = None
    """How many postings the board says it has in all; None when it does not say."""
    unchanged: bool = False
    """The board answered 304: nothing changed since the last complete reading, hence no `listings`."""


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP answer, as much of it as a board needs. `unchanged` is True for 304."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False
    url: str = ""
    """Where the answer came from, after redirects."""


class Fetch(Protocol):
    """How a board reaches the network: polite, bounded, conditional. Raises `platform.errors.Problem` subclasses."""

    async def __call__(
        self, url: str, *, method: str = "GET", json: Json | None = None, headers: Mapping[str, str] | None = None
    ) -> Response: ...


class Board(Protocol):
    """One applicant-tracking system."""

    name: str
    """Stable short name, used in addresses: `greenhouse`."""
    title: str
    """For people: `Greenhouse`."""
    links: str
    """A regular expression for the hosts (and paths) of its URLs, as they stand in the source of a careers page."""
    by_name: bool
    """Whether a company's board can be guessed from its name alone (`greenhouse:canonical`), and so be asked for it."""

    def locate(self, url: str) -> Place | None:
        """The address (and job id) that a URL of this platform names; None when it is not this platform's."""

    def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """Every open posting of a company, page by page.

        Raises the outcomes of `boards.outcomes`: RetryLater, NeedsHuman, Refused.
        """

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """One posting in full, read by itself.

        listed: what the list told of it (`Listing.raw`), for boards whose posting answer leaves something out.
        Raises `PostingGone` when the board says that it is no longer there, and the other outcomes of `pages`.
        """

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """The fields of the posting's form; None where the platform has no public API that tells them.

        Raises the same outcomes as `posting`.
        """

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A recorded answer of the list endpoint, or of one posting (text, or already decoded JSON) to listings.

        Without an address it is read out of the postings' URLs. Raises `boards.outcomes.UnreadableAnswer` for what is
        not this board's answer at all; everything smaller is drift, and the posting is kept.
        """

    def recognises(self, document: Any) -> bool:
        """Whether a document looks like this board's answer: decoded JSON, or a str that holds HTML or XML."""

    def postings_url(self, address: Address) -> str:
        """The page a person opens to see all postings of this company."""
