"""The form of a Greenhouse posting, out of `GET …/jobs/{id}?questions=true`.

Format: https://developers.greenhouse.io/job-board.html#retrieve-a-job. What is answered stands in five places:
`questions` and `location_questions` (the employer's own), `compliance` (the law's, in blocks), `demographic_questions`
(the employer's survey) and `data_compliance` (consent to keeping the data). Fields of the form itself that a person
does not fill in (`input_hidden`) are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.boards.contract import Question
from rolecall.boards.outcomes import UnreadableAnswer

KINDS = {
    "input_text": "text",
    "textarea": "textarea",
    "input_file": "file",
    "multi_value_single_select": "select",
    "multi_value_multi_select": "multiselect",
}
NAMED = {"email": "email", "phone": "phone"}
"""Fields of every form whose name says more than their type."""
YES_NO = {"0", "1"}
CONSENTS = (
    ("requires_consent", "gdpr_consent_given", "Consent to the processing and keeping of personal data"),
    ("requires_processing_consent", "gdpr_processing_consent_given", "Consent to the processing of personal data"),
    ("requires_retention_consent", "gdpr_retention_consent_given", "Consent to the keeping of personal data"),
)
MOST = 500
LONGEST_LABEL = 4_000


def form_of(job: Any) -> tuple[Question, ...]:
    """The questions of one posting's answer, in the form's order. Raises UnreadableAnswer where it has none at all."""
    if not isinstance(job, dict) or not isinstance(job.get("questions"), list):
        raise UnreadableAnswer("Greenhouse's answer has no list of questions. Its format may have changed.")
    found = [
        *_asked(job["questions"]),
        *_asked(job.get("location_questions")),
        *(question for block in _objects(job.get("compliance")) for question in _asked(block.get("questions"))),
        *_demographic(job.get("demographic_questions")),
        *_consents(job.get("data_compliance")),
    ]
    return tuple({question.id: question for question in found[:MOST]}.values())


def _asked(told: Any) -> Iterator[Question]:
    for question in _objects(told):
        required = question.get("required")
        for number, field in enumerate(_objects(question.get("fields"))):
            name, kind = field.get("name"), KINDS.get(str(field.get("type")))
            if not isinstance(name, str) or not name or kind is None:
                continue
            options = _options(field.get("values"), "value")
            if kind == "select" and {value for value, _ in options} == YES_NO:
                kind = "boolean"
            # A question with several fields is answered by one of them: a file, or the same as text.
            asks = bool(required) and number == 0 if isinstance(required, bool) else None
            kind = NAMED.get(name, kind)
            yield Question(name, _label(question) or name, kind, asks, options)


def _demographic(told: Any) -> Iterator[Question]:
    """Answers are sent as `demographic_answers`, a list with `question_id`: the id here names both."""
    for question in _objects(told.get("questions") if isinstance(told, dict) else None):
        number, kind = question.get("id"), KINDS.get(str(question.get("type")))
        if isinstance(number, int | str) and kind is not None:
            required = question.get("required")
            yield Question(
                f"demographic_answers[{number}]",
                _label(question) or str(number),
                kind,
                required if isinstance(required, bool) else None,
                _options(question.get("answer_options"), "id"),
            )


def _consents(told: Any) -> Iterator[Question]:
    for rule in _objects(told):
        for requires, name, label in CONSENTS:
            if rule.get(requires) is True:
                yield Question(f"data_compliance[{name}]", label, "boolean", required=True)


def _options(told: Any, key: str) -> tuple[tuple[str, str], ...]:
    found = ((option.get(key), option.get("label")) for option in _objects(told))
    return tuple((str(value), str(label)[:LONGEST_LABEL]) for value, label in found if value is not None and label)


def _label(question: Mapping[str, Any]) -> str | None:
    label = question.get("label")
    return " ".join(label.split())[:LONGEST_LABEL] if isinstance(label, str) and label.strip() else None


def _objects(told: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in told if isinstance(entry, dict)] if isinstance(told, list) else []
