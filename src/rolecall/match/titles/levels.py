"""Titles and levels: what a job is called, how senior it is, and how near a candidate's own titles come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise

from rolecall.match.titles import esco
from rolecall.match.words import stem, weight

_LEVELS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (
        6.0,
        re.compile(
            (
                r"\b(?:vp|vice president|chief|c[tefim]o|svp|evp|president|geschäftsführ\w+|vorstand|pdg|"
                r"directeur général|managing director)\b"
            ),
            re.I,
        ),
    ),
    (
        5.0,
        re.compile(
            (
                r"\b(?:director|head of|principal|distinguished|fellow|direktor\w*|directeur|directrice|"
                r"leiter\w* (?:der|des)|bereichsleit\w+|director[ae]?|abteilungsleit\w+)\b"
            ),
            re.I,
        ),
    ),
    (
        4.0,
        re.compile(
            (
                r"\b(?:staff(?! (?:nurse|accountant|assistant|writer|pharmacist|attorney|auditor|therapist|rn))|"
                r"lead|team ?lead\w*|teamleit\w+|leiter(?:in)?|tech lead|(?:engineering|general|plant|store|"
                r"restaurant|regional|area|operations|branch|department|hotel|site|nurse) manager|architect(?:e|o|"
                r"a)?|superintendent|supervisor|encargad[oa]|jefe|jefa|chef de|küchenchef|head (?:chef|nurse|"
                r"teacher)|vorarbeiter|polier|iv|foreman)\b"
            ),
            re.I,
        ),
    ),
    (
        3.0,
        re.compile(
            (
                r"\b(?:senior|snr|sr|sénior|iii|experienced|expert|erfahren\w*|confirmé\w*|superior|manager|"
                r"responsable)\b\.?"
            ),
            re.I,
        ),
    ),
    (
        1.0,
        re.compile(
            (
                r"\b(?:junior|jr|entry[- ]level|graduate|grad|new grad|early career|trainee|berufseinsteiger\w*|"
                r"débutant\w*|apprentice|azubi|i|1)\b\.?"
            ),
            re.I,
        ),
    ),
    (
        0.0,
        re.compile(
            (
                r"\b(?:intern|internship|praktik\w+|stagiaire|werkstudent\w*|working student|stage|becari[oa]|"
                r"prácticas|ausbildung|apprenticeship|alternance|co-op|student)\b"
            ),
            re.I,
        ),
    ),
)
_LEVEL_WORDS = frozenset(
    stem(word)
    for word in [
        "senior",
        "snr",
        "sr",
        "sénior",
        "junior",
        "jr",
        "lead",
        "principal",
        "staff",
        "head",
        "chief",
        "director",
        "entry",
        "level",
        "graduate",
        "grad",
        "new",
        "early",
        "career",
        "trainee",
        "intern",
        "internship",
        "ii",
        "iii",
        "iv",
        "i",
        "experienced",
        "expert",
        "vp",
        "vice",
        "president",
        "mid",
        "praktikum",
        "werkstudent",
        "working",
        "student",
        "erfahrener",
        "erfahrene",
        "confirmé",
        "débutant",
        "1",
        "2",
        "3",
        "remote",
        "hybrid",
        "onsite",
        "full",
        "time",
        "part",
        "contract",
        "temporary",
        "permanent",
        "fulltime",
        "parttime",
        "vollzeit",
        "teilzeit",
        "m",
        "w",
        "d",
        "f",
        "x",
        "h",
        "gn",
        "all",
        "genders",
        "mwd",
    ]
)
_SAME = {
    stem(word): stem(same)
    for same, others in {
        "engineer": (
            "developer programmer entwickler entwicklerin engineering development ingenieur ingenieurin "
            "ingénieur développeur développeuse desarrollador desarrolladora ingeniero ingeniera "
            "programador sde swe coder inginer dezvoltator sviluppatore"
        ),
        "nurse": (
            "rn nursing pfleger pflegerin krankenpfleger krankenschwester pflegefachkraft pflegefachfrau "
            "pflegefachmann infirmier infirmière enfermero enfermera pflegekraft asistent"
        ),
        "driver": "fahrer fahrerin kraftfahrer chauffeur conducteur conductrice conductor conductora lkw hgv trucker",
        "cook": "koch köchin chef cuisinier cuisinière cocinero cocinera",
        "waiter": "waitress kellner kellnerin serveur serveuse camarero camarera servicekraft",
        "teacher": (
            "lehrer lehrerin lehrkraft enseignant enseignante professeur profesor profesora maestro "
            "maestra instructor teaching"
        ),
        "accountant": "buchhalter buchhalterin comptable contable bookkeeper buchhaltung comptabilité contabilidad",
        "electrician": "elektriker elektrikerin elektroniker elektronikerin électricien électricienne electricista",
        "plumber": "installateur klempner plombier fontanero anlagenmechaniker",
        "mechanic": "mechaniker mechanikerin mechatroniker mécanicien mecánico",
        "sales": (
            "vertrieb verkauf verkäufer verkäuferin vendeur vendeuse vendedor vendedora verkaufer salesperson seller"
        ),
        "warehouse": "lager lagerist lagermitarbeiter magasinier entrepôt almacén lagerlogistik",
        "administrator": (
            "admin administrative assistant assistent assistentin assistante secretary sekretär "
            "sekretärin secrétaire asistente administrativo sachbearbeiter sachbearbeiterin clerk"
        ),
        "manager": "management leiter leiterin responsable gerente verantwortlicher",
        "analyst": "analytics analytiker analyste analista analysis",
        "designer": "design gestalter gestalterin graphiste diseñador diseñadora",
        "consultant": "berater beraterin conseiller conseillère consultor consultora consulting advisor",
        "recruiter": "recruiting recruitment recruteur personalreferent talent",
        "cleaner": "housekeeper reinigungskraft nettoyage limpieza housekeeping janitor custodian",
        "caregiver": "carer pflegehelfer pflegehelferin soignant cuidador cuidadora",
        "software": "logiciel softwareentwickler softwareentwicklerin",
        "backend": "back-end",
        "frontend": "front-end",
        "fullstack": "full-stack",
        "devops": "sre reliability",
    }.items()
    for word in others.split()
}
ONE_OCCUPATION = 0.9
"""What a title covers of another in other words that ESCO gives to the same occupation."""
_JOIN = re.compile(r"\b(back|front|full|dev)[ -](end|stack|ops)\b", re.IGNORECASE)
_CHEF_OF = re.compile(r"\bchef(?:fe)? (?:de |du |d['’])(?!partie|cuisine|rang)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_][\w+#.]*")
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]|\s[-–—|@]\s.*|,.*|[/:].*")
_GENERIC = frozenset(
    stem(word)
    for word in [
        "engineer",
        "manager",
        "administrator",
        "specialist",
        "consultant",
        "analyst",
        "coordinator",
        "associate",
        "assistant",
        "officer",
        "worker",
        "operator",
        "technician",
        "representative",
        "expert",
        "mitarbeiter",
        "member",
        "agent",
        "executive",
        "professional",
        "employee",
        "kraft",
        "scientist",
        "architect",
    ]
)


def level(title: str) -> float | None:
    """Seniority from 0 (internship) over 2 (no word of it, settled by the caller) to 6 (chief); None when the title does not say."""
    for value, pattern in _LEVELS:
        if value in (0.0, 1.0):
            continue
        if pattern.search(title):
            lower = _LEVELS[-1][1].search(title)
            return 0.0 if lower else value
    for value, pattern in reversed(_LEVELS):
        if value in (0.0, 1.0) and pattern.search(title):
            return value
    return None


def level_name(value: float) -> str:
    """A level in words."""
    names = ("internship", "junior", "mid-level", "senior", "lead", "head or principal", "executive")
    return names[min(6, max(0, round(value)))]


def level_of_years(years: float) -> float:
    """The level that so many years of work usually bring: 0 → 0.7, 2 → 1.6, 5 → 2.7, 8 → 3.4, 15 → 4.2."""
    steps = ((0.0, 0.7), (2.0, 1.6), (5.0, 2.7), (8.0, 3.4), (15.0, 4.2))
    for (left, low), (right, high) in pairwise(steps):
        if years <= right:
            return low + (high - low) * (max(years, left) - left) / (right - left)
    return steps[-1][1]


@lru_cache(maxsize=20_000)
def parts(title: str) -> tuple[tuple[str, float], ...]:
    """The title's telling words with their weights: what stands after a comma, a dash or in brackets weighs half."""
    title = _CHEF_OF.sub("manager ", _JOIN.sub(r"\1\2", title))
    main = _ASIDE.sub(" ", title)
    out: dict[str, float] = {}
    for text, share in ((main, 1.0), (title, 0.4)):
        for word in _WORD.findall(text.lower()):
            base = stem(word.strip("."))
            if base in _LEVEL_WORDS or (len(base) < 2 and base not in ("c", "r")):
                continue
            base = _SAME.get(base, base)
            heavy = share * (0.6 if base in _GENERIC else 1.0) * min(weight(base), 6.0)
            out[base] = max(out.get(base, 0.0), heavy)
    return tuple(out.items())


def bases(text: str) -> frozenset[str]:
    """The telling words of a text in the form in which titles are compared."""
    found = (stem(word.strip(".")) for word in _WORD.findall(_JOIN.sub(r"\1\2", text).lower()))
    return frozenset(_SAME.get(base, base) for base in found) - _GENERIC


@lru_cache(maxsize=20_000)
def occupations(title: str) -> frozenset[int]:
    """ESCO's occupations (`rolecall.match.titles.esco`) that bear the title, without its level and what is said beside it, as a name."""
    words = _WORD.findall(_ASIDE.sub(" ", title.lower()))
    return esco.linked(" ".join(word for word in words if stem(word.strip(".")) not in _LEVEL_WORDS))


def fit(title: str, own: Sequence[str], known: AbstractSet[str]) -> tuple[float, str | None]:
    """How much of a posting's title the candidate's titles cover, 0 to 1, and the nearest of them.

    A word that is in no title of theirs but among the `known` (`bases` of their skills) covers three quarters of itself.
    Two titles that are names of one occupation ("programmer", "software developer") cover each other to `ONE_OCCUPATION`,
    but for what is said beside them: "Programmer, Avionics" asks for more than a programmer.
    """
    asked = parts(title)
    total = sum(value for _, value in asked)
    if not total:
        return 0.0, None
    named = occupations(title)
    main = dict(parts(_ASIDE.sub(" ", title))) if named else {}
    best, nearest = 0.0, None
    for mine in own:
        have = dict(parts(mine))
        linked = main if main and not named.isdisjoint(occupations(mine)) else {}
        covered = sum(
            value * (1.0 if word in have else ONE_OCCUPATION if word in linked else 0.75 if word in known else 0.0)
            for word, value in asked
        )
        if covered > best + 1e-9:
            best, nearest = covered, mine
    if nearest is None:
        best = sum(value * 0.5 for word, value in asked if word in known)
    return min(1.0, best / total), nearest
