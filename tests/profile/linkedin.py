"""LinkedIn's two exports as it makes them, of a made-up person: the profile as PDF and the data archive."""

from __future__ import annotations

from collections.abc import Mapping

from tests.profile import files

PAGE = r"""
#set page(width: 612pt, height: 792pt, margin: (left: 0pt, right: 40pt, top: 40pt, bottom: 50pt),
  background: place(top + left, rect(width: 198pt, height: 100%, fill: rgb("#293e49"))),
  footer: align(center)[#text(9pt)[Page #context counter(page).display() of #context counter(page).final().first()]])
#set text(font: "Libertinus Serif", 10.5pt)
#let side(t) = text(13pt, fill: white)[#t]
#let item(t) = text(10.5pt, fill: white)[#t]
#let sec(t) = block(above: 18pt)[#text(15.75pt)[#t]]
#let firm(t) = block(above: 12pt)[#text(12pt)[#t]]
#let title(t) = [#text(11.5pt)[#t] \ ]
#let when(t) = [#text(10.5pt, fill: rgb("#555"))[#t] \ ]
#let place_(t) = [#text(10.5pt, fill: rgb("#888"))[#t] \ ]
#place(top + left, dx: 20pt, box(width: 165pt)[
#side[Contact] \ #item[+31 10 555 0142 (Mobile)] \ #item[ilse.vermeer\@example.org] \
#v(2pt)

#link("https://www.linkedin.com/in/ilse-vermeer-0a1b2c3d")[
#item[www.linkedin.com/in/ilse-vermeer-0a1b2c3d (LinkedIn)]] \
#link("https://vermeer.example")[#item[vermeer.example (Portfolio)]]
#v(14pt)
#side[Top Skills] \ #item[Apache Airflow] \ #item[Data Modelling] \ #item[PostgreSQL]
#v(14pt)
#side[Languages] \ #item[Dutch (Native or Bilingual)] \ #item[English (Full Professional)] \ #item[French]
#v(14pt)
#side[Certifications] \
#item[Certified Data Management Professional – Associate Level of the Guild] \
#item[Kubernetes Application Developer]
#v(14pt)
#side[Honors-Awards] \ #item[Harbour Prize 2019]
#v(14pt)
#side[Publications] \ #item[Tides in tables]
])
#pad(left: 223pt)[
#text(26pt)[Ilse Vermeer] \
#text(12pt)[Data Platform Lead at Havenlijn | Makes pipelines boring] \
#text(12pt)[Rotterdam, South Holland, Netherlands]
#sec[Summary]
I build data platforms for ports. I like teams in which things get \ written down.

Outside of work I sail.
#sec[Experience]
"""
EXPERIENCE = r"""#firm[Havenlijn]
#when[5 years 3 months]
#title[Data Platform Lead]
#when[March 2021 - Present (3 years 9 months)]
#place_[Rotterdam, South Holland, Netherlands]
Led 6 engineers and moved 120 pipelines from cron to Airflow over two winters.
- Cut nightly failures by 70%
- Wrote the on-call handbook

#title[Data Engineer]
#when[October 2019 - March 2021 (1 year 6 months)]
Built the berth forecast in Python.
#firm[Kadewerk B.V.]
#title[Analyst]
#when[2016 - September 2019 (3 years)]
#place_[Antwerp, Belgium]
"""
EDUCATION = r"""#sec[Education]
#firm[Erasmus University Rotterdam]
#when[Master of Science - MS, Econometrics · (2014 - 2016)]
#firm[Delft University of Technology]
#when[Bachelor of Science - BS, Applied Mathematics · (September 2011 - July 2014)]
#firm[Lyceum Aan de Maas]
]
"""

EARLIER = r"""
#firm[Sluiswacht {n}]
#title[Lock Keeper]
#when[March {year} - April {year} (2 months)]
#place_[Gouda, South Holland, Netherlands]
Opened and closed the locks of the Hollandse IJssel by day and by night, in fog and in ice, and wrote down every barge.
- Repaired gate {n}
"""

CSV = {
    "Profile.csv": (
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
        "Twitter Handles,Websites,Instant Messengers\n"
        'Ilse,Vermeer,,Kade 1,Jan 1,Data Platform Lead at Havenlijn,"I build data platforms.\n\nI sail, too.",'
        'Maritime,3011,"Rotterdam, South Holland, Netherlands",[ilsesails],'
        '"[PERSONAL:https://vermeer.example,COMPANY:https://havenlijn.example]",\n'
    ),
    "Positions.csv": (
        "Company Name,Title,Description,Location,Started On,Finished On\n"
        'Havenlijn,Data Platform Lead,"Leads the platform team.\n• Cut nightly failures by 70%\n- Wrote the handbook",'
        '"Rotterdam, Netherlands",Mar 2021,\n'
        "Kadewerk B.V.,Analyst,,Antwerp,2016,Sep 2019\n"
    ),
    "Education.csv": (
        "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
        'Erasmus University Rotterdam,2014,2016,Cum laude,"Master of Science, Econometrics",Rowing club\n'
    ),
    "Skills.csv": "Name\nApache Airflow\nPostgreSQL\nApache Airflow\n",
    "Languages.csv": "Name,Proficiency\nDutch,Native or bilingual proficiency\nFrench,\n",
    "Certifications.csv": (
        "Name,Url,Authority,Started On,Finished On,License Number\n"
        "Kubernetes Application Developer,https://cert.example/1,CNCF,May 2023,,LF-1\n"
    ),
    "Projects.csv": (
        "Title,Description,Url,Started On,Finished On\n"
        "Tide tables,Predicts tides.,https://tides.example,Jan 2022,Mar 2022\n"
    ),
    "Email Addresses.csv": (
        "Email Address,Confirmed,Primary,Updated On\nold@example.org,Yes,No,1/1/20\nilse@example.org,Yes,Yes,1/1/24\n"
    ),
    "PhoneNumbers.csv": "Extension,Number,Type\n,010 555 0142,Home\n,+31 6 5550 142,Mobile\n",
    "Volunteering.csv": (
        "Company Name,Role,Cause,Started On,Finished On,Description\n"
        "Sea Scouts,Coach,Children,May 2019,,Teaches sailing.\n"
    ),
    "Honors.csv": "Title,Description,Issued On\nHarbour Prize,For the berth forecast.,Nov 2019\n",
    "Connections.csv": 'Notes:\n"About this file"\n\nFirst Name,Last Name,URL\nSecret,Friend,\n',
    "messages.csv": "FROM,TO,CONTENT\nSecret Friend,Ilse Vermeer,hello\n",
}


def profile_pdf(earlier: int = 0) -> bytes:
    """The profile as PDF; with `earlier` further positions it goes over several pages."""
    more = "".join(EARLIER.replace("{n}", str(n)).replace("{year}", str(2015 - n)) for n in range(earlier))
    return files.pdf(PAGE + EXPERIENCE + more + EDUCATION)


def archive(folder: str = "", changed: Mapping[str, str | bytes] | None = None) -> bytes:
    """The archive; `{"Profile": …}` replaces Profile.csv."""
    tables: dict[str, str | bytes] = {**CSV, **{f"{name}.csv": text for name, text in (changed or {}).items()}}
    return files.zipped({folder + name: text for name, text in tables.items()})
