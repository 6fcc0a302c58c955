"""The sample postings: read from `postings/*.yaml`, told as the Greenhouse job board API tells them.

Format: developers.greenhouse.io/job-board.html. `content` is HTML that is escaped once more, as in the real answers.
Dates count back from today, so that the sample never grows old.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any
from zlib import crc32

import yaml

COMPANIES = ("quillmoor", "sundrel", "alderpeak")
"""The board tokens: `greenhouse:quillmoor` and so on."""

# Greenhouse tells times in the employer's zone; one is enough here.
_ZONE = timezone(timedelta(hours=-4))
_LIST_ITEM = re.compile(r"^- ", re.MULTILINE)
_BOLD = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*")


@dataclass(frozen=True, slots=True)
class SamplePosting:
    """One posting. `pay` is in the API's own words (cents); `closes` marks the one that is taken down."""

    id: int
    internal_job_id: int
    requisition_id: str
    title: str
    location: str
    department: str
    language: str
    age_days: int
    employment_type: str
    workplace: str
    html: str
    pay: Mapping[str, Any] | None = None
    closes: bool = False

    def published_at(self, today: date) -> datetime:
        """When it was first published: `age_days` before today, at a time of day of its own."""
        minutes = 8 * 60 + crc32(str(self.id).encode()) % (9 * 60)
        at = time(minutes // 60, minutes % 60, self.id % 60, tzinfo=_ZONE)
        return datetime.combine(today - timedelta(days=self.age_days), at)

    def answer(self, company: Company, url: str, today: date, *, content: bool, pay: bool = False) -> dict[str, Any]:
        """The job as the API tells it. content: with text, departments and offices; pay: with `pay_input_ranges`."""
        published = self.published_at(today)
        told: dict[str, Any] = {
            "absolute_url": url,
            "data_compliance": [
                {
                    "type": "gdpr",
                    "requires_consent": False,
                    "requires_processing_consent": False,
                    "requires_retention_consent": False,
                    "retention_period": None,
                    "demographic_data_consent_applies": False,
                }
            ],
            "internal_job_id": self.internal_job_id,
            "location": {"name": self.location},
            "metadata": [
                _metadata("Employment Type", self.employment_type),
                _metadata("Workplace Type", self.workplace),
            ],
            "id": self.id,
            "updated_at": (published + timedelta(hours=2, minutes=self.id % 50)).isoformat(),
            "requisition_id": self.requisition_id,
            "title": self.title,
            "company_name": company.name,
            "first_published": published.isoformat(),
            "language": self.language,
            "application_deadline": None,
        }
        if content:
            told["content"] = escape(self.html).replace("&#x27;", "&#39;")
            told["departments"] = [_named(self.department, child_ids=[], parent_id=None)]
            told["offices"] = [_named(self.location, location=self.location, child_ids=[], parent_id=None)]
        if pay:
            told["pay_input_ranges"] = [dict(self.pay)] if self.pay else []
        return told


@dataclass(frozen=True, slots=True)
class Company:
    """An invented company with its board."""

    token: str
    name: str
    about: str
    postings: tuple[SamplePosting, ...] = field(default=())

    def posting(self, posting_id: int) -> SamplePosting | None:
        """One posting by its id."""
        return next((posting for posting in self.postings if posting.id == posting_id), None)


@cache
def company(token: str) -> Company | None:
    """A sample company; None when there is none of that name."""
    if token not in COMPANIES:
        return None
    source = yaml.safe_load((files(__package__) / "postings" / f"{token}.yaml").read_text(encoding="utf-8"))
    return Company(source["token"], source["company"], source["about"], tuple(_postings(source)))


def _postings(source: Mapping[str, Any]) -> Iterator[SamplePosting]:
    style, texts = source["style"], {entry["id"]: entry["text"] for entry in source["postings"] if "text" in entry}
    for entry in source["postings"]:
        told = dict(entry)
        text = told.pop("text", None) or texts[told.pop("same_as")]
        for before, after in told.pop("replace", {}).items():
            if before not in text:
                raise ValueError(f"posting {told['id']}: {before!r} does not stand in the text it is made from")
            text = text.replace(before, after)
        language = told["language"]
        yield SamplePosting(
            **told, html=page(source["introduction"][language], text, source["conclusion"][language], style)
        )


def page(introduction: str, text: str, conclusion: str, style: str) -> str:
    """A posting's HTML as Greenhouse assembles it. style: how this employer's editor writes headings (h2, h3, bold)."""
    return (
        f'<div class="content-intro">{html_of(introduction, style)}</div>'
        f"{html_of(text, style)}"
        f'<div class="content-conclusion">{html_of(conclusion, style)}</div>'
    )


def html_of(text: str, style: str) -> str:
    """Paragraphs, `##` headings, `-` lists, bold and emphasis to HTML; what is HTML already stays as it is."""
    return "\n".join(_block(block.strip(), style) for block in re.split(r"\n{2,}", text.strip()))


def _block(block: str, style: str) -> str:
    if block.startswith("<"):
        return block
    if block.startswith("## "):
        heading = _inline(block.removeprefix("## "))
        return {"h2": f"<h2>{heading}</h2>", "h3": f"<h3><strong>{heading}</strong></h3>"}.get(
            style, f"<p><strong>{heading}&nbsp;</strong></p>"
        )
    if block.startswith("- "):
        items = [_inline(item.strip()) for item in _LIST_ITEM.split(block) if item.strip()]
        if style == "bold":
            items = [f'<span style="font-weight: 400;">{item}</span>' for item in items]
        return "<ul>\n" + "\n".join(f"<li>{item}</li>" for item in items) + "\n</ul>"
    return f"<p>{_inline(block)}</p>"


def _inline(text: str) -> str:
    return _BOLD.sub(
        lambda found: f"<strong>{found[1]}</strong>" if found[1] else f"<em>{found[2]}</em>", escape(text, quote=False)
    )


def _named(name: str, **more: Any) -> dict[str, Any]:
    return {"id": 70_000 + crc32(name.encode()) % 9_000, "name": name, **more}


def _metadata(name: str, value: str) -> dict[str, Any]:
    return {"id": 70_000 + crc32(name.encode()) % 9_000, "name": name, "value": value, "value_type": "single_select"}


def today() -> date:
    """The day that ages are counted from."""
    return datetime.now(UTC).date()
