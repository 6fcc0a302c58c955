"""Sections of a résumé: headings in seven languages, and headings of one's own that look like them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rapidfuzz import fuzz, process

from rolecall.profile.document import Document, Line
from rolecall.profile.parse.dates import periods


class Kind(StrEnum):
    """What a section holds."""

    HEADER = "header"
    SUMMARY = "summary"
    WORK = "work"
    EDUCATION = "education"
    SKILLS = "skills"
    PROJECTS = "projects"
    CERTIFICATES = "certificates"
    LANGUAGES = "languages"
    CONTACT = "contact"
    REFERENCES = "references"
    OTHER = "other"


@dataclass(slots=True)
class Section:
    """A heading (none for what stands above the first one) and the lines under it."""

    kind: Kind
    heading: Line | None
    lines: list[Line] = field(default_factory=list)

    @property
    def title(self) -> str:
        return _shown(self.heading.cells[0].text) if self.heading else ""


_HEADINGS: dict[Kind, str] = {
    Kind.SUMMARY: """
        summary|professional summary|executive summary|career summary|summary of qualifications|professional profile|profile|
        about|about me|objective|career objective|professional objective|personal statement|personal profile|career profile|
        introduction|overview|professional overview|career overview|qualifications summary|profile summary|summary statement|
        kurzprofil|profil|über mich|zusammenfassung|persönliches profil|berufsziel|résumé|resume summary|à propos|a propos|
        à propos de moi|profil professionnel|accroche|objectif|objectif professionnel|perfil|perfil profesional|resumen|sobre mí|
        resumen profesional|extracto|objetivo|objetivo profesional|perfil profissional|resumo|sobre mim|resumo profissional|sobre|
        profilo|profilo professionale|profilo personale|chi sono|sommario|obiettivo|profiel|samenvatting|over mij|persoonlijk profiel|
        professional background summary|executive profile|career focus|career goal|job objective""",
    Kind.WORK: """
        experience|work experience|professional experience|employment|employment history|work history|career history|
        relevant experience|professional background|career|positions held|job experience|industry experience|
        research experience|teaching experience|internships|internship|internship experience|internships and experience|
        additional experience|other experience|military experience|military service|employment experience|positions|
        professional history|work|experiences|work experiences|professional experiences|relevant work experience|
        experience summary|career experience|organizational experience|leadership experience|academic experience|
        clinical experience|consulting experience|selected experience|accounting experience|prior experience|
        berufserfahrung|beruflicher werdegang|berufspraxis|berufliche erfahrung|berufliche erfahrungen|werdegang|praktika|
        arbeitserfahrung|praktische erfahrung|beruflicher lebenslauf|berufliche laufbahn|
        expérience|expériences|expérience professionnelle|expériences professionnelles|parcours professionnel|stages|emplois|
        experiencia|experiencia laboral|experiencia profesional|trayectoria profesional|historial laboral|prácticas|
        experiência|experiência profissional|experiências profissionais|histórico profissional|percurso profissional|estágios|
        esperienza|esperienze|esperienza lavorativa|esperienze lavorative|esperienza professionale|esperienze professionali|
        carriera|tirocini|werkervaring|ervaring|professionele ervaring|arbeidservaring|loopbaan|stages en werkervaring""",
    Kind.EDUCATION: """
        education|academic background|educational background|education and training|training and education|academic qualifications|
        educational qualifications|educational qualification|academic qualification|qualifications|academic history|
        education and qualifications|academic profile|academics|education details|educational details|academic details|studies|
        education background|education and credentials|academic credentials|education history|scholastics|schooling|
        educational profile|educational credentials|education qualification|academia|degrees|academic record|academic record|
        ausbildung|bildung|bildungsweg|studium|akademischer werdegang|schulbildung|schulische ausbildung|aus- und weiterbildung|
        hochschulbildung|ausbildung und studium|studium und ausbildung|akademische ausbildung|
        formation|formations|éducation|études|diplômes|parcours académique|formation académique|formation et diplômes|
        diplômes et formations|scolarité|cursus|cursus scolaire|
        educación|formación|formación académica|estudios|estudios académicos|formación y estudios|titulación|
        educação|formação|formação académica|formação acadêmica|escolaridade|habilitações|habilitações académicas|
        istruzione|formazione|istruzione e formazione|studi|titoli di studio|formazione accademica|percorso di studi|
        opleiding|opleidingen|onderwijs|educatie|studie|scholing|opleiding en cursussen|vooropleiding""",
    Kind.SKILLS: """
        skills|technical skills|key skills|core skills|skill set|skillset|core competencies|competencies|key competencies|
        areas of expertise|expertise|technologies|tools|tools and technologies|technical expertise|technical proficiency|
        technical proficiencies|technical summary|it skills|computer skills|software skills|software|skills and abilities|
        skills and tools|skills and technologies|professional skills|additional skills|other skills|soft skills|hard skills|
        strengths|key strengths|core strengths|highlights|skill highlights|skills summary|summary of skills|programming languages|
        technical competencies|key qualifications|core qualifications|specialties|specialities|proficiencies|abilities|
        technical knowledge|technical qualifications|skills and expertise|skills and competencies|technical skill set|tech stack|
        technology summary|technology stack|areas of strength|key highlights|career highlights|technical tools|
        it proficiency|technical skill|skill|core expertise|professional competencies|technical strengths|technology|
        languages and technologies|qualification highlights|computer proficiency|computer knowledge|technical profile|
        kenntnisse|fähigkeiten|kompetenzen|fachkenntnisse|edv-kenntnisse|it-kenntnisse|technische kenntnisse|stärken|
        kenntnisse und fähigkeiten|fähigkeiten und kenntnisse|edv kenntnisse|it kenntnisse|technische fähigkeiten|kernkompetenzen|
        besondere kenntnisse|technologien|
        compétences|compétences techniques|compétences clés|aptitudes|savoir-faire|informatique|compétences informatiques|
        compétences professionnelles|outils|logiciels|atouts|savoir-être|qualités|
        habilidades|competencias|aptitudes y habilidades|conocimientos|habilidades técnicas|conocimientos técnicos|
        conocimientos informáticos|informática|tecnologías|destrezas|aptitudes profesionales|competencias técnicas|
        competências|habilidades e competências|conhecimentos|competências técnicas|aptidões|conhecimentos técnicos|
        competenze|competenze tecniche|capacità|abilità|conoscenze|competenze informatiche|conoscenze informatiche|
        capacità e competenze|competenze digitali|competenze professionali|
        vaardigheden|competenties|kennis|technische vaardigheden|computervaardigheden|kennis en vaardigheden|kerncompetenties""",
    Kind.PROJECTS: """
        projects|project|personal projects|academic projects|side projects|selected projects|key projects|project experience|
        research projects|open source|open source projects|open source contributions|portfolio|project details|notable projects|
        projects undertaken|academic project|major projects|project work|project highlights|professional projects|recent projects|
        projects and research|technical projects|
        projekte|projekterfahrung|ausgewählte projekte|eigene projekte|projets|projets personnels|projets académiques|
        réalisations|proyectos|proyectos personales|projetos|projetos pessoais|progetti|progetti personali|projecten""",
    Kind.CERTIFICATES: """
        certifications|certificates|certification|licenses|licences|licenses and certifications|certifications and licenses|
        professional certifications|professional licenses|certifications/licenses|licensure|licenses and certificates|credentials|
        certificates and licenses|certificate|courses and certifications|training and certifications|certifications and training|
        certifications and courses|certifications and licensures|technical certifications|certification and training|
        certifications and credentials|professional licenses and certifications|licensure and certifications|
        zertifikate|zertifizierungen|bescheinigungen|zertifikate und weiterbildungen|certificats|certifications professionnelles|
        certificaciones|certificados|certificações|certificazioni|certificati|certificaten|certificeringen""",
    Kind.LANGUAGES: """
        languages|language skills|language|foreign languages|languages known|language proficiency|linguistic skills|
        languages spoken|spoken languages|language competencies|sprachen|sprachkenntnisse|fremdsprachen|langues|
        langues étrangères|compétences linguistiques|idiomas|lenguas|línguas|lingue|lingue straniere|competenze linguistiche|
        conoscenze linguistiche|talen|talenkennis|taalvaardigheden""",
    Kind.CONTACT: """
        contact|contacts|contact details|contact information|contact me|contact info|personal details|personal information|
        personal data|personal particulars|personal info|personal|links|social|social media|find me online|details|bio data|biodata|
        kontakt|kontaktdaten|persönliche daten|persönliche angaben|angaben zur person|persönliches|zur person|
        coordonnées|informations personnelles|état civil|contacto|datos de contacto|datos personales|información personal|
        contato|dados pessoais|informações pessoais|contatos|contatti|dati personali|informazioni personali|
        contactgegevens|persoonlijke gegevens|persoonsgegevens|personalia""",
    Kind.REFERENCES: """
        references|reference|referees|referenzen|références|referencias|referências|referenze|referenties|declaration""",
    Kind.OTHER: """
        publications|selected publications|papers|research papers|articles|patents|talks|invited talks|presentations|conferences|
        awards|honors|honours|honors and awards|awards and honors|awards and achievements|achievements|accomplishments|
        selected honors|distinctions|scholarships|grants|fellowships|recognition|recognitions|awards and recognition|
        awards and recognitions|key achievements|professional accomplishments|career achievements|honors and activities|
        volunteering|volunteer experience|volunteer work|volunteer|community service|community involvement|civic activities|
        interests|hobbies|hobbies and interests|interests and hobbies|activities|extracurricular activities|
        extra-curricular activities|extra curricular activities|co-curricular activities|personal interests|leadership|
        leadership and activities|activities and interests|activities and honors|activities and societies|
        affiliations|professional affiliations|memberships|professional memberships|associations|professional associations|
        memberships and affiliations|affiliations and memberships|organizations|groups|professional organizations|
        training|trainings|courses|coursework|relevant coursework|professional development|workshops|seminars|
        continuing education|professional training|trainings attended|training and workshops|seminars and workshops|
        additional information|additional|other information|miscellaneous|other|other details|additional details|strength|
        test scores|teaching|research|research interests|exhibitions|media|press|personal qualities|personal traits|
        military|security clearance|clearance|visa|work authorization|keywords|interpersonal skills|additional skills and interests|
        publikationen|veröffentlichungen|auszeichnungen|preise|ehrenamt|ehrenamtliches engagement|engagement|interessen|hobbys|hobbies und interessen|
        weiterbildung|weiterbildungen|fortbildungen|kurse|vorträge|stipendien|mitgliedschaften|sonstiges|patente|führerschein|
        publications et conférences|prix|distinctions et prix|bénévolat|centres d'intérêt|centres d'interet|loisirs|intérêts|divers|brevets|
        conférences|bourses|engagements|activités|activités extra-professionnelles|vie associative|
        publicaciones|premios|reconocimientos|voluntariado|intereses|aficiones|cursos|formación complementaria|otros datos|
        otros|datos de interés|becas|logros|conferencias|información adicional|
        publicações|prémios|prêmios|voluntariado|interesses|passatempos|atividades|outros|informações adicionais|formação complementar|
        pubblicazioni|premi|riconoscimenti|volontariato|interessi|corsi|altro|ulteriori informazioni|patente|brevetti|conferenze|
        publicaties|prijzen|onderscheidingen|vrijwilligerswerk|interesses|hobby's|hobby|cursussen|overig|nevenactiviteiten|lidmaatschappen""",
}
_KIND_OF = {
    "".join(unicodedata.normalize("NFC", phrase.strip())): kind
    for kind, phrases in _HEADINGS.items()
    for phrase in phrases.replace("\n", " ").split("|")
    if phrase.strip()
}
_INLINE = re.compile(r"^(?P<heading>[^:]{4,40}):\s+\S")
_INLINE_KINDS = {Kind.SUMMARY, Kind.SKILLS, Kind.EDUCATION, Kind.LANGUAGES, Kind.CERTIFICATES}
_LONGEST = 60
_MISSPELT_FROM, _MISSPELT_TO, _MISSPELT_SCORE = 8, 40, 90
_SPACED = re.compile(r"^(?:\w\s){3,}\w$")
_JOINERS = re.compile(r"\s*(?:&|\+|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|/|,)\s*")
_FIRST_WORDS_OF_A_HEADING = re.compile(
    r"^(?:my|relevant|selected|other|additional|professional|key|core|recent|main|prior|previous|current|summary of|list of)\s+"
)


def sections_of(document: Document) -> list[Section]:
    """The document as sections in reading order; the first holds what stands above the first heading."""
    lines = [line for line in document.lines if not line.aside]
    marks = [_known(line) for line in lines]
    looks = _looks(lines, marks)
    sections = [Section(Kind.HEADER, None)]
    for index, line in enumerate(lines):
        kind = marks[index]
        if kind is None and index and _is_own_heading(line, lines, index, looks):
            kind = Kind.OTHER
        if kind is not None and not _contradicted(line, looks, sections[-1]):
            sections.append(Section(kind, line))
            rest = line.cells[1:]
            if rest:
                # A heading in the margin stands on the baseline of its section's first line.
                sections[-1].lines.append(_remainder(line))
        else:
            sections[-1].lines.append(line)
    return [section for section in sections if section.heading or section.lines]


def kind_of_heading(text: str) -> Kind | None:
    """The kind a heading names, if it is one we know: `Work Experience`, `BERUFSERFAHRUNG`, `Education & Training`."""
    name = _normal(text)
    if not name or len(name) > _LONGEST or text.lstrip()[:1].islower() or text.rstrip().endswith((".", ")", ",")):
        return None
    if name in _KIND_OF:
        return _KIND_OF[name]
    parts = [part for part in _JOINERS.split(name) if part]
    if 1 < len(parts) <= 4 and all(part in _KIND_OF for part in parts):
        return _KIND_OF[parts[0]]
    if 1 < len(parts) <= 3 and parts[0] in _KIND_OF and len(name.split()) <= 5 and _KIND_OF[parts[0]] is not Kind.OTHER:
        return _KIND_OF[parts[0]]
    shorter = _FIRST_WORDS_OF_A_HEADING.sub("", name)
    return _KIND_OF.get(shorter) or _misspelt(name, text)


def _misspelt(name: str, text: str) -> Kind | None:
    """`WORK EXPIRIENCE`: one or two letters off a heading, where the line is set like one."""
    set_apart = _is_upper(text) or text.rstrip().endswith(":")
    if not set_apart or not _MISSPELT_FROM <= len(name) <= _MISSPELT_TO:
        return None
    best = process.extractOne(name, _KIND_OF.keys(), scorer=fuzz.ratio, score_cutoff=_MISSPELT_SCORE)
    return _KIND_OF[best[0]] if best else None


def _known(line: Line) -> Kind | None:
    first = line.cells[0].text
    if line.side or len(first) > 60:
        return None
    if len(line.cells) > 1 and (not line.cells[0].strong and not first.isupper()):
        return None
    if line.bullet and not (first.isupper() or line.bold):
        return None
    return kind_of_heading(first)


def _normal(text: str) -> str:
    bare = unicodedata.normalize("NFC", text).strip(" \t:.-–—_=*#|•·>▪■»«~[]()")
    if _SPACED.match(bare):
        bare = re.sub(r"(?<=\w)\s(?=\w)", "", bare)
    return re.sub(r"\s+", " ", bare.replace("&", "and")).casefold().strip()


def _shown(text: str) -> str:
    bare = text.strip(" \t:_=*#|•·~-–—")
    return re.sub(r"(?<=\w)\s(?=\w)", "", bare) if _SPACED.match(bare) else bare


@dataclass(frozen=True, slots=True)
class _Looks:
    """How the known headings look: the usual size, weight, case and indent; None when they do not agree."""

    size: float
    bold: bool
    upper: bool
    body: float
    distinct: bool
    laid_out: bool


def _looks(lines: Sequence[Line], marks: Sequence[Kind | None]) -> _Looks | None:
    known = [line for line, mark in zip(lines, marks, strict=True) if mark is not None]
    if not known:
        return None
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 0)] += len(line.text)
    body = letters.most_common(1)[0][0]
    size = Counter(round(line.size, 0) for line in known).most_common(1)[0][0]
    bold = sum(line.bold for line in known) * 2 > len(known)
    upper = sum(_is_upper(line.cells[0].text) for line in known) * 2 > len(known)
    laid_out = any(line.size for line in lines)
    distinct = size >= body + 1.0 or upper
    return _Looks(size, bold, upper, body, distinct, laid_out)


def _is_own_heading(line: Line, lines: Sequence[Line], index: int, looks: _Looks | None) -> bool:
    text = line.cells[0].text.strip()
    if line.heading and not periods(text) and len(text) <= 50:
        return True
    if looks is None or not looks.distinct or line.bullet or line.side or len(line.cells) > 1:
        return False
    if len(text) > 45 or len(text.split()) > 6 or text.endswith((".", ",", ";")) or periods(text) or "@" in text:
        return False
    if not any(char.isalpha() for char in text):
        return False
    if looks.laid_out:
        similar = abs(line.size - looks.size) < 0.6 and line.bold == looks.bold and _is_upper(text) == looks.upper
        return similar and (looks.size >= looks.body + 1.0 or (looks.upper and line.gap and looks.bold))
    # Plain text: capitals alone on their line, with an empty one above, below the name.
    follows = lines[index + 1] if index + 1 < len(lines) else None
    return looks.upper and _is_upper(text) and line.gap and index > 2 and follows is not None and len(text) > 4


def _contradicted(line: Line, looks: _Looks | None, current: Section) -> bool:
    """A known word that does not look like the other headings: a group's name within skills, a line of text."""
    if looks is None or line.heading:
        return False
    smaller = looks.laid_out and line.size < looks.size - 1.2
    weaker = looks.laid_out and looks.bold and not line.bold and not _is_upper(line.cells[0].text)
    lower = looks.upper and not _is_upper(line.cells[0].text)
    label = line.cells[0].text.rstrip().endswith(":") and current.kind in (Kind.SKILLS, Kind.WORK, Kind.PROJECTS)
    if looks.size > looks.body + 1.0 and smaller:
        return True
    return (weaker and lower) or (lower and not line.bold) or (label and (lower or weaker)) or (weaker and label)


def _is_upper(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.85 * len(letters)


def _remainder(line: Line) -> Line:
    return replace(line, cells=line.cells[1:], bold=line.cells[1].strong != ())
