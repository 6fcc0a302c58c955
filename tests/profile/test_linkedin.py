"""LinkedIn's own exports: the profile as PDF, and the data archive."""

from __future__ import annotations

import pytest

from rolecall.profile.read import UnreadableResume, read_resume
from rolecall.profile.resume import Certificate, Entry, Language, Link
from tests.profile import files
from tests.profile.linkedin import CSV, archive, profile_pdf


def test_a_profile_as_pdf_is_read_field_by_field() -> None:
    read = read_resume(profile_pdf(), "Profile.pdf")
    basics = read.resume.basics
    assert (basics.name, basics.email, basics.phone) == ("Ilse Vermeer", "ilse.vermeer@example.org", "+31 10 555 0142")
    assert basics.label == "Data Platform Lead at Havenlijn | Makes pipelines boring"
    assert basics.location is not None
    assert (basics.location.city, basics.location.country_code) == ("Rotterdam", "NL")
    assert basics.summary == (
        "I build data platforms for ports. I like teams in which things get written down. Outside of work I sail."
    )
    # The address is broken over two lines in the narrow column.
    assert [link.url for link in basics.profiles] == ["https://www.linkedin.com/in/ilse-vermeer-0a1b2c3d"]
    assert basics.url == "https://vermeer.example"
    assert [(work.name, work.position, work.start_date, work.end_date) for work in read.resume.work] == [
        ("Havenlijn", "Data Platform Lead", "2021-03", None),
        ("Havenlijn", "Data Engineer", "2019-10", "2021-03"),
        ("Kadewerk B.V.", "Analyst", "2016", "2019-09"),
    ]
    assert read.resume.work[0].highlights == ("Cut nightly failures by 70%", "Wrote the on-call handbook")
    assert read.resume.work[2].location == "Antwerp, Belgium"
    assert [(study.study_type, study.area, study.start_date) for study in read.resume.education] == [
        ("Master of Science - MS", "Econometrics", "2014"),
        ("Bachelor of Science - BS", "Applied Mathematics", "2011-09"),
        (None, None, None),
    ]
    assert [skill.keywords for skill in read.resume.skills] == [("Apache Airflow", "Data Modelling", "PostgreSQL")]
    assert read.resume.languages[1] == Language(language="English", fluency="Full Professional")
    assert [certificate.name for certificate in read.resume.certificates][1] == "Kubernetes Application Developer"
    assert [(other.section, other.name) for other in read.resume.others][1] == ("Publications", "Tides in tables")


def test_every_field_of_the_pdf_says_where_it_stood() -> None:
    read = read_resume(profile_pdf(), "Profile.pdf")
    assert len(read.resume.sources) > 40
    for pointer, source in read.resume.sources.items():
        assert read.text[source.start : source.end] == source.text, pointer
        assert source.page == 1


def test_a_profile_over_several_pages_keeps_its_columns_apart() -> None:
    read = read_resume(profile_pdf(earlier=14), "Profile.pdf")
    assert [work.name for work in read.resume.work[3:]] == [f"Sluiswacht {n}" for n in range(14)]
    assert {work.highlights for work in read.resume.work[3:]} == {(f"Repaired gate {n}",) for n in range(14)}
    assert "Page 2 of" not in read.text
    assert read.resume.education[0].institution == "Erasmus University Rotterdam"
    assert [language.language for language in read.resume.languages] == ["Dutch", "English", "French"]


def test_another_pdf_that_links_to_linkedin_is_left_to_the_parser() -> None:
    made = files.pdf("= Contact\nwww.linkedin.com/in/ada (LinkedIn)\n\nAda Byron\n\n= Hobbies\nSailing and tides")
    assert read_resume(made, "cv.pdf").resume.work == ()


def test_a_data_archive_is_read_field_by_field() -> None:
    read = read_resume(archive(), "Basic_LinkedInDataExport_11-20-2026.zip")
    resume = read.resume
    assert read.kind == "linkedin-archive"
    assert (resume.basics.name, resume.basics.email, resume.basics.phone) == (
        "Ilse Vermeer", "ilse@example.org", "+31 6 5550 142",
    )  # fmt: skip
    assert resume.basics.summary == "I build data platforms.\nI sail, too."
    assert resume.basics.url == "https://vermeer.example"
    assert resume.basics.profiles == (
        Link(network="Company", url="https://havenlijn.example"),
        Link(network="X", username="ilsesails", url="https://x.com/ilsesails"),
    )
    first, second = resume.work
    assert (first.name, first.position, first.location, first.start_date, first.end_date) == (
        "Havenlijn", "Data Platform Lead", "Rotterdam, Netherlands", "2021-03", None,
    )  # fmt: skip
    assert (first.summary, first.highlights) == (
        "Leads the platform team.", ("Cut nightly failures by 70%", "Wrote the handbook"),
    )  # fmt: skip
    assert (second.start_date, second.end_date) == ("2016", "2019-09")
    study = resume.education[0]
    assert (study.study_type, study.area, study.summary) == (
        "Master of Science",
        "Econometrics",
        "Cum laude\nRowing club",
    )
    assert resume.skills[0].keywords == ("Apache Airflow", "PostgreSQL")
    assert resume.certificates == (Certificate(name="Kubernetes Application Developer", issuer="CNCF", date="2023-05"),)
    assert (resume.projects[0].name, resume.projects[0].end_date) == ("Tide tables", "2022-03")
    assert resume.others[1] == Entry(
        section="Volunteering", name="Coach", organization="Sea Scouts", date="2019-05", summary="Teaches sailing."
    )
    for pointer, source in resume.sources.items():
        assert read.text[source.start : source.end] == source.text, pointer


def test_nothing_of_others_is_read_from_the_archive() -> None:
    read = read_resume(archive(), "export.zip")
    assert "Secret" not in read.text
    assert "Jan 1" not in read.text  # the birthday is nobody's business


def test_the_files_may_lie_in_a_folder_and_be_few() -> None:
    read = read_resume(archive("Basic_LinkedInDataExport/"), "export.zip")
    assert read.resume.basics.name == "Ilse Vermeer"
    few = files.zipped({name: CSV[name] for name in ("Positions.csv", "Skills.csv")})
    assert read_resume(few, "export.zip").resume.work[0].name == "Havenlijn"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"Positions": "Company Name,Title\n" + "Acme,Clerk\n" * 1_001}, "resume.too_large"),
        ({"Positions": b"Company Name,Title\n" + b"A" * 3_000_000}, "resume.too_large"),
        ({"Positions": 'Company Name,Title\n"' + "A" * 140_000 + '",x'}, "resume.malformed"),
        ({"Positions": b"\x00\x01\x02\x03" * 100}, "resume.unknown_kind"),
    ],
)
def test_an_archive_beyond_its_bounds_is_refused(changed: dict[str, str | bytes], code: str) -> None:
    with pytest.raises(UnreadableResume) as caught:
        read_resume(archive(changed=changed), "export.zip")
    assert caught.value.code == code


def test_an_archive_without_anything_to_read_is_empty() -> None:
    with pytest.raises(UnreadableResume) as caught:
        read_resume(files.zipped({"Profile.csv": "First Name,Last Name\n"}), "export.zip")
    assert caught.value.code == "resume.empty"
