"""What goes over the wire for boards and postings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rolecall.discover.followed import Open
from rolecall.discover.health import State, health
from rolecall.discover.origins import title_of, url_of
from rolecall.discover.queries import Change, FactName, Liveness, Twin
from rolecall.discover.search import told_salary
from rolecall.discover.tables import BoardRow, PostingRow


class BoardIn(BaseModel):
    """A board to follow: one of the three."""

    address: Annotated[str | None, Field(max_length=300, examples=["greenhouse:canonical"])] = None
    url: Annotated[str | None, Field(max_length=2000, description="A careers page or any of its postings.")] = None
    company: Annotated[str | None, Field(max_length=200, description="A name; the known boards are asked for it.")] = (
        None
    )

    @model_validator(mode="after")
    def _exactly_one(self) -> BoardIn:
        if sum(bool(given and given.strip()) for given in (self.address, self.url, self.company)) != 1:
            raise ValueError("Give exactly one of address, url and company.")
        return self

    @property
    def given(self) -> str:
        """Whichever it is."""
        return self.address or self.url or self.company or ""


class ProgressOut(BaseModel):
    """How far the reading has come; `total` is null while the board has not said."""

    seen: int
    total: int | None


class BoardOut(BaseModel):
    """A followed board. `health` is one sentence for people; `health_state` the same for programs."""

    id: UUID
    address: str
    board: str
    board_title: str
    company: str
    url: str | None
    status: str
    problem: str | None
    health: str
    health_state: State
    failing_since: datetime | None
    last_ok_count: int | None
    every_minutes: int | None
    paused: bool
    postings_open: int
    details_waiting: int
    last_crawled_at: datetime | None
    last_ok_at: datetime | None
    next_crawl_at: datetime | None
    progress: ProgressOut
    drift: list[DriftOut]

    @classmethod
    def of(cls, row: BoardRow, counted: Open) -> BoardOut:
        how = health(row, details_waiting=counted.details_waiting)
        return cls(
            id=row.id,
            address=row.address,
            board=row.board,
            board_title=title_of(row),
            company=row.company or row.board_company,
            url=url_of(row),
            status=row.status,
            problem=row.problem,
            health=how.sentence,
            health_state=how.state,
            failing_since=row.failing_since,
            last_ok_count=row.last_ok_count,
            every_minutes=row.every_minutes,
            paused=row.paused_at is not None,
            postings_open=counted.postings,
            details_waiting=counted.details_waiting,
            last_crawled_at=row.last_crawled_at,
            last_ok_at=row.last_ok_at,
            next_crawl_at=row.next_crawl_at,
            progress=ProgressOut(seen=row.seen, total=row.total),
            drift=[DriftOut.model_validate(entry) for entry in row.drift],
        )


class DriftOut(BaseModel):
    """A field of an answer that is not as documented."""

    model_config = ConfigDict(from_attributes=True)

    job_id: str | None
    field: str
    problem: str


class ImportOut(BaseModel):
    """What came of an imported file."""

    board: str
    boards: list[str]
    seen: int
    found: int
    changed: int
    duplicates: int
    drift: list[DriftOut]
    problems: list[str]


class SalaryOut(BaseModel):
    """Advertised pay; `text` is for people."""

    minimum: float | None
    maximum: float | None
    currency: str | None
    period: str | None
    text: str


class PostingSalaryOut(SalaryOut):
    """The pay of one posting. `yearly_…`: per year of full-time work, gross; null where the period is not known."""

    yearly_minimum: float | None
    yearly_maximum: float | None

    @classmethod
    def of_row(cls, row: PostingRow) -> PostingSalaryOut | None:
        told = told_salary(row.salary)
        return cls(**told, yearly_minimum=row.pay_low, yearly_maximum=row.pay_high) if told else None


class FactOut(BaseModel):
    """One thing that the text says: `text[start:end]`, in code points. `stated` false is a no; `wished` is no must."""

    name: FactName
    stated: bool
    value: float | str | None = None
    level: str | None = None
    wished: bool = False
    start: int
    end: int


class ChangeOut(BaseModel):
    """One thing that happened to a posting."""

    model_config = ConfigDict(from_attributes=True)

    at: datetime
    what: str
    fields: list[str]
    differences: list[DifferenceOut]


class DifferenceOut(BaseModel):
    """What a field said before and after; of the posting's text only how many lines changed. `text` is for people."""

    model_config = ConfigDict(from_attributes=True)

    field: str
    before: str | None
    after: str | None
    lines: int | None
    text: str


class SignalOut(BaseModel):
    """One thing that speaks for or against two postings being one job. `strength` is 0–1 (docs/duplicates.md)."""

    model_config = ConfigDict(from_attributes=True)

    signal: str
    strength: float
    words: str


class TwinOut(BaseModel):
    """Another posting, with the reasons for the link. `kind`: `same` is merged, one is shown for both; `repost`,
    `agency` and `opening` (another job under the same opening) are linked, and both are shown.
    """

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    company: str
    locations: list[str]
    url: str
    kind: str
    signals: list[SignalOut]
    made_by: str
    since: datetime
    closed_at: datetime | None


class ComparisonOut(BaseModel):
    """Two postings held against each other. `kind` is what comes of it by itself: same, agency, opening or null."""

    model_config = ConfigDict(from_attributes=True)

    kind: str | None
    signals: list[SignalOut]
    against: list[SignalOut]


class TwinIn(BaseModel):
    """The posting that is the same job."""

    posting_id: UUID


class LivenessOut(BaseModel):
    """Whether a posting can still be applied to; `at` is null while nobody has looked. `evidence` is one sentence."""

    model_config = ConfigDict(from_attributes=True)

    state: Literal["live", "closed", "unknown"]
    at: datetime | None
    evidence: str


class QuestionOut(BaseModel):
    """One field of an application form. `id` is its own name there; `options` are (value, label) in order."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    label: str
    kind: str
    required: bool | None
    options: list[tuple[str, str]]


class FormOut(BaseModel):
    """A form's fields in its order. `told` is False where the platform does not tell them; the form itself does."""

    told: bool
    questions: list[QuestionOut]


class PostingOut(BaseModel):
    """A posting in full. `text` is Markdown."""

    id: UUID
    title: str
    company: str
    locations: list[str]
    workplace: str | None
    salary: PostingSalaryOut | None
    published_at: datetime | None
    valid_through: datetime | None
    board: str
    url: str
    closed_at: datetime | None
    liveness: LivenessOut
    application_id: UUID | None
    duplicates: int
    text: str
    apply_url: str
    employment_type: str | None
    level: str | None
    function: str | None
    facts: list[FactOut]
    department: str | None
    requisition_id: str | None
    language: str | None
    updated_at: datetime | None
    found_at: datetime
    duplicate_of: UUID | None
    history: list[ChangeOut]
    twins: list[TwinOut]
    raw_available: bool

    @classmethod
    def of(
        cls,
        row: PostingRow,
        changes: list[Change],
        twins: list[Twin],
        application_id: UUID | None,
        liveness: Liveness,
    ) -> PostingOut:
        return cls(
            id=row.id,
            title=row.title,
            company=row.company,
            locations=[place["text"] for place in row.locations],
            workplace=row.workplace,
            salary=PostingSalaryOut.of_row(row),
            published_at=row.published_at,
            valid_through=row.valid_through,
            board=row.board,
            url=row.url,
            closed_at=row.closed_at,
            liveness=LivenessOut.model_validate(liveness),
            application_id=application_id,
            duplicates=0 if row.duplicate_of else sum(twin.kind == "same" for twin in twins),
            text=row.text,
            apply_url=row.apply_url,
            employment_type=row.employment_type,
            level=row.level,
            function=row.function,
            facts=[FactOut.model_validate(fact) for fact in row.facts],
            department=row.department,
            requisition_id=row.requisition_id,
            language=row.language,
            updated_at=row.updated_at,
            found_at=row.created_at,
            duplicate_of=row.duplicate_of,
            history=[ChangeOut.model_validate(change) for change in changes],
            twins=[TwinOut.model_validate(twin) for twin in twins],
            raw_available=True,
        )
