"""A made-up candidate, in the words the tests look for."""

ADA = """Ada Byron
Data Engineer
ada.byron@example.org | +44 20 7946 0018 | London, UK | github.com/adabyron

SUMMARY
Builds data platforms that people trust. Speaks plainly.

EXPERIENCE

Senior Data Engineer, Analytical Engines Ltd – London, UK
March 2021 – Present
- Moved 40 pipelines to Airflow and cut nightly failures by 80%
- Led a team of 4 engineers

Data Engineer, Difference Co – Leeds, UK
2018-02 – 2021-02
- Wrote the billing export in Python

EDUCATION

BSc in Mathematics, University of London
2014 – 2017

SKILLS
Languages: Python, SQL, Rust
Tools: Airflow, dbt, PostgreSQL

LANGUAGES
English (native), French (B2)
"""

HEAD = "ada.byron\\@example.org | +44 20 7946 0018 | London, UK | github.com/adabyron"
SENIOR = "- Moved 40 pipelines to Airflow and cut nightly failures by 80%\n- Led a team of 4 engineers"
JUNIOR = "- Wrote the billing export in Python"
SKILLS = "*Languages:* Python, SQL, Rust \\\n*Tools:* Airflow, dbt, PostgreSQL"

LAYOUTS = {
    "position and employer in one line, dates at the right": f"""
#set page(margin: 2cm)
#align(center)[#text(22pt)[*Ada Byron*] \\ {HEAD}]
= Experience
*Senior Data Engineer*, Analytical Engines Ltd -- London, UK #h(1fr) March 2021 -- Present
{SENIOR}
*Data Engineer*, Difference Co -- Leeds, UK #h(1fr) Feb 2018 -- Feb 2021
{JUNIOR}
= Education
*University of London*, BSc in Mathematics #h(1fr) 2014 -- 2017
= Skills
{SKILLS}
""",
    "employer first, position and dates in the second line": f"""
#set page(margin: 2cm)
#text(22pt)[Ada Byron] \\ {HEAD}
= EXPERIENCE
*Analytical Engines Ltd* #h(1fr) London, UK \\ _Senior Data Engineer_ #h(1fr) _03/2021 -- Present_
{SENIOR}
*Difference Co* #h(1fr) Leeds, UK \\ _Data Engineer_ #h(1fr) _02/2018 -- 02/2021_
{JUNIOR}
= EDUCATION
*University of London* \\ BSc in Mathematics #h(1fr) 2014 -- 2017
= SKILLS
{SKILLS}
""",
    "dates in a column at the left": f"""
#set page(margin: 2cm)
#text(22pt)[Ada Byron] \\ {HEAD}
#let row(a, b) = grid(columns: (3.5cm, 1fr), column-gutter: 6pt, align(right)[#a], b)
#row[][== Experience]
#row[Mar 2021 -- Present][*Senior Data Engineer*, Analytical Engines Ltd, London, UK
{SENIOR}]
#row[Feb 2018 -- Feb 2021][*Data Engineer*, Difference Co, Leeds, UK
{JUNIOR}]
#row[][== Education]
#row[2014 -- 2017][BSc in Mathematics, University of London]
#row[][== Skills]
#row[][{SKILLS}]
""",
    "a sidebar with contact and skills": f"""
#set page(margin: 1.5cm)
#set text(10pt)
#grid(columns: (30%, 1fr), column-gutter: 20pt)[
#text(20pt)[*Ada Byron*]
== Contact
ada.byron\\@example.org \\ +44 20 7946 0018 \\ London, UK \\ github.com/adabyron
== Skills
{SKILLS}
][
== Experience
*Senior Data Engineer* #h(1fr) March 2021 -- Present \\ Analytical Engines Ltd, London, UK
{SENIOR}
*Data Engineer* #h(1fr) Feb 2018 -- Feb 2021 \\ Difference Co, Leeds, UK
{JUNIOR}
== Education
*BSc in Mathematics* #h(1fr) 2014 -- 2017 \\ University of London
]
""",
    "spaced capitals as headings, dates before": f"""
#set page(margin: 2cm)
#let head(t) = block(above: 18pt)[#text(11pt, tracking: 3pt)[*#upper(t)*]]
#text(22pt)[Ada Byron] \\ {HEAD}
#head("Work experience")
#text(gray)[March 2021 -- Present] \\ *Senior Data Engineer* \\ Analytical Engines Ltd, London, UK
{SENIOR}
#text(gray)[February 2018 -- February 2021] \\ *Data Engineer* \\ Difference Co, Leeds, UK
{JUNIOR}
#head("Education")
#text(gray)[2014 -- 2017] \\ *BSc in Mathematics* \\ University of London
#head("Skills")
{SKILLS}
""",
}

SECTIONS_ABROAD = {
    "en": (
        """Ada Byron

WORK EXPERIENCE

Data Engineer, Acme Ltd
March 2021 – Present
- Built it

EDUCATION

BSc in Mathematics, University of London
2014 – 2017

SKILLS
Python, SQL

LANGUAGES
English (native), French (B2)
""",
        "Data Engineer",
        "Acme Ltd",
        "2021-03",
    ),
    "de": (
        """Ada Byron

BERUFSERFAHRUNG

Softwareentwicklerin, Acme GmbH
März 2021 – heute
- Gebaut

AUSBILDUNG

Bachelor in Mathematik, Universität Hamburg
2014 – 2017

KENNTNISSE
Python, SQL

SPRACHEN
Deutsch (Muttersprache), Englisch (C1)
""",
        "Softwareentwicklerin",
        "Acme GmbH",
        "2021-03",
    ),
    "fr": (
        """Ada Byron

EXPÉRIENCE PROFESSIONNELLE

Ingénieure logiciel, Acme SAS
mars 2021 – aujourd'hui
- Construit

FORMATION

Master en Mathématiques, Université de Lyon
2014 – 2017

COMPÉTENCES
Python, SQL

LANGUES
Français (langue maternelle), Anglais (C1)
""",
        "Ingénieure logiciel",
        "Acme SAS",
        "2021-03",
    ),
    "es": (
        """Ada Byron

EXPERIENCIA LABORAL

Ingeniera de datos, Acme S.A.
marzo de 2021 – actualidad
- Construido

FORMACIÓN ACADÉMICA

Grado en Matemáticas, Universidad de Sevilla
2014 – 2017

HABILIDADES
Python, SQL

IDIOMAS
Español (nativo), Inglés (C1)
""",
        "Ingeniera de datos",
        "Acme S.A.",
        "2021-03",
    ),
    "pt": (
        """Ada Byron

EXPERIÊNCIA PROFISSIONAL

Engenheira de dados, Acme Lda
março de 2021 – atual
- Construído

FORMAÇÃO ACADÊMICA

Licenciatura em Matemática, Universidade do Porto
2014 – 2017

COMPETÊNCIAS
Python, SQL

IDIOMAS
Português (nativo), Inglês (C1)
""",
        "Engenheira de dados",
        "Acme Lda",
        "2021-03",
    ),
    "it": (
        """Ada Byron

ESPERIENZA LAVORATIVA

Ingegnere dei dati, Acme S.r.l.
marzo 2021 – oggi
- Costruito

ISTRUZIONE

Laurea in Matematica, Università di Bologna
2014 – 2017

COMPETENZE
Python, SQL

LINGUE
Italiano (madrelingua), Inglese (C1)
""",
        "Ingegnere dei dati",
        "Acme S.r.l.",
        "2021-03",
    ),
    "nl": (
        """Ada Byron

WERKERVARING

Software ontwikkelaar, Acme B.V.
maart 2021 – heden
- Gebouwd

OPLEIDING

Bachelor in Wiskunde, Universiteit Utrecht
2014 – 2017

VAARDIGHEDEN
Python, SQL

TALEN
Nederlands (moedertaal), Engels (C1)
""",
        "Software ontwikkelaar",
        "Acme B.V.",
        "2021-03",
    ),
}
