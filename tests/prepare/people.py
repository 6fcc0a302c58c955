"""Candidates and postings of our own, varied in trade, language and length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rolecall.discover.queries import Location as Place
from rolecall.discover.queries import Posting
from rolecall.match.queries import Decision, Finding, Match, Met, Requirement, RequirementKind
from rolecall.profile.queries import (
    Basics,
    Certificate,
    Education,
    Entry,
    Fact,
    Language,
    Link,
    Location,
    Project,
    Resume,
    Skill,
    Work,
)

TODAY = date(2026, 11, 22)


def posting(title: str, company: str, text: str, *, language: str | None = None, country: str | None = None) -> Posting:
    """A posting with what matters here."""
    places = (Place(text=country, country=country),) if country else ()
    return Posting(
        board="greenhouse",
        board_company=company.lower(),
        job_id="1",
        title=title,
        company=company,
        url="https://jobs.example.org/1",
        apply_url="https://jobs.example.org/1/apply",
        text=text,
        language=language,
        locations=places,
    )


def match(facts: Sequence[Fact], asked: Sequence[str], *, score: int = 80) -> Match:
    """A match by plain search: an asked skill is met by the first fact that has the word."""
    findings = []
    for name in asked:
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        fact = next((fact for fact in facts if pattern.search(fact.text)), None)
        findings.append(
            Finding(
                Requirement(RequirementKind.SKILL, f"You know {name}.", name, must=True, start=0, end=0),
                Met.MET if fact else Met.MISSING,
                fact.text if fact else None,
                fact.id if fact else None,
                "",
            )
        )
    return Match(score, Decision.REVIEW, "test-1", tuple(findings), ())


LED = (
    "Led 4 engineers in moving label printing from a nightly batch to an event-driven service in Python and PostgreSQL"
)

ENGINEER = Resume(
    basics=Basics(
        name="Amara Okafor",
        label="Backend Engineer",
        email="amara.okafor@example.org",
        phone="+44 20 7946 0018",
        url="https://amara.example.org",
        summary="Backend engineer with eight years in payments and logistics. "
        "I build services that stay up and explain themselves.",
        location=Location(city="Leeds", country_code="GB"),
        profiles=(Link(network="GitHub", username="aokafor", url="https://github.com/aokafor"),),
    ),
    work=(
        Work(
            name="Parcelwise Ltd",
            position="Senior Backend Engineer",
            location="Leeds, UK",
            start_date="2022-03",
            highlights=(
                LED,
                "Cut the 95th percentile of the tracking API from 900 ms to 120 ms by caching and better indexes",
                "Introduced contract tests between 11 services, which halved failed deployments within two quarters",
                "Took part in the on-call rota and wrote the runbooks that new colleagues start with",
                "Organised the monthly book club",
            ),
        ),
        Work(
            name="Clearpenny",
            position="Software Engineer",
            location="Manchester, UK",
            start_date="2018-09",
            end_date="2022-02",
            highlights=(
                "Built the card reconciliation service in Go and Kafka, which settles 1.2 million payments a day",
                "Moved 30 services to Kubernetes without downtime",
                "Wrote the internal library for idempotent payment requests",
            ),
        ),
    ),
    education=(
        Education(
            institution="University of Leeds",
            area="Computer Science",
            study_type="BSc",
            start_date="2015-09",
            end_date="2018-07",
            score="First Class Honours",
        ),
    ),
    skills=(
        Skill(name="Languages", keywords=("Python", "Go", "SQL", "TypeScript")),
        Skill(name="Platforms", keywords=("PostgreSQL", "Kafka", "Kubernetes", "AWS", "Terraform")),
    ),
    projects=(Project(name="pgtidy", description="Command-line tool that finds unused indexes.", start_date="2021"),),
    languages=(Language(language="English", fluency="native"), Language(language="French", fluency="B2")),
)

NURSE = Resume(
    basics=Basics(
        name="Maria Santos-Lindqvist", email="maria@example.org", location=Location(city="Portland", region="OR")
    ),
    work=(
        Work(
            name="Riverside General Hospital",
            position="Registered Nurse, Intensive Care Unit",
            start_date="2019-05",
            highlights=(
                "Care for two to three ventilated patients per shift in a 24-bed unit",
                "Trained 12 new nurses in sepsis protocols",
                "Reduced central line infections by 35% as member of the unit's safety team",
            ),
        ),
        Work(
            name="Oakwood Care Center",
            position="Registered Nurse",
            start_date="2016-06",
            end_date="2019-04",
            highlights=("Administered medication and wound care for 40 residents", "Kept electronic records in Epic"),
        ),
    ),
    education=(
        Education(institution="Oregon Health & Science University", study_type="BSN", area="Nursing", end_date="2016"),
    ),
    certificates=(
        Certificate(name="CCRN", issuer="AACN", date="2021-04"),
        Certificate(name="Advanced Cardiovascular Life Support", issuer="American Heart Association", date="2024-02"),
    ),
    skills=(Skill(name="Critical care"), Skill(name="Epic"), Skill(name="Patient education"), Skill(name="Triage")),
    languages=(Language(language="English"), Language(language="Spanish", fluency="fluent")),
)

INGENIEUR = Resume(
    basics=Basics(
        name="Jörg Weißmüller",
        email="joerg@example.org",
        phone="0711 555010",
        location=Location(city="Stuttgart"),
        summary="Maschinenbauingenieur mit zwölf Jahren Erfahrung in der Entwicklung von Pumpen und Verdichtern. "
        "Ich arbeite gern an der Schnittstelle von Konstruktion und Fertigung.",
    ),
    work=(
        Work(
            name="Pumpenwerk Neckar GmbH",
            position="Entwicklungsingenieur",
            start_date="2017-10",
            highlights=(
                "Konstruktion einer neuen Baureihe von Kreiselpumpen in SolidWorks, von der Idee bis zur Serie",
                "Senkung der Fertigungskosten um 18 % durch weniger Einzelteile",
                "Leitung eines Teams von 5 Personen in der Versuchsabteilung",
            ),
        ),
        Work(
            name="Verdichter Süd AG",
            position="Konstrukteur",
            start_date="2014-04",
            end_date="2017-09",
            highlights=(
                "FEM-Berechnungen mit ANSYS für Gehäuse unter Wechsellast",
                "Abstimmung mit Lieferanten in Tschechien und Italien",
            ),
        ),
    ),
    education=(
        Education(
            institution="Universität Stuttgart",
            study_type="Diplom",
            area="Maschinenbau",
            start_date="2008",
            end_date="2014",
        ),
    ),
    skills=(
        Skill(name="Software", keywords=("SolidWorks", "ANSYS", "SAP")),
        Skill(name="Verfahren", keywords=("FMEA", "Lean")),
    ),
    languages=(Language(language="Deutsch", fluency="Muttersprache"), Language(language="Englisch", fluency="C1")),
)

TEACHER = Resume(
    basics=Basics(name="Claire Béranger", email="claire@example.org", location=Location(city="Lyon")),
    work=(
        Work(
            name="Lycée Jean-Moulin",
            position="Professeure de mathématiques",
            start_date="2015-09",
            highlights=(
                "Enseignement des mathématiques en première et terminale, 18 heures par semaine",
                "Mise en place d’un atelier de soutien pour 40 élèves avec les collègues de physique",
                "Coordination de l’équipe de mathématiques pour la réforme du baccalauréat",
            ),
        ),
    ),
    education=(Education(institution="Université Lyon 1", study_type="Master", area="Mathématiques", end_date="2014"),),
    skills=(Skill(name="Pédagogie"), Skill(name="Python"), Skill(name="GeoGebra")),
)

STUDENT = Resume(
    basics=Basics(
        name="Li Wei 李伟", email="liwei@example.org", summary="Looking for a first position in data analysis."
    ),
    education=(
        Education(
            institution="Tongji University",
            area="Statistics",
            study_type="MSc",
            start_date="2025-09",
            highlights=("Thesis on demand forecasting for bike sharing with Python and R",),
            courses=("Time series", "Causal inference"),
        ),
    ),
    skills=(Skill(name="Python"), Skill(name="R"), Skill(name="SQL")),
    others=(
        Entry(section="Awards", name="National Mathematics Olympiad, bronze medal", date="2020"),
        Entry(
            section="Volunteering",
            name="Tutor",
            organization="Shanghai Youth Library",
            highlights=("Taught reading to 15 children",),
        ),
    ),
)


def veteran(positions: int = 14, bullets: int = 9) -> Resume:
    """Someone with far more to tell than fits on two pages."""
    return Resume(
        basics=Basics(name="Pat O'Neill-Ramírez", email="pat@example.org", summary="Operations leader. " * 3),
        work=tuple(
            Work(
                name=f"Northern Freight {number} Inc.",
                position="Operations Manager" if number % 2 else "Shift Supervisor",
                start_date=f"{2024 - 2 * number}-01",
                end_date=None if number == 0 else f"{2025 - 2 * number}-12",
                highlights=tuple(
                    f"Ran warehouse {number}-{line} with {10 + line} people and brought late deliveries down by "
                    f"{line + 2}% within a year"
                    for line in range(bullets)
                ),
            )
            for number in range(positions)
        ),
        skills=(Skill(keywords=("Lean", "SAP", "Forklift licence")),),
    )


EVERYONE = {
    "engineer": (
        ENGINEER,
        posting(
            "Staff Software Engineer, Payments",
            "Brightline Payments",
            "We are looking for an engineer for our payments team. You will build services in Python and Go on "
            "Kubernetes with Kafka. You have led a team and you know PostgreSQL. Rust is a plus.",
            country="GB",
        ),
        ("Python", "Go", "Kubernetes", "Kafka", "PostgreSQL", "Rust"),
    ),
    "nurse": (
        NURSE,
        posting(
            "ICU Registered Nurse (Nights)",
            "St. Bede Medical Center",
            "You will care for critically ill patients in our ICU. We ask for critical care experience, CCRN and Epic. "
            "The nurse works in a team with physicians and is on nights.",
            country="US",
        ),
        ("Critical care", "CCRN", "Epic", "sepsis", "dialysis"),
    ),
    "ingenieur": (
        INGENIEUR,
        posting(
            "Entwicklungsingenieur Strömungsmaschinen (m/w/d)",
            "Turbowerk Jena GmbH",
            "Wir suchen für die Entwicklung von Verdichtern eine Person mit Erfahrung in der Konstruktion. Sie "
            "arbeiten mit SolidWorks und ANSYS und sind mit der FMEA vertraut. Auch SAP ist von Vorteil.",
            country="DE",
        ),
        ("SolidWorks", "ANSYS", "FMEA", "SAP", "Simulink"),
    ),
    "teacher": (
        TEACHER,
        posting(
            "Conceptrice de contenus pédagogiques en mathématiques",
            "Tableau Noir",
            "Nous cherchons une personne pour la conception de contenus de mathématiques pour le lycée. Vous "
            "connaissez la pédagogie et Python, et vous travaillez avec une équipe dans la région de Lyon.",
            country="FR",
        ),
        ("Pédagogie", "Python"),
    ),
    "student": (
        STUDENT,
        posting(
            "Junior Data Analyst",
            "Velo & Co",
            "You will work with data in Python and SQL for our bike sharing service. We are a small team.",
            country="NL",
        ),
        ("Python", "SQL", "forecasting", "Tableau"),
    ),
    "veteran": (
        veteran(),
        posting(
            "Head of Warehouse Operations",
            "Polar Logistics",
            "You run our warehouses with SAP and Lean, and you lead the team of the shift supervisors.",
            country="CA",
        ),
        ("SAP", "Lean", "warehouse"),
    ),
}
"""Name → candidate, posting, what the posting asks for."""
