"""What a letter takes from the posting: whom to address, its title as people say it, a sentence on the company.

Text from outside is data: it is only ever quoted, and what does not look like what it should be is left alone.
"""

from __future__ import annotations

import re

from rolecall.prepare.claims import Gate
from rolecall.prepare.words import sentences

_NAME = (
    r"((?:(?:Dr|Prof)\.? )?[A-ZÀ-ÖØ-Þ][\w'’-]+(?: (?:van|von|de|der|den|da|di|del|la|[A-Z]\.))*"
    r"(?: [A-ZÀ-ÖØ-Þ][\w'’-]+){1,2})"
)
_TITLES = (
    r"(?:(?:Frau|Herrn?|Ms\.?|Mr\.?|Mrs\.?|Mx\.?|Mme|Madame|M\.|Sra?\.?|Dott\.?(?:ssa)?|mevrouw|meneer|dhr\.?|mw\.?) )?"
)
_CONTACT = re.compile(
    rf"(?:(?:Contact(?: person)?|Hiring manager|Recruiter|Ansprechpartner(?:in|:in|\*in)?|Ansprechperson|Kontakt"
    rf"(?:person)?|Personne à contacter|Persona de contacto|Contacto|Contato|Pessoa de contato|Referente|Contatto|"
    rf"Contactpersoon) ?: ?|(?:[Cc]ontact|[Rr]each out to|[Ww]rite to|[Aa]sk for|wenden Sie sich (?:bitte )?an|"
    rf"[Cc]ontactez|[Cc]ontacte a|neem contact op met|rivolgersi a) ){_TITLES}{_NAME}(?=[\s,.;()|]|$)"
)
_NOT_A_PERSON = frozenset(
    """
    human resources hr people talent team the us our recruiting recruitment department support office hiring manager
    acquisition customer sales service services group gmbh inc ltd personalabteilung career careers jobs university
    award winning senior junior lead engineer experience department
    """.split()  # noqa: SIM905
)
_TAIL = re.compile(
    r"\s*(?:[(\[](?:[mwfdxhg]\s?[/|*,]\s?){1,3}[mwfdxhg][)\]]|\((?:all genders?|gn|remote|hybrid|on-?site|"
    r"[A-Z]{0,4}-?\d{3,})\)|"
    r"\s[-–—|]\s+(?:remote|hybrid|on-?site)\b.*|[-–—|#]\s*(?:req|id|ref)?\.?\s*#?[A-Z]{0,4}-?\d{3,}|[*:]in\b(?=$))\s*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?i)\b(?:our (?:mission|goal|vision|purpose)|we (?:build|make|help|develop|provide|design|create|run|"
    r"operate|produce|"
    r"serve|believe in)|wir (?:entwickeln|bauen|helfen|betreiben|liefern|gestalten)|nous (?:développons|"
    r"concevons|aidons|"
    r"construisons)|nuestra misión|desarrollamos|ayudamos|nossa missão|desenvolvemos|ajudamos|la nostra missione|"
    r"sviluppiamo|aiutiamo|onze missie|wij (?:ontwikkelen|bouwen|helpen)|we (?:ontwikkelen|bouwen|helpen))\b"
)
_UNQUOTABLE = re.compile(
    r"(?i)[<>{}\[\]|*_#“”„«»\"•]|https?:|www\.|@|\b(?:ignore|disregard|instruct\w*|prompt|system|assistant|score|"
    r"candidates?|seeking|looking for|hiring|role|position|job|team|join|experienced|candidates?|applicants?|"
    r"resumes?|cv|you|your|must|should|apply|salary|benefits?|equal|discriminat\w*|accommodation|"
    r"bewerb\w*|sie|ihre?n?|anweisung\w*|ignorier\w*|vous|votre|vos|ignorez|usted|ustedes|su|ignore[nm]?|você|seu|"
    r"voi|vostro|ignorate|u|uw|jij|jou|negeer|reject|hire|approve|interview)\b|\d{5,}"
)
_QUOTE_WORDS = range(7, 27)
_LONGEST_TEXT = 20_000


def contact_of(text: str) -> str | None:
    """The person a posting names to write to, without title; None where it names nobody for certain.

    >>> contact_of("Questions? Contact: Ms. Jane van Dyke, 555-0100")
    'Jane van Dyke'
    """
    plain = re.sub(r"[*_]{1,3}", "", text[:_LONGEST_TEXT])
    for hit in _CONTACT.finditer(plain):
        name = hit[1].strip(" .")
        parts = re.split(r"[\s-]+", name.casefold())
        if not set(parts) & _NOT_A_PERSON and is_a_name(name):
            return name
    return None


def is_a_name(text: str) -> bool:
    """Whether a text claims nothing beside a name, academic titles aside."""
    bare = re.sub(r"\b(?:Dr|Prof)\b\.?", "", text)
    return all(claim.kind == "name" for claim in Gate((), title="", company="").check_edit(bare).unsupported)


def spoken_title(title: str) -> str:
    """A title without what only forms carry: `Engineer (m/w/d)` as `Engineer`. Always a beginning of the title."""
    spoken = title.strip()
    for _ in range(3):
        shorter = _TAIL.sub("", spoken).rstrip(" ,-–—|")
        if shorter == spoken or not re.search(r"\w{2}", shorter):
            break
        spoken = shorter
    return spoken


def about_company(text: str, company: str) -> str | None:
    """A sentence of the posting on what the company does, verbatim; None where none is fit to be quoted."""
    for line in text[:_LONGEST_TEXT].splitlines():
        if line.startswith(("#", "-", "*", "|", ">", "+")) or re.match(r"\s*\d+[.)]", line):
            continue
        for sentence in sentences(line):
            said = sentence.strip()
            about = _ABOUT.search(said) or re.match(
                rf"{re.escape(company)} (?:is|helps|builds|makes|provides|ist)\b", said
            )
            if about and len(said.split()) in _QUOTE_WORDS and said.endswith(".") and not _UNQUOTABLE.search(said):
                return said
    return None
