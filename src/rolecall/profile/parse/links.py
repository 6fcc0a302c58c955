"""Links in the head of a résumé: social accounts by their host, and the candidate's own site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from rolecall.profile.document import Document, Line
from rolecall.profile.parse.spans import Sources, Span
from rolecall.profile.resume import Link

EMAIL = re.compile(r"[A-Za-z0-9_.+%'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}")
_URL = re.compile(
    r"(?<![@\w.])(?:https?://[^\s|,;<>()]+|(?:www\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:com|org|net|io|dev|me|co|ai|app|info|eu|edu|tech|xyz|page|site|blog|uk|de|fr|es|it|nl|pt|br|in|ca|ch|at|be|us|pl|se|no|dk|fi|au|jp)"
    r"(?:/[^\s|,;<>()]*)?)(?![\w@])",
    re.IGNORECASE,
)
_NETWORKS = {
    "linkedin.com": "LinkedIn", "github.com": "GitHub", "gitlab.com": "GitLab", "twitter.com": "Twitter", "x.com": "X",
    "stackoverflow.com": "StackOverflow", "medium.com": "Medium", "kaggle.com": "Kaggle", "orcid.org": "ORCID",
    "scholar.google.com": "Google Scholar", "xing.com": "XING", "behance.net": "Behance", "dribbble.com": "Dribbble",
    "bitbucket.org": "Bitbucket", "mastodon.social": "Mastodon", "researchgate.net": "ResearchGate", "youtube.com": "YouTube",
    "instagram.com": "Instagram", "facebook.com": "Facebook", "leetcode.com": "LeetCode", "hackerrank.com": "HackerRank",
    "bsky.app": "Bluesky", "codepen.io": "CodePen", "dev.to": "DEV",
}  # fmt: skip


def read_links(
    document: Document, lines: Sequence[Line], sources: Sources
) -> tuple[tuple[Link, ...], str | None, list[Span]]:
    """Social accounts, the candidate's own site, and where they stood. A link on an icon or a user name counts as well."""
    found: list[tuple[str, Span]] = []
    limit = max((line.end for line in lines), default=0)
    starts = min((line.start for line in lines), default=0)
    found += [
        (link.url, Span(link.url, link.start, link.end))
        for link in document.links
        if starts <= link.start <= limit and link.url.startswith(("http://", "https://"))
    ]
    for line in lines:
        for cell in line.cells:
            masked = EMAIL.sub(lambda match: " " * len(match.group()), cell.text)
            for match in _URL.finditer(masked):
                span = Span.of(cell).cut(match.start(), match.end()).strip(" .,;/")
                found.append((span.text, span))
    profiles: list[Link] = []
    url: str | None = None
    spans: list[Span] = []
    seen: set[str] = set()
    for address, span in found:
        full = address if "://" in address else f"https://{address}"
        try:
            parts = urlsplit(full)
        except ValueError:
            continue
        host = parts.netloc.casefold().removeprefix("www.")
        host = re.sub(r"^(?:[a-z]{2}\.)(?=linkedin\.com)", "", host)
        key = host + parts.path.rstrip("/").casefold()
        spans.append(span)
        if key in seen or "." not in host:
            continue
        seen.add(key)
        if host in _NETWORKS and parts.path.strip("/"):
            pointer = f"/basics/profiles/{len(profiles)}"
            sources.put(pointer, span)
            user = parts.path.strip("/").split("/")[-1].lstrip("@")
            profiles.append(Link(network=_NETWORKS[host], username=user, url=full.rstrip("/")))
        elif url is None and host not in _NETWORKS:
            url = full
            sources.put("/basics/url", span)
    return tuple(profiles), url, spans
