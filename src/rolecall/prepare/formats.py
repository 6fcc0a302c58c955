"""The same papers in other formats, made of a draft when they are asked for; they are no part of what is approved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rolecall.platform.errors import NotFound
from rolecall.prepare.content import Draft
from rolecall.prepare.render_json_resume import resume_json
from rolecall.prepare.render_markdown import letter_markdown, resume_markdown


@dataclass(frozen=True, slots=True)
class Format:
    """A file in another format."""

    media_type: str
    make: Callable[[Draft], bytes]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "resume.md": Format("text/markdown; charset=utf-8", lambda draft: resume_markdown(draft).encode()),
        "resume.json": Format("application/json", resume_json),
        "cover-letter.md": Format("text/markdown; charset=utf-8", lambda draft: letter_markdown(draft).encode()),
    }
)
"""By file name."""


def format_of(name: str) -> Format:
    """The format of a file name. Raises NotFound."""
    if name not in FORMATS:
        raise NotFound(f"There is no format {name!r}; there are {', '.join(FORMATS)}.")
    return FORMATS[name]
