"""From a stored row back to the value that everything else works with."""

from __future__ import annotations

from rolecall.discover.posting import Fact, FactName, Location, Posting, Salary, Workplace
from rolecall.discover.tables import PostingRow


def posting_of(row: PostingRow) -> Posting:
    """A row as the value that everything else works with."""
    return Posting(
        board=row.board,
        board_company=row.board_company,
        job_id=row.job_id,
        title=row.title,
        company=row.company,
        url=row.url,
        apply_url=row.apply_url,
        text=row.text,
        locations=tuple(Location(**place) for place in row.locations),
        workplace=Workplace(row.workplace) if row.workplace else None,
        salary=Salary(**row.salary) if row.salary else None,
        employment_type=row.employment_type,
        level=row.level,
        function=row.function,
        department=row.department,
        requisition_id=row.requisition_id,
        opening_id=row.opening_id,
        published_at=row.published_at,
        updated_at=row.updated_at,
        valid_through=row.valid_through,
        language=row.language,
        facts=tuple(Fact(**{**fact, "name": FactName(fact["name"])}) for fact in row.facts),
        notices=tuple(row.notices),
        closed_at=row.closed_at,
        id=row.id,
    )
