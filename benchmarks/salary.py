"""Advertised pay read out of postings' texts, against labels made by hand.

How the labels were made: every text of the shared `postings_fulltext` (1,270 that are not empty) was searched with two
wide nets, one for currency signs, codes and words, pay words near digits, and words such as "per hour", in English,
German, French, Polish and Hebrew, and one for every number of four digits or more. One person read each mention in its
context, before the extractor was changed, and labelled each span that advertises pay: the first to the last character
of the amounts with their currency and period, the amounts in full ("$120-150k" is 120,000 and 150,000), the currency,
and the period. What is not written but plain to a reader of the posting is labelled as that reader takes it: a bare
"$" as the posting's country's, an Israeli or Polish amount that can only be a month's as a month's. All other money
(funding, revenue, budgets, bonuses, stipends, insurance) is no pay, and so has no label. `benchmarks/labels/salary.tsv`
holds offsets and values only, with a hash of the text: a text that is not the one that was read is skipped. To measure
on other texts, put labels of the same form into DIR/postings_fulltext/salary_labels.tsv.

Figures: a span found is right when it overlaps a labelled one and has its amounts, currency and period. Per posting,
right means that the one salary that the posting gets is one of those labelled, or that it gets none where there is
none. The country of the row's place is given, as in the product. The baselines are asked for less: for the amounts
only. They are a regular expression of the idea that JobSpy has (`$min - $max`, `k` for thousands), and one that takes
every amount beside a currency sign, or two with "-" or "to" between, for pay.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from benchmarks import report
from rolecall.discover import places, salary
from rolecall.discover.posting import Salary

LABELS = Path(__file__).parent / "labels" / "salary.tsv"
TEXTS = ("Job Description", "description", "text")
PLACES = ("Location", "location")
DOLLAR_RANGE = re.compile(r"\$(\d[\d,]*(?:\.\d+)?)(k?)\s*[-–—]\s*\$?(\d[\d,]*(?:\.\d+)?)(k?)", re.IGNORECASE)
_SUM = r"[$€£₹₪]?\s?(\d[\d,.]*\d|\d)(k?)\s?(?:[€£₪]|zł)?"
ANY_AMOUNT = re.compile(rf"(?=[$€£₹₪]|[\d,.k]+\s?(?:[€£₪]|zł)){_SUM}(?:\s?(?:[-–—]|to)\s?{_SUM})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """Pay at `start` to `end` of a text. `currency` and `period` are None where a baseline does not read them."""

    start: int
    end: int
    minimum: float | None
    maximum: float | None
    currency: str | None = None
    period: str | None = None

    def agrees(self, other: Span, amounts_only: bool) -> bool:
        """Whether both stand in one place and say the same."""
        same = (self.minimum, self.maximum) == (other.minimum, other.maximum)
        more = amounts_only or (self.currency, self.period) == (other.currency, other.period)
        return same and more and self.start < other.end and other.start < self.end


Reader: TypeAlias = Callable[[str, Sequence[str]], list[Span]]


def main() -> None:
    options = report.options("salary", needs=("postings_fulltext",))
    folder = options.folder("postings_fulltext")
    labels = _labels(LABELS)
    if (folder / "salary_labels.tsv").is_file():
        labels |= _labels(folder / "salary_labels.tsv")
    texts = [(text, countries, labels[name]) for text, countries in _texts(folder) if (name := _name(text)) in labels]
    if not texts:
        print(
            f"No text in {folder} has labels. Put them into {folder / 'salary_labels.tsv'}: the program says how.",
            file=sys.stderr,
        )
        raise SystemExit(report.MISSING)
    figures: dict[str, report.Figure] = {
        "texts": len(texts),
        "postings that advertise pay": sum(bool(spans) for _, _, spans in texts),
        "spans of pay": sum(len(spans) for _, _, spans in texts),
        **_measured(texts, _ours, amounts_only=False),
        **_per_posting(texts),
    }
    baselines = {
        "$min - $max": _measured(texts, _dollar_ranges, amounts_only=True),
        "any amount": _measured(texts, _any_amount, amounts_only=True),
    }
    report.publish("salary", options, figures=figures, baselines=baselines, n=len(texts))


def _labels(file: Path) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        _, _, name, *told = line.split("\t")
        spans = found.setdefault(name, [])
        if told:
            start, end, low, high, currency, period = told
            span = Span(
                int(start), int(end), float(low) if low else None, float(high) if high else None, currency, period
            )
            spans.extend([] if span in spans else [span])
    return found


def _texts(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for file in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = next((row[field] for field in TEXTS if row.get(field)), "")
                where = next((row[field] for field in PLACES if row.get(field)), "")
                yield text, [place.country for place in places.parse(where).locations if place.country]


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _ours(text: str, countries: Sequence[str]) -> list[Span]:
    return [_span(pay) for pay in salary.all_in(text, countries)]


def _span(pay: Salary) -> Span:
    return Span(pay.start or 0, pay.end or 0, pay.minimum, pay.maximum, pay.currency, pay.period)


def _dollar_ranges(text: str, _: Sequence[str]) -> list[Span]:
    return [
        Span(hit.start(), hit.end(), _amount(hit[1], hit[2]), _amount(hit[3], hit[4]))
        for hit in DOLLAR_RANGE.finditer(text)
    ]


def _any_amount(text: str, _: Sequence[str]) -> list[Span]:
    spans = []
    for hit in ANY_AMOUNT.finditer(text):
        low = _amount(hit[1], hit[2])
        spans.append(Span(hit.start(), hit.end(), low, _amount(hit[3], hit[4]) if hit[3] else low))
    return spans


def _amount(digits: str, unit: str) -> float | None:
    try:
        return float(digits.replace(",", "")) * (1_000 if unit else 1)
    except ValueError:
        return None


def _measured(
    texts: Sequence[tuple[str, list[str], list[Span]]], read: Reader, *, amounts_only: bool
) -> dict[str, report.Figure]:
    right = found_all = labelled_all = caught = 0
    for text, countries, labelled in texts:
        found = read(text, countries)
        found_all, labelled_all = found_all + len(found), labelled_all + len(labelled)
        right += sum(any(span.agrees(label, amounts_only) for label in labelled) for span in found)
        caught += sum(any(label.agrees(span, amounts_only) for span in found) for label in labelled)
    return {
        "spans: recall, %": 100 * caught / max(1, labelled_all),
        "spans: precision, %": 100 * right / max(1, found_all),
    }


def _per_posting(texts: Sequence[tuple[str, list[str], list[Span]]]) -> dict[str, report.Figure]:
    with_pay = given = right = 0
    for text, countries, labelled in texts:
        pay = salary.from_text(text, countries)
        with_pay, given = with_pay + bool(labelled), given + (pay is not None)
        right += pay is not None and any(_span(pay).agrees(label, amounts_only=False) for label in labelled)
    return {
        "postings: recall, %": 100 * right / max(1, with_pay),
        "postings: precision, %": 100 * right / max(1, given),
    }


if __name__ == "__main__":
    main()
