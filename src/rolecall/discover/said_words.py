"""Words by which a posting asks for years, degrees, rights and languages, in the languages that Rolecall reads."""

from __future__ import annotations

from rolecall.platform.patterns import AnyCase

MOST_YEARS = 25
"""More years than this are no requirement but a company's age."""

NUMBERS = {
    word: number
    for number, words in {
        1: "one ein einem einer une un uno una",
        2: "two zwei deux dos due twee două",
        3: "three drei trois tres tre drie trei",
        4: "four vier quatre cuatro quattro patru",
        5: "five fünf cinq cinco cinque vijf cinci",
        6: "six sechs seis sei zes șase",
        7: "seven sieben sept siete sette zeven șapte",
        8: "eight acht huit ocho otto opt",
        9: "nine neun neuf nueve nove negen nouă",
        10: "ten zehn dix diez dieci tien zece",
        12: "twelve zwölf douze doce",
        15: "fifteen fünfzehn quinze quince",
    }.items()
    for word in words.split()
}
_NUMBER = r"\d{1,2}(?:[.,]5)?|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
_UNIT = r"years?|yrs?\b\.?|jahre?n?|ans\b|années?|años?|anni\b|anno\b|jaar|anos\b|ani\b|lat\b|år\b"
YEARS = AnyCase(
    rf"(?<![\w$€£.,])(?P<least>{_NUMBER})(?:\s?\(\d{{1,2}}\))?(?P<plus>\s?\+|\s?plus\b|\s?or more\b)?"
    rf"(?:\s?(?:-|–|—|to|bis|à|a|hasta|o|or|und|oder|/)\s?(?P<most>{_NUMBER})(?:\s?\(\d{{1,2}}\))?(?P<more>\s?\+)?)?"
    rf"\s?(?:full |volle |or more |and more |o más |ou plus )?(?:-\s?)?(?P<unit>{_UNIT})(?![a-z]*[- ]old\b)",
)
WORK = AnyCase(
    r"experience|experienced|work(?:ed|ing)|background|track record|practice|practising|practicing|"
    r"in (?:a|an|the) (?:similar|comparable|related|relevant)|as an?\b|"
    r"erfahrung|berufspraxis|tätigkeit|expérience|exp[ée]rimenté|experiencia|esperienza|ervaring|"
    r"experiência|experiență|doświadczenia|erfarenhet|"
    r"development|engineering|programming|managing|leading|using|with\b",
)
NOT_ASKED = AnyCase(
    r"\b(?:over|in|for|during|within|past|last|next|every|each|first|founded|since|after) the (?:past|"
    r"last|next|first|coming)\b|\byears? (?:ago|in a row|in business|of age|old)\b|"
    r"\b(?:we|our company|company|firm|team) (?:have|has|had|were|was|is)\b|\b(?:our|company's|"
    r"combined|history|anniversary|warranty|contract of|term of)\b.{0,30}\byears?\b|\bvest|\bolder\b|"
    r"\b18 years\b",
)


DEGREES: tuple[str, ...] = (
    "School leaving certificate",
    "Vocational training",
    "Associate degree",
    "Bachelor",
    "Master",
    "Doctorate",
)
"""From the lowest to the highest; a higher one meets what a lower one is asked for."""

DEGREE_PATTERNS: tuple[tuple[int, AnyCase], ...] = (
    (
        5,
        AnyCase(
            (
                r"\bph\.?\s?d\b|\bdoctora(?:te|l)\b|\bdoctor of\b|\bpromotion (?:in|der)\b|\bpromoviert|"
                r"\bdoktor(?:titel|grad|at)?\b|\bdoctorado\b|\bdoctorat\b|\bdottorato\b|\bed\.?d\b\.?(?= )|"
                r"\bdphil\b"
            ),
        ),
    ),
    (
        4,
        AnyCase(
            r"\bmaster(?:[’']?s)?(?:[ -]?(?:degree|abschluss|of|in|thesis|studium))|"
            r"\bmaster(?:['’]s)\b|\bm\.?\s?sc\b|\bm\.s\.|\bms(?= (?:in|degree)\b|/)|\bmba\b|"
            r"\bm\.?eng\b|\bm\.a\.|\bma in\b|\bll\.?m\b|"
            r"\bdiplom(?!a|atic|at)(?:[- ]?\w+)?\b|\bmaîtrise en\b|\bbac\s?\+\s?5\b|\bmáster\b|"
            r"\blaurea magistrale\b|\bmagister\b|\bmasters?(?=[,/ ]+(?:or|and|oder|ou|phd|ph\.d|"
            r"doctor|degree|preferred))|"
            r"\bdiplôme d['’]ingénieur\b|\bingénieur diplômé\b|\bpost-?graduate degree\b|"
            r"\badvanced degree\b|\bgraduate degree\b|\bmaster (?:en|degree)\b|\bmasterado\b",
        ),
    ),
    (
        3,
        AnyCase(
            r"\bbachelor(?:['’]?s)?\b|\bb\.?\s?sc\b|\bb\.s\.|\bbs(?= (?:in|degree|or)\b|/)|\bb\.a\.|"
            r"\bba(?= (?:in|degree|or)\b|/)|\bb\.?eng\b|\bb\.?tech\b|\bbs/ms\b|\bba/bs\b|\bll\.?b\b|"
            r"\bb\.?com\b|\bbba\b|\bbsn\b|"
            r"\bundergraduate degree\b|"
            r"\b(?:abgeschlossenes? )?(?:hochschul|universitäts|fachhochschul)?studium\b|"
            r"\bhochschulabschluss\b|\bstudienabschluss\b|\blicence (?:en|professionnelle)\b|"
            r"\bbac\s?\+\s?[34]\b|\bgrado (?:en|universitario)\b|"
            r"\btitulación universitaria\b|\blicenciatura\b|\blicenciado\b|\blaurea\b|\bhbo\b|"
            r"\bwo-niveau\b|\bstudii superioare\b|\bdiplômé d['’]?une? (?:école|université)\b|"
            r"\bburlac\w* (?:științei|în)\b|\blicență în\b",
        ),
    ),
    (
        2,
        AnyCase(
            (
                r"\bassociate(?:['’]?s)?(?:['’])? degree\b|\bassociate of (?:arts|science|applied)\b|"
                r"\bfoundation degree\b|\bbac\s?\+\s?2\b|\bbts\b|\bdut\b|\bhnd\b|\bhnc\b|\b(?:two|"
                r"2)[- ]year degree\b|\ba\.a\.s\.|\bassociates? in\b"
            ),
        ),
    ),
    (
        1,
        AnyCase(
            r"\b(?:abgeschlossene |eine )?(?:berufs|kaufmännische |technische |handwerkliche |"
            r"pädagogische )?ausbildung (?:als|zum|zur|im|in)\b|"
            r"\babgeschlossene (?:\w+ )?(?:berufs)?ausbildung\b|\bberufsausbildung\b|"
            r"\bapprenticeship\b|\bnvq\b|"
            r"\bbtec\b|\bvocational (?:training|qualification|degree)\b|\btrade school\b|\b(?:cap|bep|"
            r"bac pro)\b(?= \w)|\bformación profesional\b|\bciclo formativo\b|\bgrado (?:medio|"
            r"superior)\b|\btechnical diploma\b|\bmbo\b|\bgesellenbrief\b|\bfacharbeiterbrief\b",
        ),
    ),
    (
        0,
        AnyCase(
            r"\bhigh school (?:diploma|degree|education|graduate)\b|\bged\b|\bh\.?s\.? diploma\b|"
            r"\bsecondary school (?:diploma|certificate)\b|\babitur\b|\bfachhochschulreife\b|"
            r"\bmittlere reife\b|\brealschulabschluss\b|"
            r"\bschulabschluss\b|\bbaccalauréat\b|\bbachillerato\b|\bgraduado escolar\b|"
            r"\bleaving cert(?:ificate)?\b|\ba[- ]levels?\b|\bgcses?\b|\bmaturità\b",
        ),
    ),
)
ANY_DEGREE = AnyCase(
    (
        r"\b(?:university|college|4[- ]year|four[- ]year|academic|honours|stem) degree\b|\bdegree (?:in|"
        r"or equivalent)\b|\buniversity[- ]level degree\b|\bdegree[- ]level\b"
    ),
)
"""A degree without its name: counts as the first one that a university gives."""
NO_SPONSOR = AnyCase(
    r"\b(?:no|not|unable|cannot|can't|can not|won't|will not|do not|don't|does not|doesn't|without|"
    r"neither|never|nor)\b[^.;]{0,70}\b(?:sponsor\w*|visa support|visa assistance|work permits?|"
    r"visas?(?! (?:is |are )?(?:required|needed|necessary)))\b"
    r"|\bsponsorship\b[^.;]{0,40}\b(?:not|unavailable|isn't|is not|cannot)\b|"
    r"\bwithout (?:the need for )?(?:current or future )?(?:visa )?sponsorship\b"
    r"|\bkeine? (?:visa|arbeitserlaubnis|sponsoring)\w*|\bkein visum|\bpas de (?:parrainage|"
    r"sponsor\w*|visa)|\bno (?:se )?(?:ofrece|patrocin\w+|tramita)\b[^.;]{0,30}\bvisad?o?",
)
AUTHORISED = AnyCase(
    r"\b(?:authori[sz]ed|eligible|legal(?:ly)? (?:right|entitled|authori[sz]ed|able)|right|permitted|"
    r"entitled|permission|authori[sz]ation|eligibility|legally) (?:to work|for employment)\b|"
    r"\bwork (?:authori[sz]ation|permit|visa)\b"
    r"|\b(?:us|u\.s\.|uk|eu|united states) citizen(?:s|ship)?\b|"
    r"\bcitizenship\b[^.;]{0,30}\brequired\b|\bpermanent resident|\bgreen card\b|\barbeitserlaubnis\b|"
    r"\barbeitsgenehmigung\b|\baufenthaltstitel\b"
    r"|\b(?:permis|autorisation) de travail(?:ler)?\b|\bpermiso de trabajo\b|\bpermesso di (?:lavoro|"
    r"soggiorno)\b|\bwerkvergunning\b",
)
SPONSORS = AnyCase(
    (
        r"\b(?:we|can|will|do|able to|happy to|offer|provide|offering|"
        r"including)\b[^.;]{0,40}\b(?:sponsor(?!ed)\w*|visa (?:support|assistance|sponsorship))\b|"
        r"\bvisa sponsorship (?:is )?(?:available|offered|provided|possible)\b|\brelocation (?:and|"
        r"&) visa support\b"
    ),
)
CLEARANCE = AnyCase(
    r"\b(?:security|government|secret|dod|defen[cs]e|public trust|active|sc|dv|nato|"
    r"ts)[- ](?:security )?clearance\b|\btop secret\b|\bts/sci\b|"
    r"\bclearance\b[^.;]{0,25}\b(?:required|obtain|eligib\w+|hold|maintain|active)"
    r"|\b(?:obtain|hold|holding|maintain|eligible for|possess)\b[^.;]{0,40}\bclearance\b|\b(?:sc|dv|"
    r"bpss|ctc)[- ]clear(?:ed|ance)\b|\bsicherheitsüberprüfung\b|\bsü[123]\b|\bhabilitation (?:secret|"
    r"défense|confidentiel)\b|\bpolygraph\b",
)
NOT_CLEARANCE = AnyCase(
    (
        r"\b(?:customs|stock|path|site|medical|clearance sales?|clearance items)\b[^.;]{0,12}clearance|"
        r"clearance (?:sale|rack|item|centre|center)"
    ),
)
LANGUAGE_NAMES = {
    "English": (
        "english englisch englischkenntnisse englischkenntnissen anglais inglés ingles inglese engels "
        "inglês engleză engleza engelska angielski englischen englische"
    ),
    "German": (
        "german deutsch deutschkenntnisse deutschkenntnissen allemand alemán aleman tedesco duits alemão "
        "germană germana tyska niemiecki deutschen"
    ),
    "French": (
        "french französisch französischkenntnisse français francés frances francese frans francês "
        "franceză franceza franska francuski"
    ),
    "Spanish": (
        "spanish spanisch spanischkenntnisse espagnol español castellano spagnolo spaans espanhol "
        "spaniolă spaniola spanska hiszpański"
    ),
    "Italian": "italian italienisch italien italiano italiaans italiană italienska",
    "Portuguese": "portuguese portugiesisch portugais portugués portoghese portugees português portugheză",
    "Dutch": "dutch niederländisch néerlandais neerlandés olandese nederlands holandês olandeză",
    "Polish": "polish polnisch polonais polaco polacco pools polski",
    "Romanian": "romanian rumänisch roumain rumano rumeno română",
    "Russian": "russian russisch russe ruso russo",
    "Turkish": "turkish türkisch turc turco",
    "Arabic": "arabic arabisch arabe árabe arabo",
    "Mandarin": "mandarin chinese chinesisch chinois chino cinese cantonese",
    "Japanese": "japanese japanisch japonais japonés giapponese",
    "Korean": "korean koreanisch coréen coreano",
    "Hindi": "hindi",
    "Swedish": "swedish schwedisch suédois sueco svenska",
    "Danish": "danish dänisch danois danés dansk",
    "Norwegian": "norwegian norwegisch norvégien noruego norsk",
    "Finnish": "finnish finnisch finnois finlandés suomi",
    "Czech": "czech tschechisch tchèque checo",
    "Hungarian": "hungarian ungarisch hongrois húngaro",
    "Greek": "greek griechisch grec griego",
    "Ukrainian": "ukrainian ukrainisch ukrainien ucraniano",
    "Hebrew": "hebrew hebräisch hébreu hebreo",
    "Vietnamese": "vietnamese vietnamesisch vietnamien vietnamita",
    "Thai": "thai",
    "Catalan": "catalan katalanisch catalán català",
}
LANGUAGE_BY_WORD = {word: name for name, words in LANGUAGE_NAMES.items() for word in words.split()}
LANGUAGE_WORDS = tuple(LANGUAGE_BY_WORD)
LANGUAGE = AnyCase(r"\b(?:" + "|".join(sorted(LANGUAGE_BY_WORD, key=len, reverse=True)) + r")\b")
SPOKEN = AnyCase(
    r"fluen|speak|spoken|written|writing|verbal|oral|communicat|languages?\b|bilingual|native|"
    r"proficien|command|conversational|business[- ]level|mother tongue|read(?:ing)? and|literate|"
    r"\b[abc][12]\b|flie(?:ß|ss)end|verhandlungssicher|kenntnisse|sprach|sprichst|sprechen|"
    r"muttersprach|in wort und schrift|courant|maîtris|parlé|écrit|lu, |langue|niveau|hablad|escrit|"
    r"idioma|nivel|fluido|bilingüe|"
    r"dominio|parlato|scritto|lingua|conoscenza|vloeiend|beheers|spreek|taal|fluente|fluência|"
    r"cunoaștere|limb[ai]|fluent|biegł|język|flytande|skills|good|excellent|strong|gute|sehr gute|bon|"
    r"buen|b1|essential|required|must|knowledge|min(?:imum|destens)",
)
LANGUAGE_LEVELS: tuple[tuple[int, AnyCase], ...] = (
    (
        5,
        AnyCase(
            (
                r"\bc2\b|native|mother tongue|muttersprach|langue maternelle|nativ[oe]|lengua materna|madrelingua|"
                r"moedertaal|bilingu"
            ),
        ),
    ),
    (
        4,
        AnyCase(
            (
                r"\bc1\b|fluen|flie(?:ß|ss)end|verhandlungssicher|courant|couramment|fluido|bilingüe|"
                r"full professional|excellent|vloeiend|sehr gute|professional working|advanced|avanzad|avancé|"
                r"business fluent|in wort und schrift|proficien|strong"
            ),
        ),
    ),
    (
        3,
        AnyCase(
            (
                r"\bb2\b|good|gute|bon(?:ne)?s?\b|business[- ]level|upper intermediate|buen|working knowledge|"
                r"professional|conversation|sicher|buon|goed"
            ),
        ),
    ),
    (2, AnyCase(r"\bb1\b|intermediate|fortgeschritten|intermédiaire|intermedio|limited working|medio|mittel")),
    (
        1,
        AnyCase(
            (
                r"\ba[12]\b|basic|grundkenntnisse|elementary|notions|básic|débutant|beginner|anfänger|scolaire|"
                r"some"
            ),
        ),
    ),
)
SMALL_NAMES = frozenset(
    (
        "anglais",
        "allemand",
        "français",
        "espagnol",
        "inglés",
        "alemán",
        "francés",
        "español",
        "inglese",
        "tedesco",
        "francese",
        "spagnolo",
        "engleză",
        "germană",
        "english",
    )
)
"""Names of languages that are written small in theirs."""
OTHER_SENSE = AnyCase(
    r"\b(?:market|clients?|customers?|company|office|government|embassy|cuisine|food|tax law|gaap|markt|marché|mercado)\b",
)
SURELY_SPOKEN = AnyCase(r"fluen|native|speak|sprach|kenntnisse|\b[bc][12]\b|langue|idioma|language|courant|flie")
WISHED = AnyCase(
    r"\bnice[- ]to[- ]have\b|\b(?:is |are |be |as |would be |considered )?(?:an? )?(?:big |huge |"
    r"strong |definite |real |major )?(?:plus|bonus|advantage|asset)\b(?! size| points? system)|"
    r"\bprefer(?:red|ably|ence|s)?\b|\bideally\b|"
    r"\bdesir(?:ed|able)\b|\badvantageous\b|\bbeneficial\b|\bhighly regarded\b|\bwelcome\b|"
    r"\boptional(?:ly)?\b|\bhelpful\b|\bnot (?:required|essential|mandatory|necessary)\b|"
    r"\bvon vorteil\b|\bwünschenswert\b|\bidealerweise\b|\bgerne (?:auch|gesehen)\b|"
    r"\boptimalerweise\b|\bvorzugsweise\b|\bist ein plus\b|\bkein muss\b|\bwillkommen\b|"
    r"\bun plus\b|\bidéalement\b|\bsouhaité\w*|\bapprécié\w*|\bserait un atout\b|\bun atout\b|"
    r"\bdeseable\w*|\bse valora\w*|\bvalorable\w*|\bidealmente\b|\bgradit[ao]\b|\bpreferibil\w+|"
    r"\bcostituisce un plus\b|"
    r"\been pr[eé]\b|\bbij voorkeur\b|\bdiferencial\b|\bdesejáve(?:l|is)\b|\bconstituie un avantaj\b|"
    r"\bmile widzian\w+|\bmeriterande\b",
)
WISHES = (
    "nice|plus|bonus|advantage|asset|prefer|ideal|desir|beneficial|highly regarded|welcome|optional|helpful|not |von vorteil|wünschenswert|gerne|optimalerweise|vorzugsweise|kein muss|willkommen"
    "|idéal|souhait|appréci|un atout|deseable|valora|gradit|preferib|een pr|bij voorkeur|diferencial|desejáve|constituie|mile widzian|meriter"
)
"""One of these stands, in small letters, wherever `WISHED` finds something."""
NOT_NEEDED = AnyCase(
    r"\bno (?:prior |previous |formal |specific |relevant )?[\w /+#.-]{2,40}? (?:is |"
    r"are )?(?:required|needed|necessary)\b|\b(?:is|are) not (?:required|needed|necessary|essential|"
    r"a must)\b|\bnot (?:required|necessary|needed)\b|"
    r"\bkein\w* [\w -]{2,40} (?:nötig|erforderlich|notwendig)\b|\bnicht (?:nötig|erforderlich|"
    r"notwendig)\b|\bpas (?:nécessaire|exigé\w*|requis\w*)\b|\bno (?:es |son )?(?:necesari[oa]s?|"
    r"imprescindibles?)\b",
)
