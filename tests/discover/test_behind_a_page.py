"""What a given page leads to: a board behind it, itself where it holds postings, and never a portal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rolecall.boards.portals import PortalNotRead, refuse
from rolecall.discover.crawl import Reader
from rolecall.discover.follow import NoBoardFound, behind_page
from rolecall.platform.http import HttpClient
from rolecall.platform.settings import Settings
from tests.platform.conftest import Site, site  # noqa: F401 - a fixture

POSTING = Path(__file__).parents[1] / "boards" / "page" / "posting.html"


@pytest.fixture
async def http(tmp_path: Path, site: Site) -> AsyncIterator[HttpClient]:  # noqa: F811
    client = HttpClient(
        Settings(_env_file=None, data_dir=tmp_path, allow_private_hosts=(site.host,), requests_per_second=50)
    )
    yield client
    await client.close()


async def test_a_form_that_names_no_company_is_followed_to_it(http: HttpClient, site: Site) -> None:  # noqa: F811
    site.says("/embed/job_app?token=573", b'<form action="https://boards.greenhouse.io/crumb/jobs/573"></form>')
    assert str(await behind_page(http, f"{site.url}/embed/job_app?token=573")) == "greenhouse:crumb"


async def test_a_page_with_postings_of_its_own_is_a_board(http: HttpClient, site: Site) -> None:  # noqa: F811
    site.says("/go", status=302, Location="/jobs/7")
    site.says("/jobs/7", POSTING.read_bytes())
    assert str(await behind_page(http, f"{site.url}/go")) == f"page:{site.host}/jobs/7"


async def test_a_known_board_on_the_page_comes_before_the_page_itself(http: HttpClient, site: Site) -> None:  # noqa: F811
    site.says("/jobs", POSTING.read_bytes() + b'<a href="https://jobs.lever.co/crumb">All jobs</a>')
    assert str(await behind_page(http, f"{site.url}/jobs")) == "lever:crumb"


async def test_a_page_without_either_says_what_to_give(http: HttpClient, site: Site) -> None:  # noqa: F811
    site.says("/about", b"<html><body>We bake.</body></html>")
    with pytest.raises(NoBoardFound, match="Open one of the postings"):
        await behind_page(http, f"{site.url}/about")


@pytest.mark.parametrize("read", [Reader, None])
async def test_no_redirect_leads_to_a_portal(http: HttpClient, site: Site, read: type[Reader] | None) -> None:  # noqa: F811
    site.says("/apply", status=302, Location="https://www.linkedin.com/jobs/view/4012345678")
    with pytest.raises(PortalNotRead, match="LinkedIn forbids"):
        await (read(http)(f"{site.url}/apply") if read else http.fetch(f"{site.url}/apply", refuse=refuse))
    assert site.paths() == ["/apply"]
