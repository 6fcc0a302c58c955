"""Turns of phrase by which a posting demands, wishes, lists and qualifies, in the languages that Rolecall reads."""

from __future__ import annotations

import re

from rolecall.platform.patterns import AnyCase

MUST = AnyCase(
    r"\bmust\b|\brequired?\b|\brequires\b|\bmandatory\b|\bessential\b|\bminimum\b|\bat least\b|"
    r"\byou have\b|\byou(?:'|’)?ve\b|\byou bring\b|\byou are\b|\bproven\b|\bproficien\w+|"
    r"\bexpertise\b|\bstrong\b[^.]{0,40}\b(?:knowledge|skills?|experience|background)|"
    r"\b(?:solid|deep|good|hands-on|extensive|demonstrated|prior|previous|relevant|professional|"
    r"working|practical|sound|excellent|advanced|thorough)\b[^.]{0,30}\b(?:knowledge|experience|"
    r"understanding|background|command)|"
    r"\bexperienced? (?:in|with|using|as|of|working)\b|\bknowledge of\b|\bunderstanding of\b|"
    r"\bfamiliar\w* with\b|\bfluen\w+|\bcertified\b|\blicensed\b|\bqualified\b|\bability to\b|"
    r"\berfahrung\w*|\bkenntnisse\b|\bvoraus\w*|\berforderlich\b|\bzwingend\b|\bnotwendig\b|"
    r"\babgeschlossen\w*|\bfundiert\w*|\bsicher\w* umgang|\bdu (?:hast|bringst|verfügst|bist)\b|"
    r"\bsie (?:haben|bringen|verfügen|besitzen)\b|"
    r"\bexpérience\b|\bmaîtris\w+|\bconnaissance\w*|\bexigé\w*|\brequis\w*|\bindispensable\w*|"
    r"\bimpératif\w*|\bobligatoire\w*|\bvous (?:avez|maîtrisez|possédez|êtes titulaire)\b|"
    r"\btitulaire\b|\bdiplôme\b|"
    r"\bexperiencia\b|\bconocimientos?\b|\bimprescindible\w*|\brequiere\w*|\bnecesari[oa]\w*|"
    r"\bobligatori[oa]\w*|\bdominio\b|\besperienza\b|\bconoscenza\b|\brichiest[ao]\b|\bervaring\b|"
    r"\bkennis\b|\bexperiência\b|\bexperiență\b",
)
PLAIN_MUST = AnyCase(
    (
        r"\b(?:must|required|requires|mandatory|essential|you (?:need|have)|you(?:'|’)ll need|minimum|"
        r"at least|zwingend|erforderlich|voraussetzung|notwendig|exigé\w*|indispensable\w*|obligatoire\w*|"
        r"imprescindible\w*|obligatori[oa]\w*|requerid[oa]\w*)\b"
    ),
)
TO_YOU = AnyCase(
    (
        r"\b(?:you|your|looking for|seeking|join us|we need|hiring|du|dein\w*|sie|ihr\w*|suchen|vous|votre|"
        r"vos|recherch\w+|buscamos|tú|tu)\b"
    ),
)
BESIDES = AnyCase(
    r"\b(?:collaborat\w*|partner(?:ing)?|work(?:ing)?(?: closely)?|liais\w*|interact\w*|communicat\w*|"
    r"cooperat\w*|interfac\w*|coordinat\w*|alongside|support(?:ing)?|zusammenarbeit|arbeitest|"
    r"abstimmung|collaborer|colabora\w*)\b"
    r"[^.;]{0,40}\b(?:with|the|mit|avec|con|of)\b[^.;]*\b(?:teams?|departments?|colleagues|functions|"
    r"managers?|leaders?|stakeholders|departamentos|équipes|abteilungen|kolleg\w+)\b",
)
SOFT = AnyCase(
    r"\b(?:communicat\w*|interpersonal|team[- ]?player|teamwork|team spirit|attitude|motivated|"
    r"motivation|self[- ](?:starter|motivat\w*|driven|starting|discipline)|proactive\w*|enthusias\w*|"
    r"passion\w*|curio\w+|detail[- ]orient\w*|attention to detail|"
    r"organi[sz]ed|organi[sz]ational|time management|multi[- ]?task\w*|prioriti[sz]\w*|adaptab\w*|"
    r"flexib\w*|reliab\w*|punctual\w*|friendly|positive|willing\w*|eager|problem[- ]solv\w*|"
    r"critical thinking|analytical|creative|creativity|"
    r"independent\w*|fast[- ]paced|deadlines?|pressure|work ethic|integrity|empath\w*|collaborative|"
    r"collaborat\w*|ownership|mindset|team[- ]?oriented|learn(?:ing)? (?:quickly|new|fast|and)|"
    r"desire to|resilien\w*|humou?r|kind|thrive|accountab\w*|initiative|"
    r"teamfähig\w*|zuverlässig\w*|belastbar\w*|engagiert|motiviert|kommunikati\w+|selbstständig\w*|"
    r"eigeninitiative|flexibilität|lernbereit\w*|freundlich\w*|sorgfältig\w*|strukturiert\w*|"
    r"verantwortungs\w+|einsatzbereit\w*|spaß|freude|hands-on-mentalität|"
    r"rigoureu\w+|autonom\w+|dynamique|motivé\w*|esprit d['’]équipe|sens du|organisé\w*|"
    r"relationnel\w*|ponctuel\w*|polyvalen\w+|proactiv\w+|trabajo en equipo|responsable|organizad\w+|"
    r"iniciativa|actitud|motivación|dinámic\w+|orientación|autonomia|"
    r"problem|capacità|flessib\w+|zelfstandig|lift(?:ing)? up to|lift \d+|stand(?:ing)? for|travel|"
    r"weekends?|shifts?|overtime|remote(?:ly)?|passionate|excited|background check|drug (?:test|"
    r"screen)\w*|years of age|18 years|physical\w*)\b",
)
CHECKABLE = AnyCase(
    r"\b(?:experienced?|knowledge|understanding|background|track record|expertise|proficien\w+|"
    r"familiar\w*|trained|training|certifi\w+|licen[sc]e\w*|degree|diploma|qualifi\w+|worked|practice|"
    r"portfolio|publications?|"
    r"\w*erfahrung\w*|\w*kenntniss\w*|ausbildung|abschluss|expérience|connaissances?|formation|"
    r"diplôme|experiencia|conocimientos?|título|titulación|esperienza|conoscenz\w+|ervaring|kennis|"
    r"experiência|conhecimento\w*|experiență|cunoștințe)\b",
)
"""Words of what a résumé can show; a requirement without one ("you love music") is no must that could be checked."""
N_OF = AnyCase(
    (
        r"\b(?P<number>one|two|three|four|\d|some|any|several|a few|either|eine[rsm]?|zwei|mehrere\w*|un|deux|"
        r"plusieurs|uno|dos|varios) (?:or more )?(?:of|der|des|von|de) (?:the following|these|those|"
        r"folgenden\w*|suivant\w*|los siguientes|las siguientes)\b"
    ),
)
OF_THESE = AnyCase(r"following|these|those|folgende|suivant|siguientes")
TERMS = AnyCase(
    (
        r"(?:salary|pay|wage|gehalt|salaire|salario|location|hybrid|remote|on-?site|hours|schedule|shift|"
        r"contract|start|type|arbeitszeit|horaires?|jornada|€|£|\$)\b|[€£$]"
    ),
)
IDEALLY = AnyCase(
    (
        r"\b(?:ideally|preferably|idealerweise|vorzugsweise|idéalement|de préférence|idealmente|"
        r"preferiblemente|preferibilmente|bij voorkeur)\b"
    ),
)
ASIDE = AnyCase(r";|\(|, with |, mit |, avec |, con |, but | but | aber ")
ABLE = AnyCase(
    (
        r"\b(?:experience|knowledge|skills?|years|proficien\w+|expertise|familiar\w*|erfahrung\w*|kenntnis\w*|"
        r"expérience|connaissance\w*|experiencia|conocimiento\w*)\b"
    ),
)
LIST_OF_EXAMPLES = AnyCase(
    (
        r"\b(?:such as|like|e\.g\.?|for example|including but not limited to|z\.\s?b\.|wie(?: z\. ?b\.)?|"
        r"beispielsweise|par exemple|comme|tels? que|telles? que|como|por ejemplo|come|zoals)[\s:(]*$|"
        r"\b(?:one|any|either|some) of(?: the)?\s*$|\(\s*$"
    ),
)
OR = AnyCase(r"\b(?:or|oder|ou|o|of|and/or|und/oder|sau)\b|/|\bor (?:similar|equivalent|comparable)\b")
ONLY_LIST = AnyCase(
    (
        r"[\s,/&|+;•·()\"'’“”-]*(?:\b(?:and|or|und|oder|et|ou|y|o|e|of|and/or|sau|și)\b|/|"
        r",)?[\s,/&|+();•·\"'’“”-]*(?:\b(?:the|either|even|preferably|ideally|also)\b\s*)?"
    ),
)
LEADING = AnyCase(
    (
        r"\b(?:managing|leading|supervising|manage|lead|supervise|led|managed)\b[^.;]{0,30}\b(?:teams?|"
        r"people|staff|employees|engineers|developers|direct reports)\b|\bpeople management\b|"
        r"\bleadership experience\b|\bmanagement experience\b|\bführungserfahrung\b|"
        r"\bexpérience en management\b"
    ),
)
PLUS_AFTER = AnyCase(
    r"[^,.;]{0,12}\b(?:is|are|would be|ist|sind|est|es)?\s*(?:an? )?(?:big )?(?:plus|bonus|advantage|preferred|"
    r"von vorteil|un plus|wünschenswert)\b|\s*\((?:preferred|nice to have|optional|a plus)",
)
PLUS_BEFORE = AnyCase(r"\b(?:ideally|preferably|idealerweise|vorzugsweise|idéalement|idealmente)\s+(?:\w+\s+)?$")
OR_SIMILAR = AnyCase(
    r"[\s,)]*(?:\(or |or |oder |ou |o )(?:similar|equivalent|comparable|other|ähnlich\w*|vergleichbar\w*|équivalent|"
    r"similar\w*|another)",
)
EITHER = AnyCase(
    (
        r"[\s-]*(?:\([^()]{1,20}\)|[abc][12]\b|(?:language )?skills?\b|language\b)?[\s,-]*"
        r"(?:(?P<word>\b(?:(?:and|und|et|y|e|en)/)?(?:or|oder|ou|o|sau|lub|albo|eller|of)\b)|/)\s*"
        r"(?:\b(?:in|the|very|sehr|fluent|good|excellent|strong|native|near-native|business|professional|"
        r"proficient|spoken|written|gute[sn]?|fließende[sn]?|l['’])\s*){0,3}"
    ),
)
"""What stands between two languages offered for choice, all of it: "or" elsewhere in the sentence offers none."""
COMMA = re.compile(r"[\s-]*,\s*")
BOTH = AnyCase(r"\bbilingu\w+|\bzweisprachig\w*")
BOILERPLATE = AnyCase(
    r"\bequal(?:[- ]employment)?[- ]opportunit(?:y|ies)(?: and| &|/|,)?[\w ,/&-]{0,40}\bemployers?\b|"
    r"\b(?:committed|commitment|dedicated|believes?|provid\w+|offer\w*|promot\w+|ensur\w+)\b[^.]{0,60}\bequal"
    r"(?: employment)? opportunit|\baffirmative action employer|\beeo(?:/\w+)* employer|"
    r"\bequal consideration\b|\breceive consideration\b|\bconsider all (?:qualified )?(?:applicants|candidates)\b|"
    r"\ball (?:qualified )?(?:applicants|candidates|applications)\b[^.]{0,40}\b(?:considered|consideration|welcomed?)\b|"
    r"\b(?:regardless of|without regard to|irrespective of|without discrimination|on the basis of|on grounds of|"
    r"discriminat\w+ (?:against|based on|because of))\b[^.]{0,60}\b(?:races?|colou?r|religion|creed|sex|gender|"
    r"ethnicity|ethnic|national origin|sexual orientation|disabilit(?:y|ies)|veterans?|marital|ancestry)\b|"
    r"\b(?:does|do|will|shall) not discriminate\b|\bprotected (?:veterans?|class(?:es)?|characteristics?)\b|"
    r"\b(?:celebrat\w+|embrac\w+|champion\w*|(?:we|company) values?) (?:\w+ ){0,2}diversity\b|"
    r"\bdiversity of (?:experiences?|thoughts?|backgrounds?|perspectives?|ideas)\b|"
    r"\b(?:provid\w+|request\w*|requir\w+|need\w*|mak\w+|offer\w*|seek\w*|discuss)\b[^.]{0,30}"
    r"\breasonable (?:accommodation|adjustment)s?\b|"
    r"\breasonable (?:accommodation|adjustment)s? (?:may|will|can|are|is|shall|for|to|during|in the)\b|"
    r"\b(?:unabhängig von|ungeachtet)\b[^.]{0,60}\b(?:geschlecht\w*|herkunft|religion|hautfarbe|weltanschauung|"
    r"behinderung\w*|orientierung|nationalität)\b|"
    r"\b(?:wir|unternehmen)\b[^.]{0,60}\bchancengleichheit\b|\bchancengleichheit\b[^.]{0,40}\b(?:uns|wir)\b|"
    r"\bschwerbehindert\w*\b[^.]{0,100}\b(?:bevorzugt|berücksichtigt|erwünscht|willkommen)|"
    r"\bbei gleicher (?:eignung|qualifikation)\b|\bangemessene vorkehrungen\b|"
    r"\bsans (?:aucune )?(?:distinction|discrimination)\b|\bégalité (?:des chances|professionnelle)\b|"
    r"\b(?:quels?|quelles?) que soi(?:t|en)t?\b[^.]{0,40}\b(?:origine\w*|genre|sexe|âge|handicap|religion)\b|"
    r"\b(?:ouverts?|accessibles?) (?:aux|à toutes les|à tous les) (?:personnes|travailleurs)\b[^.]{0,30}\bhandicap|"
    r"\bà compétences égales\b|\baménagements? raisonnables?\b|"
    r"\bigualdad de oportunidades\b|\bsin (?:distinción|discriminación)\b|\bajustes razonables\b|"
    r"\bindependientemente de\b[^.]{0,40}\b(?:raza|género|sexo|edad|origen|religión|orientación|discapacidad)\b",
)
"""What the law or custom has every company say: it asks nothing of the candidate and is no work to be done."""
RECRUITING_NOW = AnyCase(
    (
        r"\b(?:we|we['’]re|is|are|am|be|been|currently|now|actively|client|company|team)"
        r"(?:\s+(?:are|is|currently|now|actively|also|always|still))*\s+$"
    ),
)
"""Before "recruiting": the company does it now, "we are recruiting a cook", and asks nobody to be able to."""
