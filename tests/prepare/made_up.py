"""People made up for the liar: their résumés, and for each line what else could truly be said of it."""

from __future__ import annotations

from dataclasses import dataclass

from rolecall.profile.queries import Basics, Certificate, Education, Language, Resume, Skill, Work


@dataclass(frozen=True)
class Spoken:
    """How a language says what the liar and the truthful one need."""

    at: str
    since: str
    until: str
    years: str
    present: str
    months: str
    percent: str


SPOKEN = {
    "en": Spoken("At {employer}: {line}", "{title} at {employer} since {start}", "{title} at {employer} until {end}",
                 "I have {n} years of professional experience.", "Present",
                 "January February March April May June July August September October November December", "percent"),
    "de": Spoken("Bei {employer}: {line}", "{title} bei {employer} seit {start}", "{title} bei {employer} bis {end}",
                 "Ich habe {n} Jahre Berufserfahrung.", "heute",
                 "Januar Februar März April Mai Juni Juli August September Oktober November Dezember", "Prozent"),
    "fr": Spoken("Chez {employer} : {line}", "{title} chez {employer} depuis {start}", "{title} chez {employer} jusqu'à {end}",
                 "J'ai {n} ans d'expérience professionnelle.", "aujourd’hui",
                 "janvier février mars avril mai juin juillet août septembre octobre novembre décembre", "pour cent"),
    "es": Spoken("En {employer}: {line}", "{title} en {employer} desde {start}", "{title} en {employer} hasta {end}",
                 "Tengo {n} años de experiencia profesional.", "actualidad",
                 "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", "por ciento"),
    "pt": Spoken("Na {employer}: {line}", "{title} na {employer} desde {start}", "{title} na {employer} até {end}",
                 "Tenho {n} anos de experiência profissional.", "atual",
                 "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro", "por cento"),
    "it": Spoken("In {employer}: {line}", "{title} in {employer} da {start}", "{title} in {employer} fino a {end}",
                 "Ho {n} anni di esperienza professionale.", "oggi",
                 "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre", "per cento"),
    "nl": Spoken("Bij {employer}: {line}", "{title} bij {employer} sinds {start}", "{title} bij {employer} tot {end}",
                 "Ik heb {n} jaar werkervaring.", "heden",
                 "januari februari maart april mei juni juli augustus september oktober november december", "procent"),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A line of a résumé, true rewordings of it, and lies about it by category."""

    text: str
    true: tuple[str, ...] = ()
    false: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Person:
    """Someone of our own. `years` are the full years that the positions add up to on 22 November 2026."""

    name: str
    language: str
    years: int
    resume: Resume
    lines: tuple[tuple[Line, ...], ...]
    """By position."""
    known: tuple[str, ...]
    """Skills in the résumé."""
    unknown: tuple[str, ...]
    """Their neighbours, which are not."""


def _person(name: str, language: str, years: int, works: tuple[tuple[str, str, str, str | None, tuple[Line, ...]], ...],
            study: tuple[str, str, str, str, str], skills: tuple[str, ...], unknown: tuple[str, ...], tongues: tuple[tuple[str, str], ...],
            summary: str = "", certificates: tuple[tuple[str, str, str], ...] = ()) -> Person:  # fmt: skip
    return Person(
        name,
        language,
        years,
        Resume(
            basics=Basics(name=name, summary=summary or None),
            work=tuple(
                Work(
                    position=title,
                    name=employer,
                    start_date=start,
                    end_date=end,
                    highlights=tuple(line.text for line in lines),
                )
                for title, employer, start, end, lines in works
            ),
            education=(
                Education(
                    study_type=study[0], area=study[1], institution=study[2], start_date=study[3], end_date=study[4]
                ),
            ),
            skills=(Skill(name="", keywords=skills),),
            languages=tuple(Language(language=tongue, fluency=level) for tongue, level in tongues),
            certificates=tuple(Certificate(name=what, issuer=by, date=on) for what, by, on in certificates),
        ),
        tuple(lines for *_, lines in works),
        skills,
        unknown,
    )


PEOPLE = (
    _person(
        "Ines Halloran", "en", 8,
        (
            ("Data Engineer", "Quillmark Logistics", "2022-04", None, (
                Line("Built a warehouse of 14 TB in Snowflake that 60 analysts query every day",
                     ("Developed a 14 TB warehouse in Snowflake that 60 analysts query daily",
                      "Built a Snowflake warehouse of 14 terabytes, queried by sixty analysts every day",
                      "I built a warehouse of 14 TB in Snowflake for 60 analysts",
                      "Created a warehouse in Snowflake"),
                     (("number", "Built a warehouse of 140 TB in Snowflake that 60 analysts query every day"),
                      ("counted", "Built a warehouse of 14 TB in Snowflake that 60 managers query every day"),
                      ("swapped numbers", "Built a warehouse of 60 TB in Snowflake that 14 analysts query every day"),
                      ("neighbouring skill", "Built a warehouse of 14 TB in BigQuery that 60 analysts query every day"),
                      ("neighbouring skill", "Built a warehouse of 14 TB in Databricks"),
                      ("title", "As lead architect, built a warehouse of 14 TB in Snowflake"))),
                Line("Cut the nightly load from 5 hours to 40 minutes by rewriting Airflow tasks in Python",
                     ("Reduced the nightly load from 5 hours to 40 minutes by rewriting Airflow tasks in Python",
                      "Rewrote Airflow tasks in Python and so cut the nightly load from five hours to forty minutes",
                      "By rewriting Airflow tasks in Python, I cut the nightly load from 5 h to 40 min",
                      "Rewriting Airflow tasks in Python"),
                     (("range", "Cut the nightly load from 40 minutes to 5 hours by rewriting Airflow tasks in Python"),
                      ("unit", "Cut the nightly load from 5 hours to 40 seconds by rewriting Airflow tasks in Python"),
                      ("direction", "Increased the nightly load from 5 hours to 40 minutes"),
                      ("neighbouring skill", "Cut the nightly load from 5 hours to 40 minutes by rewriting Luigi tasks in Python"),
                      ("neighbouring skill", "Cut the nightly load from 5 hours to 40 minutes by rewriting Airflow tasks in Scala"),
                      ("counted", "Cut infrastructure costs from 5 million to 40 thousand"))),
                Line("Helped the platform team move 9 services to K8s",
                     ("Helped the platform team move 9 services to Kubernetes", "Assisted the platform team in moving nine services to K8s",
                      "Supported the platform team as it moved 9 services to Kubernetes"),
                     (("modality", "Moved 9 services to Kubernetes"), ("leading", "Led the move of 9 services to Kubernetes"),
                      ("neighbouring skill", "Helped the platform team move 9 services to Docker Swarm"),
                      ("quantity", "Helped the platform team move all services to Kubernetes"),
                      ("number", "Helped the platform team move 90 services to Kubernetes"))),
            )),
            ("Junior Data Analyst", "Fennimore Foods", "2018-10", "2022-03", (
                Line("Wrote 25 Tableau dashboards for the purchasing department",
                     ("Created 25 Tableau dashboards for the purchasing department", "Wrote twenty-five dashboards in Tableau for purchasing",
                      "25 dashboards written in Tableau for the purchasing dept.", "Writing Tableau dashboards for the purchasing department"),
                     (("neighbouring skill", "Wrote 25 Power BI dashboards for the purchasing department"),
                      ("number", "Wrote 52 Tableau dashboards for the purchasing department"),
                      ("counted", "Wrote 25 Tableau dashboards for 25 departments in Europe"),
                      ("leading", "Directed the purchasing department with 25 Tableau dashboards"),
                      ("quantity", "Wrote hundreds of Tableau dashboards for the purchasing department"))),
                Line("Trained 12 buyers to read forecasts, without any budget of my own",
                     ("Taught 12 buyers to read forecasts", "Trained twelve buyers to read forecasts", "Coached 12 buyers in reading forecasts"),
                     (("negation", "Managed any budget of my own"), ("negation", "Trained 12 buyers with a budget of my own"),
                      ("leading", "Hired 12 buyers to read forecasts"), ("number", "Trained 120 buyers to read forecasts"),
                      ("counted", "Trained 12 directors to read forecasts"))),
            )),
        ),
        ("BSc", "Statistics", "University of Galway", "2014-09", "2018-06"),
        ("Python", "SQL", "Airflow", "Snowflake", "Tableau", "Java"),
        ("JavaScript", "Databricks", "Power BI", "Kafka", "Rust", "Looker"),
        (("English", "native"), ("German", "B1")),
        "I am learning Rust in my free time. No experience with Spark yet.",
        (("AWS Certified Cloud Practitioner", "Amazon", "2023-05"),),
    ),
    _person(
        "Tobias Mwangi", "en", 11,
        (
            ("Registered Nurse", "Larkfield Hospital", "2020-02", None, (
                Line("Cared for 6 patients per shift on a 30-bed surgical ward",
                     ("Cared for six patients per shift on a surgical ward with 30 beds", "Care of 6 patients a shift on a 30-bed surgical ward",
                      "Looked after 6 patients per shift on a 30-bed surgical ward", "Caring for patients on a surgical ward"),
                     (("number", "Cared for 16 patients per shift on a 30-bed surgical ward"),
                      ("swapped numbers", "Cared for 30 patients per shift on a 6-bed surgical ward"),
                      ("counted", "Cared for 6 hospitals per shift"), ("leading", "Supervised 6 nurses per shift on a 30-bed surgical ward"),
                      ("title", "As a head nurse, cared for 6 patients per shift"))),
                Line("Reduced falls by 22% with a checklist for night rounds",
                     ("Lowered falls by 22 percent with a checklist for night rounds", "With a checklist for night rounds, reduced falls by 22%",
                      "Falls reduced by 22 % through a checklist for night rounds", "Cut falls by 22% with a checklist for night rounds"),
                     (("direction", "Increased falls by 22% with a checklist for night rounds"), ("number", "Reduced falls by 32% with a checklist for night rounds"),
                      ("counted", "Reduced mortality by 22% with a checklist for night rounds"), ("counted", "Reduced costs by 22% with a checklist"),
                      ("bound", "Reduced falls by more than 22% with a checklist for night rounds"),
                      ("cause", "Reduced falls by 22%, resulting in savings for the hospital"))),
                Line("Contributed to the ward's manual for wound care",
                     ("Contributed to a manual for wound care", "Helped with the ward's wound care manual", "Contributing to the ward's manual for wound care"),
                     (("modality", "Wrote the ward's manual for wound care"), ("leading", "Led the ward's manual for wound care"),
                      ("superlative", "Contributed to the country's best manual for wound care"))),
            )),
            ("Care Assistant", "Elmsgrove House", "2015-06", "2020-01", (
                Line("Gave medication to 45 residents under supervision",
                     ("Administered medication to 45 residents under supervision", "Gave medicines to forty-five residents under supervision"),
                     (("number", "Gave medication to 450 residents under supervision"), ("counted", "Gave medication to 45 surgeons under supervision"),
                      ("leading", "Managed medication for 45 residents and supervised the nurses"))),
                Line("Kept records in Epic and spoke with families weekly",
                     ("Kept records in Epic", "Maintained records in Epic and spoke to families every week", "Spoke with families weekly and kept records in Epic"),
                     (("neighbouring skill", "Kept records in Cerner and spoke with families weekly"), ("superlative", "Kept flawless records in Epic"),
                      ("leading", "Launched Epic and spoke with families weekly"))),
            )),
        ),
        ("BSN", "Nursing", "Kenyatta College", "2011-09", "2015-05"),
        ("Epic", "Triage", "Wound care", "Phlebotomy"),
        ("Cerner", "Dialysis", "Midwifery", "Anaesthesia"),
        (("English", "C2"), ("Swahili", "native"), ("French", "A2")),
        "",
        (("Basic Life Support", "Red Cross", "2024-01"),),
    ),
    _person(
        "Greta Vollmer", "de", 9,
        (
            ("Softwareentwicklerin", "Bergholz Systeme GmbH", "2021-03", None, (
                Line("Entwicklung von 7 Microservices in Java und Spring Boot",
                     ("7 Microservices in Java und Spring Boot entwickelt", "Entwicklung von sieben Microservices mit Spring Boot und Java",
                      "Ich entwickelte 7 Microservices in Java", "Microservices in Java und Spring Boot"),
                     (("number", "Entwicklung von 17 Microservices in Java und Spring Boot"), ("neighbouring skill", "Entwicklung von 7 Microservices in JavaScript und Spring Boot"),
                      ("neighbouring skill", "Entwicklung von 7 Microservices in Kotlin"), ("leading", "Leitung von 7 Teams in Java und Spring Boot"),
                      ("counted", "Entwicklung von 7 Plattformen in Java und Spring Boot"))),
                Line("Senkung der Antwortzeit um 35 % durch besseres Caching",
                     ("Antwortzeit um 35 % gesenkt durch besseres Caching", "Die Antwortzeit um 35 Prozent gesenkt", "Durch besseres Caching Senkung der Antwortzeit um 35 %"),
                     (("number", "Senkung der Antwortzeit um 53 % durch besseres Caching"), ("direction", "Steigerung der Antwortzeit um 35 % durch besseres Caching"),
                      ("counted", "Senkung der Kosten um 35 % durch besseres Caching"), ("bound", "Senkung der Antwortzeit um über 35 % durch besseres Caching"))),
            )),
            ("Werkstudentin", "Institut Nordlicht", "2017-10", "2021-02", (
                Line("Unterstützung bei der Auswertung von 300 Messreihen in Python",
                     ("Bei der Auswertung von 300 Messreihen in Python unterstützt", "Unterstützung bei der Auswertung von Messreihen in Python"),
                     (("modality", "Auswertung von 300 Messreihen in Python"), ("number", "Unterstützung bei der Auswertung von 3000 Messreihen in Python"),
                      ("neighbouring skill", "Unterstützung bei der Auswertung von 300 Messreihen in Matlab"),
                      ("quantity", "Unterstützung bei der Auswertung von tausenden Messreihen in Python"))),
            )),
        ),
        ("Bachelor", "Informatik", "Hochschule Ravensberg", "2014-10", "2018-09"),
        ("Java", "Spring Boot", "Python", "PostgreSQL"),
        ("JavaScript", "Kotlin", "MongoDB", "Kubernetes"),
        (("Deutsch", "Muttersprache"), ("Englisch", "B2")),
    ),
    _person(
        "Aurélie Tessier", "fr", 10,
        (
            ("Contrôleuse de gestion", "Maison Valrose", "2019-01", None, (
                Line("Réduction des délais de clôture de 8 à 5 jours",
                     ("Délais de clôture réduits de 8 à 5 jours", "Réduction des délais de clôture de huit à cinq jours"),
                     (("number", "Réduction des délais de clôture de 18 à 5 jours"), ("range", "Réduction des délais de clôture de 5 à 8 jours"),
                      ("direction", "Augmentation des délais de clôture de 8 à 5 jours"), ("unit", "Réduction des délais de clôture de 8 à 5 heures"),
                      ("counted", "Réduction des effectifs de 8 à 5 personnes"))),
                Line("Construction de 12 tableaux de bord dans Excel pour la direction",
                     ("12 tableaux de bord construits dans Excel pour la direction", "Construction de douze tableaux de bord dans Excel"),
                     (("number", "Construction de 120 tableaux de bord dans Excel pour la direction"), ("neighbouring skill", "Construction de 12 tableaux de bord dans Power BI pour la direction"),
                      ("neighbouring skill", "Construction de 12 tableaux de bord dans Tableau pour la direction"))),
            )),
            ("Assistante comptable", "Cabinet Morvan", "2016-09", "2018-12", (
                Line("Participation à l'audit de 20 sociétés",
                     ("Participation à l'audit de vingt sociétés", "J'ai participé à l'audit de 20 sociétés"),
                     (("modality", "Audit de 20 sociétés"), ("leading", "Direction de l'audit de 20 sociétés"), ("number", "Participation à l'audit de 200 sociétés"))),
            )),
        ),
        ("Master", "Finance", "Université de Brumes", "2014-09", "2016-06"),
        ("Excel", "SAP", "SQL"),
        ("Tableau", "Oracle", "Python"),
        (("Français", "langue maternelle"), ("Anglais", "B2")),
    ),
    _person(
        "Marcos Ibarrola", "es", 7,
        (
            ("Desarrollador web", "Taller Nube", "2021-05", None, (
                Line("Desarrollo de 4 tiendas en línea con React y Node.js",
                     ("Desarrollé 4 tiendas en línea con React y Node.js", "Desarrollo de cuatro tiendas en línea con Node.js y React"),
                     (("number", "Desarrollo de 40 tiendas en línea con React y Node.js"), ("neighbouring skill", "Desarrollo de 4 tiendas en línea con React Native y Node.js"),
                      ("neighbouring skill", "Desarrollo de 4 tiendas en línea con Angular"), ("leading", "Dirección de 4 equipos con React y Node.js"))),
                Line("Reducción del tiempo de carga en un 30 % con mejor caché",
                     ("Reduje el tiempo de carga en un 30 % con mejor caché", "Tiempo de carga reducido en un 30 %"),
                     (("number", "Reducción del tiempo de carga en un 80 % con mejor caché"), ("direction", "Aumento del tiempo de carga en un 30 %"),
                      ("counted", "Reducción de los costes en un 30 %"))),
            )),
            ("Becario", "Radio Costa", "2019-01", "2021-04", (
                Line("Apoyo en la redacción de 50 noticias", ("Apoyo en la redacción de cincuenta noticias", "Apoyé la redacción de 50 noticias"),
                     (("modality", "Redacción de 50 noticias"), ("number", "Apoyo en la redacción de 500 noticias"))),
            )),
        ),
        ("Grado", "Informática", "Universidad de Almenara", "2015-09", "2019-06"),
        ("React", "Node.js", "CSS"), ("React Native", "Angular", "PHP"),
        (("Español", "nativo"), ("Inglés", "B1")),
    ),
    _person(
        "Beatriz Salgado", "pt", 6,
        (
            ("Analista de marketing", "Casa Jacarandá", "2020-06", None, (
                Line("Aumento das visitas em 45 % com campanhas de SEO",
                     ("Aumentei as visitas em 45 % com campanhas de SEO", "Visitas aumentadas em 45 % com campanhas de SEO"),
                     (("number", "Aumento das visitas em 95 % com campanhas de SEO"), ("direction", "Redução das visitas em 45 % com campanhas de SEO"),
                      ("counted", "Aumento das vendas em 45 % com campanhas de SEO"), ("neighbouring skill", "Aumento das visitas em 45 % com campanhas de Salesforce"))),
                Line("Gestão de 3 estagiários", ("Geri 3 estagiários", "Gestão de três estagiários"),
                     (("number", "Gestão de 13 estagiários"), ("counted", "Gestão de 3 diretores"), ("title", "Diretora de marketing com 3 estagiários"))),
            )),
        ),
        ("Licenciatura", "Comunicação", "Universidade de Montemor", "2016-09", "2020-05"),
        ("SEO", "Canva", "Excel"), ("Salesforce", "Photoshop", "HubSpot"),
        (("Português", "nativo"), ("Inglês", "C1")),
    ),
    _person(
        "Davide Ferrante", "it", 7,
        (
            ("Progettista meccanico", "Officine Valdarno", "2019-03", None, (
                Line("Progettazione di 6 pompe in SolidWorks", ("Progettate 6 pompe in SolidWorks", "Progettazione di sei pompe in SolidWorks"),
                     (("number", "Progettazione di 16 pompe in SolidWorks"), ("neighbouring skill", "Progettazione di 6 pompe in CATIA"),
                      ("counted", "Progettazione di 6 satelliti in SolidWorks"), ("leading", "Direzione di 6 progettisti in SolidWorks"))),
                Line("Riduzione degli scarti del 12 % con nuovi controlli", ("Scarti ridotti del 12 % con nuovi controlli", "Riduzione degli scarti del 12 per cento"),
                     (("number", "Riduzione degli scarti del 21 % con nuovi controlli"), ("direction", "Aumento degli scarti del 12 % con nuovi controlli"),
                      ("counted", "Riduzione dei costi del 12 % con nuovi controlli"))),
            )),
        ),
        ("Laurea", "Ingegneria meccanica", "Università di Valfredda", "2014-10", "2018-12"),
        ("SolidWorks", "AutoCAD"), ("CATIA", "Ansys"),
        (("Italiano", "madrelingua"), ("Inglese", "B2")),
    ),
    _person(
        "Sanne de Wit", "nl", 8,
        (
            ("Inkoper", "Polderhout BV", "2018-08", None, (
                Line("Onderhandeld met 15 leveranciers in Duitsland en België",
                     ("Met 15 leveranciers in Duitsland en België onderhandeld", "Onderhandeld met vijftien leveranciers in België en Duitsland"),
                     (("number", "Onderhandeld met 150 leveranciers in Duitsland en België"), ("counted", "Onderhandeld met 15 ministers in Duitsland en België"),
                      ("leading", "Leiding gegeven aan 15 leveranciers in Duitsland"), ("employer", "Onderhandeld met 15 leveranciers bij Philips"))),
                Line("Kosten met 9 % verlaagd door betere contracten", ("Door betere contracten kosten met 9 % verlaagd", "Kosten met 9 procent verlaagd"),
                     (("number", "Kosten met 19 % verlaagd door betere contracten"), ("direction", "Kosten met 9 % verhoogd door betere contracten"),
                      ("counted", "Omzet met 9 % verlaagd door betere contracten"))),
            )),
        ),
        ("Bachelor", "Bedrijfskunde", "Hogeschool Waterland", "2014-09", "2018-07"),
        ("SAP", "Excel"), ("Oracle", "Power BI"),
        (("Nederlands", "moedertaal"), ("Duits", "B1")),
    ),
)  # fmt: skip
