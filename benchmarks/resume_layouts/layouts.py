"""Layouts: how a head is set, where dates and places stand, how sections, lists and skills look."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to set a résumé. Rows are (left, right); `{…}` are fields, `*…*` is bold, `_…_` italic."""

    work: tuple[tuple[str, str], ...]
    study: tuple[tuple[str, str], ...]
    project: tuple[tuple[str, str], ...] = (("*{name}*", "{date}"),)
    publication: tuple[tuple[str, str], ...] = (("*{title}*", "{date}"), ("{authors}", ""), ("{doi} ({journal})", ""))
    left: str = ""
    """What stands in a column left of every entry, line by line: `{date}`, `{place}`."""
    dates: str = "short"
    separator: str = " – "
    title: str = "plain"
    """Headings: plain, upper, smallcaps, rule, bar."""
    name: str = "left"
    contact: str = " | "
    """Between the ways to reach the candidate; a line break puts each on its own line."""
    addresses: bool = True
    """Links as addresses, not as user names."""
    bullet: str = "•"
    skills: str = "colon"
    """`*Label:* details`, or a table with a column of labels."""
    font: str = "Libertinus Serif"
    size: float = 10
    order: tuple[str, ...] = field(
        default=("education", "experience", "projects", "publications", "skills", "selected_honors", "invited_talks")
    )


_WORK_FIRST = ("experience", "projects", "education", "skills", "publications", "selected_honors", "invited_talks")

LAYOUTS = {
    "title over employer, dates right": Layout(
        work=(("*{position}*", "{date}"), ("_{company}_", "_{place}_")),
        study=(("*{institution}*", "{date}"), ("_{degree} in {area}_", "_{place}_")),
        title="rule", contact=" • ", order=_WORK_FIRST,
    ),
    "employer over title, place right": Layout(
        work=(("*{company}*", "{place}"), ("_{position}_", "{date}")),
        study=(("*{institution}*", "{place}"), ("{degree} in {area}", "{date}")),
        title="upper", name="center", bullet="–",
    ),
    "one line, bars": Layout(
        work=(("*{position}* | {company} | {place}", "{date}"),),
        study=(("*{degree} in {area}* | {institution} | {place}", "{date}"),),
        dates="long", title="upper", order=_WORK_FIRST,
    ),
    "one line, commas": Layout(
        work=(("*{position}*, {company}, {place}", "{date}"),),
        study=(("*{institution}*, {degree} in {area}, {place}", "{date}"),),
        dates="numbers", title="smallcaps", contact="\n", bullet="◦",
    ),
    "dates in the left column": Layout(
        work=(("*{position}*, {company}", ""), ("_{place}_", "")),
        study=(("*{degree} in {area}*", ""), ("{institution}, {place}", "")),
        project=(("*{name}*", ""),), publication=(("*{title}*", ""), ("{authors}", ""), ("{doi} ({journal})", "")),
        left="{date}", dates="numbers", order=_WORK_FIRST, title="bar",
    ),
    "dates and place in the left column": Layout(
        work=(("*{company}*", ""), ("{position}", "")),
        study=(("*{institution}*", ""), ("{degree} in {area}", "")),
        project=(("*{name}*", ""),), publication=(("*{title}*", ""), ("{authors}", ""), ("{doi} ({journal})", "")),
        left="{date}\n{place}", title="rule", skills="table", addresses=False,
    ),
    "dates under the head": Layout(
        work=(("*{position}*", ""), ("{company}, {place}", ""), ("_{date}_", "")),
        study=(("*{degree} in {area}*", ""), ("{institution}, {place}", ""), ("_{date}_", "")),
        project=(("*{name}*", ""), ("_{date}_", "")), dates="long", separator=" to ", name="center", order=_WORK_FIRST,
    ),
    "dates over the head": Layout(
        work=(("{date}", ""), ("*{company}* – {position}", "{place}")),
        study=(("{date}", ""), ("*{institution}* – {degree} in {area}", "{place}")),
        project=(("{date}", ""), ("*{name}*", "")), title="upper", bullet="▪",
    ),
    "title at employer": Layout(
        work=(("*{position}* at *{company}*", "{date}"), ("{place}", "")),
        study=(("*{degree} in {area}* at {institution}", "{date}"), ("{place}", "")),
        title="bar", contact="   ", addresses=False, order=_WORK_FIRST,
    ),
    "employer with place in brackets": Layout(
        work=(("*{company}* ({place})", "{date}"), ("_{position}_", "")),
        study=(("*{institution}* ({place})", "{date}"), ("_{degree} in {area}_", "")),
        dates="iso", title="smallcaps", skills="table",
    ),
    "light heads without weight": Layout(
        work=(("{company}", "{date}"), ("{position}", "{place}")),
        study=(("{institution}", "{date}"), ("{degree} in {area}", "{place}")),
        project=(("{name}", "{date}"),), title="upper", font="New Computer Modern", bullet="–",
    ),
    "place and date in one column": Layout(
        work=(("*{company}*, {position}", "{place}\n{date}"),),
        study=(("*{institution}*, {degree} in {area}", "{place}\n{date}"),),
        title="plain", size=9, addresses=False, skills="table",
    ),
    "dashes and dates in brackets": Layout(
        work=(("*{position}* — {company}, {place} ({date})", ""),),
        study=(("*{degree} in {area}* — {institution}, {place} ({date})", ""),),
        project=(("*{name}* ({date})", ""),), dates="long", order=_WORK_FIRST, contact=" · ",
    ),
    "everything in the head bold": Layout(
        work=(("*{company}*", "*{place}*"), ("*{position}*", "*{date}*")),
        study=(("*{institution}*", "*{place}*"), ("*{degree} in {area}*", "*{date}*")),
        title="rule", name="center", contact=" • ", size=11,
    ),
}  # fmt: skip

UNSEEN = {
    "title, employer below, place and date beneath": Layout(
        work=(("*{position}*", ""), ("_{company}_", ""), ("{place}  |  {date}", "")),
        study=(("*{degree} in {area}*", ""), ("_{institution}_", ""), ("{place}  |  {date}", "")),
        title="rule", dates="long", name="right", contact=" | ", order=_WORK_FIRST,
    ),
    "dates first, bars, no weight": Layout(
        work=(("{date} | {company} | {position} | {place}", ""),),
        study=(("{date} | {institution} | {degree} in {area} | {place}", ""),),
        project=(("{date} | {name}", ""),),
        publication=(("{title}", "{date}"), ("{authors}", ""), ("{doi} ({journal})", "")),
        dates="numbers", title="upper", font="DejaVu Sans Mono", size=8, bullet="-",
    ),
    "employer in italics behind a dash": Layout(
        work=(("*{position}* – _{company}_", "{place}"), ("{date}", "")),
        study=(("*{degree} in {area}* – _{institution}_", "{place}"), ("{date}", "")),
        title="smallcaps", contact="\n", skills="table", order=_WORK_FIRST,
    ),
    "date and place before employer": Layout(
        work=(("{date}, {place}", ""), ("*{company}*, {position}", "")),
        study=(("{date}, {place}", ""), ("*{institution}*, {degree} in {area}", "")),
        project=(("{date}", ""), ("*{name}*", "")), dates="long", title="bar", contact=" · ", addresses=False,
    ),
    "large page, wide column at the left": Layout(
        work=(("{position}", ""), ("*{company}*", "")),
        study=(("{degree} in {area}", ""), ("*{institution}*", "")),
        project=(("*{name}*", ""),), publication=(("*{title}*", ""), ("{authors}", ""), ("{doi} ({journal})", "")),
        left="*{date}*\n{place}", dates="iso", title="rule", size=11, order=_WORK_FIRST,
    ),
}  # fmt: skip
"""Set up after the rules had been mended on those above, and looked at once: what a new layout meets."""
