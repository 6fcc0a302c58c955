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
