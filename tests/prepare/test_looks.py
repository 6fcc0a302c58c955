"""What a reader sees of a résumé's words: headings in its language, no shouting, no blank, no torn line."""

from __future__ import annotations

import pypdfium2
import pytest

from rolecall.prepare.calm import BLANK, begun, calm, is_opener, spaced
from rolecall.prepare.content import Draft
from rolecall.prepare.language import resume_language
from rolecall.prepare.letters.introduced import what_one_is
from rolecall.prepare.letters.phrases import Length, Tone
from rolecall.prepare.letters.wish import LetterWish
from rolecall.prepare.package import draft, gate_package, render
from rolecall.prepare.render_pdf import letter_pdf, resume_extent, resume_pdf
from rolecall.prepare.wording import OF_RESUMES, wording
from rolecall.prepare.words import words
from rolecall.profile.queries import Basics, Entry, Resume, Work, facts_of
from tests.prepare.people import TODAY, match, posting
from tests.prepare.scripts import SCRIPTS

HEADINGS = {
    "ru": ("Опыт работы", "Образование", "май 2018"),
    "el": ("Επαγγελματική εμπειρία", "Εκπαίδευση", "Μάι. 2018"),
    "zh": ("工作经历", "教育背景", "2018年5月"),
    "ja": ("職務経歴", "学歴", "2018年5月"),
    "ar": ("الخبرة العملية", "التعليم", "مايو 2018"),
}


def drafted(resume: Resume, *asked: str, wish: LetterWish | None = None) -> Draft:
    facts = facts_of(resume)
    wanted = posting("Engineer", "Brightline", "We look for an engineer with Python.", country="GB")
    return draft(wanted, resume, facts, match(facts, asked), TODAY, wish=wish)


@pytest.mark.parametrize("code", HEADINGS)
def test_headings_and_dates_are_in_the_language_of_the_resume(code: str) -> None:
    resume, wanted, asked = SCRIPTS[code]
    facts = facts_of(resume)
    made = draft(wanted, resume, facts, match(facts, asked), TODAY)
    headings = [section.heading for section in made.resume]
    assert made.language == code
    assert HEADINGS[code][0] in headings
    assert HEADINGS[code][1] in headings
    assert HEADINGS[code][2].split()[-1] in wording(code).span("2018-05", "2019-05")
    assert wording(code).span("2018-05", None).startswith(HEADINGS[code][2])
    assert not [gone for gone in made.left_out if gone.why.startswith("Taken out")]
    assert gate_package(made) == ()
    assert set(render(made).files) == {"resume.pdf", "resume.docx", "cover-letter.pdf", "cover-letter.docx"}


@pytest.mark.parametrize("code", OF_RESUMES)
def test_every_language_of_resumes_has_its_words(code: str) -> None:
    own = wording(code)
    assert own.code == code
    assert len(own.months.split()) == len(own.short_months.split()) == 12
    for month in range(1, 13):
        assert words(own.span(None, f"2018-{month:02d}")) == (f"2018-{month:02d}",)
    assert words(own.present) == ("present",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zwiększyłam sprzedaż w regionie o 28% i wdrożyłam system dla działu na rok", "pl"),
        (
            "Ödeme servisini Go ile yeniden yazdım ve dört kişilik bir ekibe liderlik ettim; raporlama için altyapı",
            "tr",
        ),
        ("Ansvarade för inköp och lager och ledde ett team på sex personer från och med 2019", "sv"),
        ("Скоротила терміни закриття місяця з 12 до 5 днів, підготувала звітність і їх аналіз", "uk"),
        ("Сократила срок закрытия месяца с 12 до 5 дней", "ru"),
        ("Verkürzte für den Betrieb die Zeit der Prüfung und schulte die Leiter in der Fertigung", "de"),
        ("Led the team and built the service for the customers of the bank in Malmö, Göteborg and Älvsjö", "en"),
        ("서비스를 설계하고 개발했습니다", None),
    ],
)
def test_the_language_of_a_resume(text: str, code: str | None) -> None:
    assert resume_language(text) == code


@pytest.mark.parametrize(
    ("said", "language", "becomes"),
    [
        ("Backend engineer with eight years in payments.", "en", "backend engineer with eight years in payments."),
        ("Extensive experience with ledgers.", "en", None),
        ("Bilanzbuchhalterin mit zwölf Jahren Erfahrung.", "de", "Bilanzbuchhalterin mit zwölf Jahren Erfahrung."),
        ("Erfahrener Koch mit eigener Küche.", "de", "erfahrener Koch mit eigener Küche."),
        ("Erfahrung mit Verträgen.", "de", None),
        ("Ingeniera de datos con siete años.", "es", "ingeniera de datos con siete años."),
        ("La experiencia con clientes es mi fuerte.", "es", None),
    ],
)
def test_what_one_is_stands_after_i_am(said: str, language: str, becomes: str | None) -> None:
    assert what_one_is(said, language) == becomes


def test_names_are_not_shouted_and_keep_their_words() -> None:
    assert calm("SAP CONSULTANT") == "SAP Consultant"
    assert calm("HEAD OF SALES") == "Head of Sales"
    assert calm("NASA") == "NASA"
    assert calm("iOS Developer") == "iOS Developer"
    assert spaced("Leeds , Yorkshire") == "Leeds, Yorkshire"
    assert begun("problem solving, billing") == "Problem solving, billing"
    assert begun("npm, Go") == "npm, Go"
    assert is_opener("People management:")
    assert not is_opener("Python: 5 years")


@pytest.mark.parametrize("text", ["Grew sales by [number] percent", "[Describe accomplishment 1]", "Served as ____"])
def test_a_blank_is_seen(text: str) -> None:
    assert BLANK.search(text)


@pytest.mark.parametrize("text", ["See [the report](https://example.org)", "Papers [1] and [12]", "Talk [link]"])
def test_a_bracket_is_no_blank(text: str) -> None:
    assert not BLANK.search(text)


def test_blanks_and_openers_of_nothing_are_left_out_and_listed() -> None:
    resume = Resume(
        basics=Basics(name="Ada Quill", label="REGISTERED NURSE", email="ada@example.org"),
        work=(
            Work(
                name="Larkfield Hospital",
                position="REGISTERED NURSE",
                start_date="2020-01",
                highlights=("Cared for six patients per shift", "Reduced falls by [number] percent", "Â"),
            ),
        ),
        others=(
            *tuple(
                Entry(section="ACCOMPLISHMENTS", name=name) for name in ("Employee of the year", "People management:")
            ),
            Entry(section="Awards", name="Employee of the Year"),
        ),
    )
    made = drafted(resume)
    said = [item.text for item in made.items()]
    assert "Registered Nurse" in said
    assert any(text.startswith("Registered Nurse, Larkfield Hospital") for text in said)
    assert "Accomplishments" in [section.heading for section in made.resume]
    assert "Employee of the year" in said
    gone = {left.text for left in made.left_out}
    assert {"Reduced falls by [number] percent", "People management:", "Â", "Employee of the Year"} <= gone
    assert not gone & set(said)
    assert gate_package(made) == ()


def test_a_letter_in_english_runs_from_left_to_right_whatever_the_resume() -> None:
    resume, wanted, asked = SCRIPTS["ar"]
    facts = facts_of(resume)
    made = draft(wanted, resume, facts, match(facts, asked), TODAY, wish=LetterWish(Tone.PLAIN, Length.SHORT))
    document = pypdfium2.PdfDocument(letter_pdf(made))
    left = {word: _left_of(document, word) for word in ("22", "November", "Kind", "regards")}
    document.close()
    assert left["Kind"] < left["regards"]
    assert left["22"] < left["November"]


def test_a_short_resume_gets_more_air_and_stays_on_its_page() -> None:
    resume = Resume(
        basics=Basics(name="Ada Quill", email="ada@example.org"),
        work=(Work(name="Larkfield", position="Nurse", start_date="2020-01", highlights=("Cared for six patients",)),),
    )
    made = drafted(resume)
    extent = resume_extent(made)
    document = pypdfium2.PdfDocument(resume_pdf(made))
    assert extent.pages == len(document) == 1
    page = document[0]
    text = page.get_textpage()
    lowest = min(text.get_charbox(at)[1] for at in range(text.count_chars()) if text.get_text_range(at, 1).strip())
    assert 1 - lowest / page.get_height() > extent.used + 0.01
    document.close()


def _left_of(document: pypdfium2.PdfDocument, word: str) -> float:
    """Points from the left edge at which a word first stands."""
    page = document[0].get_textpage()
    found = page.search(word, match_case=True, match_whole_word=True).get_next()
    assert found is not None
    return float(page.get_charbox(found[0])[0])
