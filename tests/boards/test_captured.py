"""A posting out of a page that a person had open, or out of pasted text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.boards.captured import NotAPosting, from_capture
from rolecall.boards.contract import Address, Pay
from rolecall.discover.normalise import normalise

LINKEDIN, INDEED = "https://www.linkedin.com/jobs/view/4012345678", "https://nl.indeed.com/viewjob?jk=c132b2f339ec0bff"
DUTIES = (
    "You bake four hundred loaves every night, keep the starter alive and teach two apprentices.",
    "You know sourdough from your own work and lift sacks of twenty-five kilos without help.",
    "We pay nights double and close the bakery for three weeks every summer.",
)
TEXT = "\n".join(DUTIES)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in DUTIES)
AROUND = """
  <nav><a href="/">Home</a> <a href="/jobs">All of our open positions for you</a></nav>
  <header>Crumb, the bakery of the whole town since the year 1911 and still</header>
  <div class="cookie-notice">We use cookies to make this page work better for you and for us.</div>
  <main><section><h1>Night Baker</h1><div class="text">{text}</div></section>
    <ul>{cards}</ul></main>
  <aside>Read what people who work here say about their work with us.</aside>
  <footer>Crumb is registered in the trade register of the town of Ghent.</footer>
  <script>let words = "this is a script with many words that nobody reads at all";</script>
"""
CARDS = "".join(f'<li><a href="/jobs/{n}">Baker of the morning shift in town number {n}</a></li>' for n in range(30))


def page(title: str = "", head: str = "", body: str = AROUND) -> str:
    filled = body.replace("{text}", PARAGRAPHS).replace("{cards}", CARDS)
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{filled}</body></html>"


def json_ld(**more: Any) -> str:
    told = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": "Night Baker &amp; Teacher",
        "description": PARAGRAPHS,
        "identifier": {"@type": "PropertyValue", "name": "Crumb", "value": "NB-7"},
        "datePosted": "2026-10-01",
        "hiringOrganization": {"@type": "Organization", "name": "Crumb &amp; Sons"},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": "Ghent", "addressCountry": "BE"}},
        "baseSalary": {"currency": "EUR", "value": {"minValue": 30000, "maxValue": 36000, "unitText": "YEAR"}},
    }
    return f'<script type="application/ld+json">{json.dumps(told | more)}</script>'


def test_the_pages_own_data_come_first() -> None:
    listing = from_capture(url="https://www.linkedin.com/jobs/view/4012345678/?trk=x", html=page(head=json_ld()))
    assert (listing.address, listing.job_id) == (Address("linkedin", "Crumb & Sons"), "4012345678")
    assert (listing.title, listing.company) == ("Night Baker & Teacher", "Crumb & Sons")
    assert (listing.places, listing.pay) == (("Ghent, BE",), Pay(30_000.0, 36_000.0, "EUR", "year"))
    assert (listing.html, listing.requisition_id) == (PARAGRAPHS, "NB-7")
    assert listing.raw["@type"] == "JobPosting"


def test_without_data_the_densest_part_of_the_page_is_the_text() -> None:
    listing = from_capture(url="https://crumb.example/jobs/7?utm_source=x", html=page(title="Jobs"))
    text = normalise(listing).text
    assert all(line in text for line in DUTIES)
    for noise in ("cookies", "trade register", "script", "people who work here", "since the year", "morning shift"):
        assert noise not in text
    assert (listing.title, listing.company, listing.places) == ("Night Baker", None, ())
    assert (listing.address, listing.job_id) == (Address("captured", "crumb.example"), "crumb.example/jobs/7")


def test_a_page_that_is_one_form_keeps_its_text() -> None:
    listing = from_capture(url="https://crumb.example/j", html=page(body="<form><h1>Night Baker</h1>{text}</form>"))
    assert DUTIES[2] in normalise(listing).text


@pytest.mark.parametrize(
    ("url", "window", "told"),
    [
        (LINKEDIN, "(3) Crumb hiring Night Baker in Ghent, Flemish Region | LinkedIn",
         ("Night Baker", "Crumb", ("Ghent, Flemish Region",))),
        (LINKEDIN, "Night Baker | Crumb | LinkedIn", ("Night Baker", "Crumb", ())),
        (INDEED, "Night Baker - Crumb - Ghent - Indeed.com",
         ("Night Baker", "Crumb", ("Ghent",))),
        (INDEED, "Night Baker - Ghent | Indeed", ("Night Baker", None, ("Ghent",))),
        ("https://wellfound.com/jobs/2790123-night-baker", "Night Baker at Crumb • Ghent | Wellfound",
         ("Night Baker", "Crumb", ("Ghent",))),
        ("https://www.glassdoor.com/job-listing/j?jl=1010165", "Night Baker job at Crumb in Ghent | Glassdoor",
         ("Night Baker", "Crumb", ("Ghent",))),
    ],
)  # fmt: skip
def test_a_portals_window_title_tells_title_company_and_place(
    url: str, window: str, told: tuple[str, str | None, tuple[str, ...]]
) -> None:
    listing = from_capture(url=url, html=page(title=window, body="<h1>Jobs for you</h1><main>{text}</main>"))
    assert (listing.title, listing.company, listing.places) == told


def test_what_the_person_says_wins() -> None:
    listing = from_capture(html=page(head=json_ld()), title=" Head\nBaker ", company="Loaf", location="Bruges")
    assert (listing.title, listing.company, listing.places) == ("Head Baker", "Loaf", ("Bruges",))


def test_a_platforms_own_page_keeps_its_address_and_id() -> None:
    listing = from_capture(url="https://boards.greenhouse.io/crumb/jobs/572?gh_src=x", html=page(head=json_ld()))
    assert (listing.address, listing.job_id) == (Address("greenhouse", "crumb"), "572")


def test_without_a_url_the_page_says_where_it_stands() -> None:
    head = json_ld() + '<link rel="canonical" href="https://crumb.example/jobs/7">'
    listing = from_capture(html=page(head=head))
    assert (listing.url, listing.job_id) == ("https://crumb.example/jobs/7", "crumb.example/jobs/7")


def test_pasted_text_starts_with_its_title() -> None:
    listing = from_capture(text=f"\n Night Baker (m/f/d) \nCompany: Crumb\nLocation: Ghent\n\n{TEXT}")
    assert (listing.title, listing.company, listing.places) == ("Night Baker (m/f/d)", "Crumb", ("Ghent",))
    assert normalise(listing).text.endswith(DUTIES[2])
    assert (listing.address, listing.url) == (Address("captured", "Crumb"), "")


def test_the_same_text_is_the_same_posting() -> None:
    first, again = from_capture(text=f"Baker\n{TEXT}"), from_capture(text=f"Baker\n{TEXT}\n")
    assert first.job_id == again.job_id
    assert first.job_id != from_capture(text=f"Baker\n{TEXT} Really.").job_id


def test_html_pasted_as_text_is_read_as_a_page() -> None:
    assert from_capture(text=page(head=json_ld())).company == "Crumb & Sons"


def test_the_address_tells_which_of_several_postings_is_meant() -> None:
    both = json_ld(url="https://crumb.example/jobs/7") + json_ld(
        url="https://crumb.example/jobs/8", title="Oven Keeper"
    )
    assert from_capture(url="https://crumb.example/jobs/8?x=1", html=page(head=both)).title == "Oven Keeper"
    with pytest.raises(NotAPosting, match="2 postings on this page"):
        from_capture(url="https://crumb.example/jobs", html=page(head=both))


def test_microdata_are_read_like_json_ld() -> None:
    body = f"""
      <div itemscope itemtype="https://schema.org/JobPosting">
        <span itemprop="title">Night Baker</span> <meta itemprop="datePosted" content="2026-10-01">
        <div itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">
          <span itemprop="name">Crumb</span></div>
        <div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><div itemprop="address" itemscope
          itemtype="https://schema.org/PostalAddress"><span itemprop="addressLocality">Ghent</span></div></div>
        <div itemprop="description">{PARAGRAPHS}</div>
      </div>"""
    listing = from_capture(url="https://crumb.example/7", html=page(body=body))
    assert (listing.title, listing.company, listing.places) == ("Night Baker", "Crumb", ("Ghent",))
    assert listing.html == PARAGRAPHS
    assert listing.published_at is not None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Give the posting's page as HTML, or its text"),
        ({"url": "https://www.linkedin.com/jobs/view/4012345678"}, "LinkedIn forbids programs"),
        ({"url": "no address", "text": TEXT}, "is not a web address"),
        ({"text": TEXT}, "Give the posting's title"),
        ({"text": "Night Baker\nApply now!"}, "hardly any text"),
        ({"html": "<p>Night"}, "Give the posting's title"),
        ({"html": "words"}, "holds no web page"),
        ({"text": "x" * 500_001, "title": "Baker"}, "larger than a posting"),
    ],
)
def test_what_is_no_posting_says_what_to_give(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(NotAPosting, match=sentence) as caught:
        from_capture(**given)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from([None, "https://crumb.example/j", "x"]))
def test_whatever_is_captured_gives_a_posting_or_a_sentence(html: str, text: str, url: str | None) -> None:
    for given_html in (html, f"<html><body><h1>{text}</h1><p>{html * 20}</p>", PARAGRAPHS + html):
        try:
            listing = from_capture(url=url, html=given_html, text=text)
        except NotAPosting:
            continue
        assert listing.title
        assert listing.address.company
        assert 0 < len(listing.job_id) <= 200
