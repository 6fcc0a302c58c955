"""What a word of a title says outright: its rank, or its field. German, English, French, with some Spanish."""

from __future__ import annotations

import re


def _word(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


_LEARNS = _word(
    r"intern(?:ship|e)?s?(?=$|[^\w]*(?:$|[(\-–,|/:@&]|in|at|for|bei|team|program))",
    r"\w+ intern",
    r"internship",
    r"\w*praktik(?:um|ant|antin)\w*",
    r"werkstudent\w*",
    r"working student\w*",
    r"werkstudium",
    r"trainee\w*",
    r"volontär\w*|volontariat",
    r"azubi\w*|auszubildende\w*|ausbildung(?= (?:zum|zur|als|\w*informatik|\w*kauf))|lehrling",
    r"apprenti(?:e|ce|ship|ssage)?s?",
    r"stagiaires?|alternan(?:ce|te?)|estagi[aá]ri[oa]|becari[oa]|prácticas",
    r"^\W*stage(?= [-–]| \w+ing\b|$)",
    r"junior\w*|jr\.?|jun\.",
    r"(?:duale[rs]?|dual) (?:student\w*|studium|studierende\w*)",
    r"student(?:in|ische[rn]?)?(?: (?:assistant|aushilfe|hilfskraft|mitarbeiter\w*))?(?=$|\W)",
    r"\w*hilfskraft|hiwi|aushilfe|bachelorand\w*|masterand\w*|bachelorarbeit|masterarbeit|rechtsreferendar\w*",
    r"entry[- ]level|berufseinsteiger\w*",
)
_RUNS_IT = _word(
    r"c[efmtioprsd]o|cdo|chro|ciso|chief (?:\w+ ){1,3}officer|chief of staff|chief \w+",
    r"(?:co-?)?founder|(?:mit)?gründer(?:in)?|cofondat(?:eur|rice)|fondat(?:eur|rice)|inhaber(?:in)?|co-?owner",
    r"(?<!product )(?<!process )(?<!application )(?<!service )(?<!data )owner",
    r"(?:stv\.? |stellv\w*\.? )?geschäftsführ(?:er|erin|ung|ende[rn]?)|geschäftsführender gesellschafter|gf",
    r"(?:vertriebs|finanz|marketing)?vorst[aä]nd\w*|vorsitzende[rn]?|aufsichtsrat\w*|gesellschafter(?:in)?",
    r"(?:[se]|a|r|g)?vp|(?:senior |executive |regional |associate )?vice[- ]?president|vizepräsident\w*",
    r"(?<!vice )president|präsident(?:in)?|pdg|directeur général|directrice générale|gérante?|président(?:e)?",
    r"managing partner|general partner|founding partner|chair(?:man|woman|person)?|board member",
    r"member of the (?:executive |management |supervisory )?board|unternehmer(?:in)?|entrepreneur",
)
_DIRECTS = _word(r"direct(?:or|ors|eur|rice|ora|ores)|dir\.|diretora?|\w*direktor(?:in)?")
_LEADS = _word(
    r"head|\w*leiter(?:in)?|\w*leitung|\w*leitende[rn]?|ltg\.?|leading",
    r"lead(?!s|[- ](?:gen|manag|nurtur|qualif|conver|acq))|leader|team-?lead(?:er)?|supervisor|superviseur|foreman",
    r"chef(?:fe|in)? (?:de|des|du|d['’])(?: ?\w+)?(?<!partie)|chefarzt|chefärztin|chefredakteur\w*|chef d['’]équipe",
    r"prokurist(?:in)?|polier|vorarbeiter|meister(?:in)?|dekan\w*|rektor\w*|jefe de \w+|encargad[oa]|team manager",
)
_KNOWS = _word(
    r"senior\w*|snr|sr\.?|sen\.|staff(?= (?:\w+ ){0,3}(?:engineer|developer|scientist|designer|architect|software))|principal",
    r"manager(?:in)?|\w+manager(?:in)?|mgr|expert[ei]?(?:n|in)?|fachexpert\w+|confirmée?|responsable|gerente|sénior",
    r"expérimentée?|distinguished|fellow|oberarzt|oberärztin|(?:senior|strategic) partner",
)
_HELPS = _word(r"\w*assistent(?:in)?|\w*assistenz")
_ASSISTS = re.compile(r"assistan|sekret|secret|referent|office manager|stabsstelle", re.IGNORECASE)
"""Near them a word of high rank names whom one works for."""

_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "Human Resources",
        _word(
            r"hr|hrbp|human (?:resources?|relations)|recruit\w*|talent (?:acquisition|management|partner)|people (?:operations|partner)",
            r"personal(?:abteilung|wesen|entwickl|refer|leit|manag|gewinn|market|dispon|sachbearb|verwalt)\w*|ressources humaines|rh|paie|payroll",
        ),
    ),
    (
        "Purchasing",
        _word(
            r"\w*einkauf\w*|\w*einkäufer(?:in)?|purchas\w+|procurement|achats|acheteu\w+|buyer|sourcing|beschaffung\w*|compras"
        ),
    ),
    (
        "Marketing",
        _word(
            r"\w*marketing\w*|public relations|pr|social media|communications?|\w*kommunikation\w*|brand|seo|sea|copywriter",
            r"öffentlichkeitsarbeit|events?|eventmanage\w+|messe\w*|content (?:manager|marketing|creator|strategist)|campaigns?|presse\w*|werbe\w+|advertising",
        ),
    ),
    (
        "Customer Support",
        _word(
            r"(?:customer|client) (?:care|support|services?|success|experience|operations)|\w*kundenservice|kundendienst|technical support|help ?desk|service ?desk",
            r"support (?:engineer|specialist|agent|manager|analyst)|level \d support|(?:1st|2nd|first|second)[- ]level|product support|contact cent\w+|call ?cent\w+|service client\w*|relation client",
        ),
    ),
    (
        "Project Management",
        _word(
            r"(?:project|programm?e?) (?:manage\w+|coordinat\w+|lead\w*|direct\w+)|projekt(?:leit|manag|koord|direkt|referent|assist)\w*|pmo|scrum master|agile coach",
            r"chef(?:fe)? de projets?|gestion de projets?|jefe de proyecto\w*|teilprojektleit\w*",
        ),
    ),
    (
        "Business Development",
        _word(r"business develop\w+|geschäfts(?:feld)?entwicklung|unternehmensentwicklung|partnerships?|alliances?"),
    ),
    (
        "Sales",
        _word(
            r"\w*sales|presales|pre-sales|\w*vertrieb\w*|\w*verkauf\w*|\w*verkäufer\w*|account (?:executive|manage\w+|director)|key[- ]account\w*|außendienst\w*",
            r"commercial[ea]?|ventes|vendeu\w+|client (?:advisor|manager|partner)|vend(?:as|edor|edora)|comercial|retail sales\w*|store manager|store supervisor|comptes",
        ),
    ),
    (
        "Information Technology",
        _word(
            r"software\w*|back-?end|front-?end|full-?stack|devops|devsecops|sre|site reliability|data (?:engine\w+|scien\w+|analy\w+|architect|platform|governance|warehouse|manager)",
            r"machine learning|ml|ai|ki|llm|blockchain|solana|solidity|rust|golang|python|java|javascript|typescript|php|kotlin|c\+\+|react|vue|node(?:js)?|web3|smart contracts?|protocol engineer",
            r"cloud|aws|azure|gcp|kubernetes|security (?:engineer|researcher|analyst|architect)|cyber\w*|application security|sécurité applicative|dba|databases?|sql|postgres\w*|informati(?:k|ker|kerin|que)|\w*informatiker(?:in)?",
            r"(?:web|app|software|anwendungs|frontend|backend|datenbank|spiele|java|sap)?-?entwickler(?:in)?|développeu\w+|desarrollador\w*|desenvolvedor\w*|programm(?:er|ierer|ierung|eur)\w*|developer",
            r"it|edv|ict|sap|erp|crm|qa engineer|test automation|android|ios|web ?(?:developer|design\w+|master)|\w*systemadmin\w*|network (?:engineer|admin\w+|architect)|netzwerk\w*",
            r"(?:platform|infrastructure|storage|systems?|solutions?) (?:engineer|architect|administrator)|technical staff|cto|cio|ciso|engineering manager|(?:director|head|vp|manager),? (?:of )?engineering|digitalisierung\w*|technical architect",
        ),
    ),
    ("Consulting", _word(r"consult(?:ant|ante|ing|ants|or|ora)|unternehmensberat\w*|managementberat\w*")),
    (
        "Administrative",
        _word(r"office manage\w+|teamassist\w*|sekretär(?:in)?|sekretariat|secrétaire|receptionist|bürokauf\w+"),
    ),
)
_FIRST_PART = re.compile(r"\s[-–—|•]\s|[,;|(:]|\s(?:bei|at|@|chez)\s")


def rank(title: str) -> str | None:
    """The seniority that a word of the title names; None where none does. The highest wins, but learners stay learners."""
    if _LEARNS.search(title):
        return "Junior"
    if _HELPS.search(title):
        return "Junior"
    if _RUNS_IT.search(title) and not _ASSISTS.search(title):
        return "Management"
    for name, pattern in (("Director", _DIRECTS), ("Lead", _LEADS), ("Senior", _KNOWS)):
        if pattern.search(title):
            return name
    return None


def field(title: str) -> str | None:
    """The department that a word of the title names; what stands first is asked first. None where no word does."""
    for part in (_FIRST_PART.split(title)[0], title):
        for name, pattern in _FIELDS:
            if pattern.search(part):
                return name
    return None
