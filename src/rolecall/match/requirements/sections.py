"""What the parts of a posting are about, told by their headings, in the languages that Rolecall reads."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from rolecall.platform.patterns import AnyCase, lowered


class Section(StrEnum):
    """What a part of a posting holds."""

    MUST = "must"
    NICE = "nice"
    DUTIES = "duties"
    ABOUT = "about"
    BENEFITS = "benefits"
    LEGAL = "legal"
    APPLY = "apply"
    OTHER = "other"

    # Looked up for every sentence several times: an enum's own hash is a call of a Python function.
    __hash__ = str.__hash__


ASKED = frozenset({Section.MUST, Section.NICE, Section.DUTIES, Section.OTHER})
"""Sections in which a posting may ask for something."""
SURE = frozenset({Section.MUST, Section.NICE})
"""Sections in which it does nothing else."""

_WORDS: tuple[tuple[Section, str], ...] = (
    (
        Section.NICE,
        (
            r"nice[- ]to[- ]haves?|bonus(?: points| skills| qualifications)?|preferred|desired|desirable|"
            r"good to have|pluses|"
            r"a plus|advantageous|extra points|brownie points|what would be great|would be (?:a )?(?:plus|nice|great)|"
            r"wünschenswert|von vorteil|idealerweise|pluspunkte|das wäre super|kann[- ]kriterien|"
            r"les plus|atouts?|souhait[ée]e?s?|appréci[ée]e?s?|deseables?|valorables?|se valorará|plus|"
            r"requisiti preferenziali|costituisce un plus|titoli preferenziali|pré|gewenst|diferenciais|desejáve(?:l|is)|"
            r"constituie un avantaj|avantaje?|mile widziane|meriterande|optional|ideally"
        ),
    ),
    (
        Section.MUST,
        (
            r"(?:minimum |basic |key |core |essential |required |mandatory |job |technical |role |main |what )?"
            r"(?:requirements?|qualifications?|must[- ]haves?|required|prerequisites?|essentials?|"
            r"criteria|competenc(?:y|ies)|"
            r"skills?|experience|education|credentials|licen[sc]es?|certifications?)(?: (?:and|&|/) .{3,40})?|"
            r"what you(?:'|’)?(?:ll| will)? (?:need|bring|have)\b.*|what we(?:'|’)?(?:re|"
            r" are) looking for.*|what we look for.*|what we need.*|"
            r"who you are.*|about you|you (?:have|bring|are|should have|will have|must have)|you(?:'|"
            r"’)ll (?:have|need|bring).*|"
            r"your (?:profile|skills|background|experience|qualifications|talents?|strengths|expertise)|"
            r"the ideal candidate.*|"
            r"ideal candidates?.*|candidate profile|we(?:'|’)?(?:re| are) looking for.*|(?:you might|"
            r"you may) be a (?:good )?fit.*|"
            r"(?:the )?successful candidate.*|your expertise|profile|person specification|we expect|what it takes.*|"
            r"(?:dein|ihr|das) profil.*|profil|anforderung(?:en|sprofil).*|voraussetzungen|"
            r"qualifikation(?:en)?|das bringst du mit.*|"
            r"das bringen sie mit.*|was (?:du|sie) mitbring(?:st|en).*|(?:deine|ihre) (?:qualifikation|"
            r"fähigkeiten|kompetenzen|stärken).*|"
            r"womit (?:du|sie).*|das (?:solltest|sollten) (?:du|sie).*|wir erwarten.*|was wir (?:erwarten|"
            r"suchen).*|kenntnisse|"
            r"(?:votre |le )?profil(?: recherché| souhaité| du candidat)?|compétences(?: requises|"
            r" techniques)?|prérequis|pré-requis|exigences|"
            r"qualifications(?: requises)?|ce que nous recherchons|vous êtes|vous avez|"
            r"formation(?: et expérience)?|expérience|"
            r"requisitos.*|perfil.*|qué buscamos.*|lo que buscamos.*|competencias|conocimientos|"
            r"experiencia|formación|se requiere|"
            r"imprescindible|requisiti.*|profilo.*|competenze.*|cosa cerchiamo.*|wat (?:vragen wij|"
            r"wij vragen|breng je mee|we vragen).*|"
            r"functie-?eisen|jouw profiel|wie ben jij.*|eisen|vereisten|o que procuramos.*|requisitos|"
            r"cerințe.*|competențe.*|"
            r"(?:despre )?aptitudin(?:i|ile) (?:necesare|cheie)?.*|abilități.*|calificări.*|ce căutăm.*|"
            r"profilul.*|wymagania.*|kvalifikationer.*|krav.*"
        ),
    ),
    (
        Section.DUTIES,
        (
            r"(?:key |main |core |essential |primary |your |job |role |the |general |"
            r"position )?(?:responsibilit(?:y|ies)|dut(?:y|ies)|tasks|accountabilities|functions)"
            r"(?: (?:and|&|/) .{3,40}| include.*)?|what you(?:'|’)?(?:ll| will)(?: be)? (?:do|work|own|"
            r"build|achieve).*|what you do|what you(?:'|’)ll be doing.*|"
            r"(?:the|your|about the|about this) (?:role|job|position|opportunity|work)|the job|"
            r"job (?:description|summary|details?|purpose|overview)|role (?:overview|description|summary|"
            r"purpose)|"
            r"position (?:summary|overview|description)|a day in the life|your (?:day|impact|mission|"
            r"challenge).*|in this role.*|you will|you(?:'|’)ll|"
            r"what your day will look like|day[- ]to[- ]day|how you(?:'|’)ll.*|overview|summary|scope|"
            r"(?:deine|ihre|die|unsere) aufgaben.*|aufgaben(?:gebiet|bereich|beschreibung)?.*|"
            r"tätigkeiten.*|das erwartet (?:dich|sie).*|was (?:dich|sie) erwartet.*|"
            r"(?:dein|ihr) (?:job|verantwortungsbereich|aufgabengebiet).*|(?:vos |les )?missions?.*|"
            r"(?:vos )?responsabilités.*|tâches.*|(?:le|votre) (?:poste|rôle).*|descriptif.*|"
            r"(?:tus |las )?funciones.*|responsabilidades.*|tareas.*|qué harás.*|descripción del puesto.*|"
            r"tu misión.*|(?:le )?(?:mansioni|attività|responsabilità).*|"
            r"cosa farai.*|wat ga je doen.*|taken.*|werkzaamheden.*|jouw rol.*|o que você fará.*|"
            r"responsabilit(?:ăți|ati).*|ce vei face.*|despre rol.*|sarcini.*|obowiązki.*|"
            r"arbetsuppgifter.*"
        ),
    ),
    (
        Section.BENEFITS,
        (
            r"(?:our |the |your |employee |company )?(?:benefits?|perks)(?: .{2,40})?|what we offer.*|"
            r"we offer.*|what(?:'|’)?s in it for you.*|why (?:join|work|you).*|compensation.*|salary.*|"
            r"pay(?: range)?.*|"
            r"what you(?:'|’)?(?:ll| will) (?:get|receive|enjoy).*|total rewards.*|our offer|"
            r"remuneration.*|wir bieten.*|was wir bieten.*|unser angebot.*|(?:deine|ihre) vorteile.*|"
            r"benefits.*|das bieten wir.*|"
            r"gehalt.*|vergütung.*|was wir (?:dir|ihnen) bieten.*|(?:nos )?avantages.*|"
            r"nous (?:vous )?offrons.*|ce que nous (?:vous )?(?:offrons|proposons).*|rémunération.*|"
            r"(?:qué )?(?:te )?ofrecemos.*|beneficios.*|"
            r"se ofrece.*|salario.*|cosa offriamo.*|offriamo.*|wat (?:bieden wij|wij bieden).*|"
            r"wij bieden.*|ce oferim.*|beneficii.*|oferujemy.*|vi erbjuder.*|benefícios.*"
        ),
    ),
    (
        Section.LEGAL,
        (
            r"equal (?:employment )?opportunit(?:y|ies).*|eeo.*|diversity.*|disclaimer.*|privacy.*|"
            r"legal.*|accommodations?.*|chancengleichheit.*|datenschutz(?:hinweis|erklärung).*|"
            r"égalité des chances.*|igualdad de oportunidades.*|our commitment to.*|inclusion.*|e-?verify.*"
        ),
    ),
    (
        Section.APPLY,
        (
            r"how to apply.*|(?:the |our )?(?:application|hiring|interview|recruitment|"
            r"selection) (?:process|procedure|steps?).*|apply.*|next steps.*|contact.*|(?:deine|"
            r"ihre) bewerbung.*|bewerbung.*|kontakt.*|"
            r"interess(?:e|iert).*|(?:comment )?postuler.*|candidature.*|processus de recrutement.*|"
            r"cómo (?:aplicar|inscribirse).*|contacto.*|come candidarsi.*|solliciteren.*|cum se aplică.*"
        ),
    ),
    (
        Section.ABOUT,
        (
            r"about (?:us|the company|the team|our .*|[a-z][\w&.' -]{1,40})|who we are.*|our (?:company|"
            r"story|mission|values|team|culture|vision).*|company (?:overview|description|profile).*|"
            r"the (?:company|team)|"
            r"über uns.*|wer wir sind.*|das unternehmen.*|unternehmensprofil.*|qui sommes[- ]nous.*|"
            r"à propos.*|l(?:'|’)entreprise.*|sobre nosotros.*|quiénes somos.*|la empresa.*|chi siamo.*|"
            r"over ons.*|wie zijn wij.*|"
            r"sobre nós.*|despre noi.*|o nas.*|om oss.*|introduction|department.*"
        ),
    ),
)
_HEADINGS = tuple((section, AnyCase(rf"(?:the |our |your )?(?:{words})")) for section, words in _WORDS)
_ANYWHERE = {
    Section.NICE: AnyCase(
        (
            r"\b(?:nice[- ]to[- ]have|preferred|desirable|desired|bonus points|wünschenswert|von vorteil|"
            r"souhaité|deseable)"
        ),
    ),
    Section.MUST: AnyCase(
        (
            r"\b(?:requirements?|qualifications?|skills|anforderungen|voraussetzungen|compétences|"
            r"requisitos)\b"
        ),
    ),
    Section.DUTIES: AnyCase(r"\b(?:responsibilit(?:y|ies)|duties|aufgaben|missions|funciones|tareas)\b"),
    Section.BENEFITS: AnyCase(r"\b(?:benefits|perks|offer|bieten|avantages|beneficios)\b"),
}

INLINE = re.compile(
    r"(?:^|(?<=[.!?;:)\s])|(?<=[a-z]))"
    r"(?P<heading>(?:(?:Minimum|Basic|Key|Core|Essential|Required|Preferred|Technical|Job|Main|"
    r"Desired|Additional|Bonus|Primary|Nice[- ]to[- ]have|Your|The)\s)?"
    r"(?:Requirements?|Qualifications?|Must[- ]haves?|Nice[- ]to[- ]haves?|Responsibilities|Duties|"
    r"Benefits|Perks|Bonus(?: points)?|Pluses|Skills|"
    r"Ideal Candidates? Will Have|What [Yy]ou(?:'|’)?(?:ll| [Ww]ill)? (?:[Dd]o|[Nn]eed|[Bb]ring|"
    r"[Hh]ave)|About (?:[Yy]ou|[Uu]s|the (?:[Rr]ole|[Jj]ob|[Tt]eam))|"
    r"Who [Yy]ou [Aa]re|What [Ww]e [Oo]ffer|Anforderungen|Aufgaben|Voraussetzungen|(?:Ihr|"
    r"Dein) Profil|Wir bieten|Profil recherché|Missions|Avantages|"
    r"Requisitos|Funciones|Ofrecemos|Beneficios)(?: (?:and|&) [A-Z]?\w+)?)\s*$"
)
"""A heading at the end of the words before a colon, as in texts whose line breaks were lost: "… Responsibilities: Design …"."""
LONGEST_INLINE = 50


@lru_cache(maxsize=10_000)
def section_of(heading: str) -> Section | None:
    """The section that a heading opens; None when its words say nothing."""
    words = heading.strip(" \t*_#:–—-•").strip()
    if not words or len(words) > 90:
        return None
    words = lowered(words)
    for section, pattern in _HEADINGS:
        if pattern.small.fullmatch(words):
            return section
    if len(words.split()) <= 7:
        for section, pattern in _ANYWHERE.items():
            if pattern.small.search(words):
                return section
    return None
