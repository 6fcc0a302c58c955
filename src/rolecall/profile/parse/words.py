"""Words by which a title, an employer, a school and a degree are told apart, in seven languages."""

from __future__ import annotations

import re

LIKELY = 0.4
"""From here on `titleness` and `organisedness` mean yes."""
_TITLE_HEADS = frozenset(
    """
    accountant actor actuary administrator adviser advisor agent aide analyst architect artist assistant associate attendant auditor
    banker barista bartender bookkeeper broker buyer captain caregiver carpenter cashier ceo cfo chair chairman chairperson champion chef chief
    cio ciso clerk cleaner clinician coach co-founder cofounder columnist concierge conductor consultant contractor controller cook
    coordinator co-ordinator copywriter counsel counselor counsellor courier cpo cto curator custodian dba dealer dean dentist designer
    detective developer devops director dispatcher doctor driver economist editor educator electrician employee engineer
    entrepreneur estimator evangelist examiner executive expert facilitator fellow financier firefighter foreman founder
    freelancer guard head hostess housekeeper hygienist illustrator inspector installer instructor intern internship interpreter
    investigator janitor journalist judge laborer labourer lawyer lead leader lecturer liaison librarian machinist manager marketer marshal
    mechanic mentor merchandiser midwife model moderator musician nanny nurse officer operator optician organizer owner painter paralegal
    paramedic partner pharmacist photographer physician physicist physiotherapist pilot planner plumber police postdoc
    postdoctoral practitioner president principal processor producer professor programmer promoter proprietor psychologist publisher
    realtor receptionist recruiter registrar rep reporter representative researcher retailer sailor salesperson salesman
    saleswoman scholar scientist scrum secretary sergeant server sergeant shopkeeper sre steward stylist superintendent supervisor surgeon surveyor
    sysadmin specialist generalist advocate attorney apprentice associates assembler teacher technician technologist teller tester therapist trader trainee trainer translator treasurer tutor underwriter usher
    veterinarian videographer volunteer vp waiter waitress warden welder worker writer apprentice sde swe pm po qa bdm
    entwickler entwicklerin ingenieur ingenieurin leiter leiterin mitarbeiter mitarbeiterin berater beraterin assistent assistentin
    kaufmann kauffrau praktikant praktikantin werkstudent werkstudentin referent referentin geschäftsführer geschäftsführerin
    architektin wissenschaftler wissenschaftlerin lehrer lehrerin verkäufer verkäuferin sachbearbeiter sachbearbeiterin techniker
    technikerin auszubildende auszubildender projektleiter projektleiterin teamleiter teamleiterin pfleger pflegerin krankenschwester arzt ärztin
    redakteur redakteurin buchhalter buchhalterin vertriebsmitarbeiter produktmanager softwareentwickler softwareingenieur doktorand hilfskraft
    ingénieur ingénieure développeur développeuse responsable chargé chargée chef directeur directrice consultant consultante
    gestionnaire comptable technicien technicienne stagiaire assistante professeur professeure enseignant enseignante vendeur
    vendeuse commercial commerciale infirmier infirmière conseiller conseillère alternant alternante apprenti rédacteur rédactrice cadre
    ingeniero ingeniera desarrollador desarrolladora gerente jefe jefa analista consultor consultora técnico técnica
    becario becaria profesor profesora administrativo administrativa contable diseñador diseñadora coordinador coordinadora
    encargado encargada vendedor vendedora enfermero enfermera directora asesor asesora ayudante dependiente camarero camarera practicante
    engenheiro engenheira desenvolvedor desenvolvedora programador programadora estagiário estagiária coordenador
    coordenadora diretor diretora professora analista assistente gestor gestora designer técnico contabilista enfermeiro enfermeira supervisor
    ingegnere sviluppatore sviluppatrice responsabile impiegato impiegata consulente tirocinante stagista direttore direttrice
    insegnante tecnico commesso commessa infermiere infermiera progettista addetto addetta programmatore capo docente ricercatore ricercatrice
    ontwikkelaar medewerker medewerkster adviseur manager stagiair directeur leraar lerares docent verkoper verkoopster verpleegkundige
    projectleider teamleider onderzoeker boekhouder hoofd coördinator beheerder
    """.split()
)
_TITLE_HINTS = frozenset(
    """senior junior sr jr staff principal chief assistant associate graduate freelance deputy vice interim acting technical business sales marketing
    software data product project program programme account human resources customer service financial operations regional national
    full-stack fullstack full stack front-end frontend back-end backend mobile web lead trainee student co-op coop part-time research teaching executive
    quality network systems security cloud database ios android machine learning devops""".split()
)
_ORGANISATION = re.compile(
    r"(?<![\w-])(?:inc|llc|ltd|limited|corp|corporation|co|company|plc|gmbh|ag|se|kg|ohg|mbh|e\.?v|s\.?a|s\.?a\.?s|sarl|s\.?r\.?l|s\.?p\.?a|s\.?l|b\.?v|n\.?v|oy|ab|as|aps|"
    r"pvt|private|pte|lda|ltda|group|gruppe|groupe|grupo|gruppo|holdings?|bank|hospital|clinic|klinik|klinikum|technolog(?:y|ies)|solutions|systems|"
    r"services|labs?|laborator(?:y|ies)|studios?|partners|associates|ventures|industries|enterprises?|consulting|consultancy|"
    r"agency|agentur|foundation|stiftung|fondation|fundación|department|ministry|council|county|city\sof|state\sof|government|army|navy|"
    r"air\sforce|organi[sz]ation|institute|institut|instituto|istituto|university|universität|université|universidad|universidade|università|"
    r"universiteit|college|school|schule|école|escuela|academy|center|centre|store|stores|restaurant|hotel|resort|club|church|media|"
    r"airlines?|motors|insurance|financial|capital|energy|pharma(?:ceuticals)?|international|global|software|networks|digital|communications|"
    r"society|association|federation|union|trust|museum|library|infotech|techno|logistics|retail|market|supermarkets?|company\sname|research|deepmind|ai)"
    r"(?![\w-])\.?",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"(?<!\w)(?:universit(?:y|ies|ät|aet|é|e|à|eit|atea|y of)|universidade?|université|uni|college|collège|colegio|colégio|school|schule|\w*schule|"
    r"école|ecole|escuela|escola|scuola|institute?|instituto|istituto|academy|académie|academia|accademia|akademie|polytechnic(?:al)?|"
    r"politecnico|polytechnique|politécnic[ao]|lycée|lycee|liceo|liceu|gymnasium|hogeschool|hochschule|fachhochschule|faculty|facultad|"
    r"faculté|facoltà|vidyalaya|vidyapeeth|mahavidyalaya|iit|nit|iim|mit|ucla|eth|epfl|tu|fh|iut|bootcamp|seminary|conservator(?:y|io|ium)|"
    r"high\sschool|secondary|convent|k\.?v\.?|campus|kolleg|berufskolleg|roc|vidya|mandir)(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’.+#-]*")


def titleness(text: str) -> float:
    """How much the text reads like a position, 0 to about 1: its head word is one, words around it are usual ones."""
    words = [word.casefold().strip(".,'") for word in _WORD.findall(text)]
    if not words or len(words) > 14:
        return 0.0
    heads = [index for index, word in enumerate(words) if _is_head(word)]
    if not heads:
        hints = sum(word in _TITLE_HINTS for word in words)
        return 0.25 * min(1.0, hints / len(words)) if hints else 0.0
    hints = sum(word in _TITLE_HINTS for word in words)
    at_edge = (
        heads[-1] == len(words) - 1
        or heads[0] == 0
        or re.search(r"\b(?:of|de|des|da|di|van|für|for|-|–|I{1,3}|IV|\d)\b", text)
    )
    return min(1.0, 0.62 + 0.1 * hints + (0.2 if at_edge else 0.0) - 0.02 * max(0, len(words) - 6))


_ALSO_SURNAMES = frozenset(
    "baker carpenter chair cook dean driver fellow guard head judge marshal miller model painter page sailor steward trader "
    "usher warden welder worker mason porter gardener butler".split()
)


def is_title_not_name(text: str) -> bool:
    """Whether capitalised words are a position and not a person: `Sales Associate`, but not `Tim Cook`."""
    words = [word.casefold() for word in _WORD.findall(text)]
    telling = sum(_is_head(word) or word in _TITLE_HINTS for word in words)
    surname_alone = telling == 1 and bool(words) and words[-1] in _ALSO_SURNAMES
    return telling > 0 and not surname_alone


def organisedness(text: str) -> float:
    """How much the text reads like an organisation, 0 to 1."""
    if _SCHOOL.search(text):
        return 0.9
    found = _ORGANISATION.findall(text)
    return min(1.0, 0.55 + 0.15 * (len(found) - 1)) if found else 0.0


def is_school(text: str) -> bool:
    """Whether the text names a school, college or university."""
    return bool(_SCHOOL.search(text))


def _is_head(word: str) -> bool:
    if word in _TITLE_HEADS or (word.endswith("s") and word[:-1] in _TITLE_HEADS and len(word) > 5):
        return True
    return any(part in _TITLE_HEADS for part in re.split(r"[/-]", word) if len(part) > 2) or (
        len(word) > 10
        and word.endswith(
            ("ingenieur", "entwickler", "leiter", "leiterin", "berater", "beraterin", "manager", "assistent")
        )
    )
