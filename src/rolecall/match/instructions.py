"""Sentences that address the machine that scores and not the person who reads, in the languages that Rolecall reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from rolecall.platform.hidden import as_read
from rolecall.platform.patterns import lowered

_GAP = r"[^.!?\n]{0,60}?"
_TOP = (
    r"(?:\b100\b|\b9[05-9]\b|\b10\s?(?:/|out of|von|sur|de|su|van|op)\s?10\b|\bmax\w*|\bhighest\b|\bperfect\w*|\btop\b|"
    r"\bhigh(?:ly)?\b|\bstrong(?:ly)?\b|\bexcellent\w*|\bfull marks\b|\bhöchst\w*|\bbest\w*|\bvoll\w* punktzahl|"
    r"\bperfekt\w*|\bmeilleure?\b|\bparfaite?\b|\bplus haute?\b|\belevée?\b|\bmáxim\w+|\bmejor\b|\bperfect[oa]\b|"
    r"\bmassim\w+|\bperfett\w+|\bmigliore?\b|\bmelhor\b|\bperfeit\w+|\bmaximale?\b|\bhoogste\b|\bperfecte?\b)"
)
_THIS = (
    r"(?:this|me|my|him|her|them|every|all|it|the|diese\w*|den|die|das|mich|meine?\w*|cette|ce|cet|le|la|les|moi|mon|est[aeo]|"
    r"el|mi|quest[aoe]|il|lo|mio|minha|meu|o|a|deze|dit|de|het|mij|mijn|voor)"
)
_WHAT = (
    r"(?:candidates?|applicants?|applications?|jobs?|postings?|roles?|r[eé]sum[eé]s?|cvs?|profiles?|match(?:es)?|one|"
    r"positions?|as|at|with|a|an|the|to|of|=|:|score|rating|"
    r"stelle\w*|bewerb\w+|kandidat\w*|lebenslauf|profil|anzeige|mit|als|"
    r"candidatures?|candidat\w*|offres?|postes?|avec|comme|à|une?|note|"
    r"candidat[oa]s?|ofertas?|puestos?|perfil|currículum|con|como|un[ao]?|"
    r"annuncio|posizione|curriculum|profilo|come|vagas?|currículo|com|uma?|"
    r"kandidaat|sollicita\w+|vacature|met|een|op|stelle|job|de|la|le|el|il|den|die|das|van|für|pour|para|per|voor)"
)
_RATE = (
    r"(?:scor(?:e|es|ed|ing)|rat(?:e|ed|ing)|rank(?:ed|ing)?|grade|bewert\w*|benot\w*|punkte|einstufen|stufe|"
    r"not(?:e[rz]?|ez)|évalue[rz]?|classe[rz]?|attribue[rz]?|puntúa\w*|puntua\w*|califica\w*|valora\w*|clasifica\w*|"
    r"valuta\w*|classifica\w*|assegna\w*|pontu\w+|avali[ae]\w*|classifi\w+|beoorde\w+|scoor|waardeer\w*|rangschik)"
)
_MACHINE = (
    r"(?:ai|a\.i\.|llms?|language models?|chat ?bots?|bots?|chatgpt|gpt(?:-?\d\w*)?|claude|gemini|copilot|"
    r"(?:ai|automated|automatic) (?:assistants?|systems?|readers?|screen\w*|recruit\w*|review\w*|pars\w*|model\w*|agents?)|"
    r"ats|scoring (?:system|engine|bot|algorithm|model)s?|ranking (?:system|engine|algorithm)s?|algorithms?|"
    r"ki|ki-\w+|k\.i\.|sprachmodelle?|künstliche\w* intelligenz|ia|i\.a\.|intelligence artificielle|inteligencia artificial|"
    r"intelligenza artificiale|inteligência artificial|modèles? de langage|modelos? de (?:lenguaje|linguagem)|"
    r"modell[oi] linguistic[oi]|taalmodel\w*|kunstmatige intelligentie)"
)
_RULES = (
    r"(?:instructions?|prompts?|guidelines?|directions|directives|commands|anweisung\w*|instruktion\w*|vorgaben|befehle?|"
    r"richtlinien|consignes?|directives?|instrucciones|indicaciones|órdenes|istruzioni|indicazioni|direttive|instruções|"
    r"orientações|instructies|aanwijzingen|opdrachten)"
)
_BEFORE = (
    r"(?:previous\w*|prior|above|earlier|preceding|all|any|your|other|existing|vorherig\w*|bisherig\w*|obig\w*|alle\w*|"
    r"vorangegangen\w*|deine\w*|ihre\w*|précédente?s?|antérieure?s?|ci-dessus|toutes|tous|vos|tes|anteriores|previas|"
    r"todas|tus|sus|precedenti|tutte|tue|sue|anteriores|prévias|suas|vorige|eerdere|bovenstaande|alle|je|uw)"
)
_IGNORE = (
    r"(?:ignor(?:e[rzsn]?|iere\w*|a|á|ar|are|ate|eer)|disregard|forget|override|bypass|do not follow|don't follow|vergiss|"
    r"vergessen sie|missachte\w*|überschreibe\w*|negeer|negeert|vergeet|oublie[rz]?|ne tene?z pas compte|n'applique[rz]? pas|"
    r"olvid\w+|omite|omita|desoye|dimentica\w*|trascura\w*|esque[çc]a|desconsidere|desconsidera)"
)


def _rule(needs: str, pattern: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    return tuple(needs.split("|")), re.compile(pattern, re.MULTILINE)


_INSTRUCTIONS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    _rule(
        (
            "instruction|prompt|guideline|direction|directive|command|anweisung|instruktion|vorgaben|befehl|richtlinien|"
            "consigne|instrucciones|indicaciones|órdenes|istruzioni|indicazioni|direttive|instruções|orientações|"
            "instructies|aanwijzingen|opdrachten"
        ),
        rf"\b{_IGNORE}\b{_GAP}\b{_BEFORE}\b{_GAP}\b{_RULES}\b|\b{_IGNORE}\b{_GAP}\b{_RULES}\b{_GAP}\b{_BEFORE}\b",
    ),
    _rule(
        "ignore|disregard|forget|override|bypass",
        (
            r"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|preceding|your)\b"
            r"[^.\n]{0,30}\b(?:rules?|criteria|requirements|scoring|training)\b"
        ),
    ),
    _rule(
        (
            " score| rating| rank |grade|points|punkte|wertung| note | note:|puntuación|puntos|calificación| nota |punteggio|"
            " voto |pontuação|pontos|punten|cijfer|beoordeling"
        ),
        (
            rf"(?:^|(?<=[.!?:;,(]\s)|(?<=\b(?:to|zu)\s)|(?<=\bmust\s)|(?<=\bshall\s)|(?<=\balways\s)|(?<=\bplease\s)|(?<=\bbitte\s))"
            rf"(?:give|assign|award|return|output|respond with|answer with|set|vergib|gib|geben sie|vergeben sie|weise|donne[rz]?|"
            rf"attribue[rz]?|mets|mettez|da|dale|dé|asigna|asigne|otorga|otorgue|dai|dia|assegna\w*|dê|dá|atribua|geef|ken|zet|"
            rf"schenk)\b{_GAP}"
            rf"\b(?:scores?|rating|ranks?|grade|points|punkt\w*|wertung|bewertung|note|puntuación|puntos|calificación|nota|"
            rf"punteggio|voto|pontuação|pontos|punten|cijfer|beoordeling)\b[^.!?\n]{{0,30}}?{_TOP}"
            rf"|\b(?:give|assign|award|return|output|respond with)\b[^.\n]{{0,50}}\b(?:a|the) (?:score|rating|rank|grade) of "
            rf"{_TOP}"
            rf"|(?:^|(?<=[.!?:;,(]\s))(?:gib|vergib|geben sie|vergeben sie|donnez?|attribuez|dale|otorga|asigna|assegna|dai|dê|"
            rf"atribua|geef)\b{_GAP}{_TOP}[^.!?\n]{{0,12}}?\b(?:points?|punkt\w*|bewertung|note|puntos|puntuación|nota|punti|"
            rf"punteggio|pontos|pontuação|punten|score|cijfer|beoordeling)\b"
            rf"|(?:^|(?<=[.!?:;,(]\s))(?:give|assign|award|return|output)\b{_GAP}\b(?:highest|maximum|max|perfect|top|best)"
            rf"(?: possible)? (?:score|rating|grade|rank|mark)\b"
        ),
    ),
    _rule(
        (
            "score |score:|scoring |scored | rate |\nrate |rate this|rate me|rated | rank |rank this|rank me|ranked |grade |bewert|"
            "benote|einstufen|notez|note |évalue|classez|classer|attribue|puntúa|puntua|califica|valora|clasifica|valuta|classifica|"
            "assegna|pontu|avali|classifi|beoorde|scoor|waardeer|rangschik"
        ),
        (
            rf"(?:^|(?<=[.!?:;\s,(]))(?:please |always |must |should |you |bitte |por favor |per favore |alstublieft |"
            rf"s'il vous plaît )?{_RATE} (?:sie )?{_THIS}\b(?: {_WHAT}(?![\w]))*[\s:=]*(?:mit |with |avec |con |com |met |à |a |"
            rf"op )?(?:einer |a |an |une |una |uma |een |the |der |den |la |le |il |o |de )?(?:score |note |nota |punktzahl |"
            rf"puntuación |pontuação )?(?:of |de |von |di |van )?{_TOP}"
        ),
    ),
    _rule(
        (
            "perfect|perfekt|parfait|perfett|perfeit|ideal|idéal|ideaal|excellent|100%|100 %|best |best-|mejor |miglior|melhor|"
            "meilleur|strong match|strong fit|strong candidate|strong-"
        ),
        (
            rf"\b(?:mark|treat|classify|label|flag|consider|regard|present|describe|rate|markiere\w*|behandle\w*|"
            rf"kennzeichne\w*|betrachte\w*|considére[rz]?|considère|considérez|traite[rz]?|marque[rz]?|considera\w*|considere|"
            rf"marca\w*|trata\w*|tratta\w*|contrassegna\w*|beschouw\w*|markeer|behandel) (?:sie )?{_THIS}\b[^.!?\n]{{0,40}}?"
            r"\b(?:perfekt\w*|perfect\w*|ideal\w*|idéale?\w*|best\w*|strong\w*|excellent\w*|100\s?%|perfett\w+|perfeit\w+|"
            r"parfaite?|mejor|migliore?|melhor|meilleure?|ideaal|ideale)[- ]"
            r"(?:match|fit|candidate|kandidat\w*|bewerb\w*|übereinstimmung|candidat\w*|correspondance|coincidencia|"
            r"corrispondenza|kandidaat|passung)\b"
            rf"|\b(?:mark|treat|classify|label|flag|considére[rz]?|considérez|considera|considere|trata|tratta) {_THIS}\b"
            r"[^.!?\n]{0,40}?\b(?:candidate?|candidat[oae]?|correspondance|coincidencia|corrispondenza|match) "
            r"(?:perfect[oa]?|parfaite?|ideal\w*|idéale?|perfett[oa]|perfeit[oa])\b"
        ),
    ),
    _rule(
        (
            "attention|note |note:|message|instruction|hinweis|nachricht|achtung|anweisung|à l'attention|à destination|nota |"
            "aviso|mensaje|instrucci|atención|attenzione|messaggio|istruzion|atenção|mensagem|instruç|let op|bericht|opmerking|"
            "instructie"
        ),
        (
            r"\b(?:attention|note|message|instructions?|reminder|hinweis|nachricht|achtung|anweisung\w*|nota|aviso|mensaje|"
            r"instrucci(?:ón|ones)|atención|attenzione|messaggio|istruzion[ei]|atenção|mensagem|instruç(?:ão|ões)|let op|bericht|"
            r"opmerking|instructies?)[ ,:]*(?:to|for|an|für|pour|à|a|para|per|voor|aan|alla|all'|à l'|pour l'|al|à|ao)?[ ]?"
            r"(?:the |any |all |every |alle |jede |die |das |les |l'|toute |la |las |los |el |todas |tutte |le |as |os |a |o |de |elke |"
            rf"l')*{_MACHINE}\b(?![-/\w]|\s(?:\w+ )?(?:engineers?|team|enthusiasts?|researchers?|experts?|specialists?|literacy|"
            r"skills?|tools?|projects?|startups?|compan\w+|candidates?))"
        ),
    ),
    _rule(
        "as an ai|as a large|as a language|you are |you're |if you are an|if you're an|als ki|wenn du ein|si vous êtes une|si eres una|se sei un|se você é|als je een",
        (
            r"\bas an? (?:ai |(?:ai )?(?:large )?language )(?:model|assistant|recruiter|system)\b[^.\n]{0,12}\byou\b|"
            r"\byou(?:'re| are) (?:now )?(?:an? )?(?:ai(?! \w*(?:engineer|enthusiast|expert|native|first|driven|fluent|savvy|"
            r"curious|research|powered|focused|develop|special|product|team))(?=[ ,.;:]|$)|llm\b|language model|chatgpt|"
            r"ai assistant|ai recruiter|scoring (?:bot|system|assistant|engine|model)|ranking (?:bot|system|assistant|engine|"
            r"model))"
            rf"|\bif you(?:'re| are) an? {_MACHINE}\b"
            r"|\b(?:wenn du eine? (?:ki|sprachmodell)|als ki(?:-\w+)? (?:musst|sollst)|si vous êtes une? (?:ia|intelligence "
            r"artificielle|modèle)|si eres una? (?:ia|inteligencia|modelo)|se sei un(?:a|')? ?(?:ia|intelligenza|modello)|"
            r"se você é uma? (?:ia|inteligência|modelo)|als je een (?:ai|taalmodel))\b"
        ),
    ),
    _rule(
        "system:|system :|assistant:|assistant :|system prompt|jailbreak|prompt injection|im_start|<|[inst]|[/inst]|[system",
        (
            r"\b(?:new system prompt|end of (?:the )?(?:system )?prompt)\b|\bjailbreak (?:mode|prompt)\b|"
            r"^\s*(?:#+\s*|\*\*)?(?:system|assistant)(?:\*\*)?\s*:[^\n]{0,80}\b(?:you|must|score|rate|rating|return|output|ignore|"
            r"candidate)\b|<\|?/?(?:im_start|im_end|system|endoftext)\|?>|\[/?(?:inst|system)\]"
        ),
    ),
    _rule(
        "scored|rated|ranked|bewertet|noté|évalué|puntuad|calificad|valutat|pontuad|avaliad|beoordeeld",
        (
            r"\b(?:must|should|always|shall|muss|soll|doit|debe|deve|moet)\b[^.!?\n]{0,20}?"
            r"\b(?:scored|rated|ranked|bewertet|notée?|évaluée?|puntuad[oa]|calificad[oa]|valutat[oa]|pontuad[oa]|avaliad[oa]|"
            r"beoordeeld)\b[^.!?\n]{0,20}?(?:100\b|the highest|first\b|perfect\b|10\s?/\s?10|au maximum|con la máxima|"
            r"al massimo|máxima|maximaal|höchst\w*)"
            r"|\bmit (?:100|der höchst\w*)[^.!?\n]{0,20}?\b(?:bewertet|zu bewerten|bewerten)\b"
        ),
    ),
    _rule(
        "ignoreall|ignoreprev|ignorethe|disregardall|disregardthe|forgetall|scorethis|ratethis|scoreme|rateme",
        r"(?:ignore|disregard|forget)(?:all|any|the|your)*(?:previous|prior|above|earlier)?(?:instructions|rules|guidelines)"
        r"|(?:score|rate)(?:this|me)\w{0,16}(?:100|10/10)",
    ),  # spaced letter by letter, and closed up again
    _rule(
        "100|10/10|10 / 10",
        (
            r"\b(?:output|reply|respond|answer)\b(?: only| just)?(?: with)?(?: the)?(?: number| value| score)?[ :]*\b100\b"
            r"|\b(?:the|its|their|my|our) (?:correct|final|right|true|only|overall|match)? ?(?:score|rating)\b[^.!?\n]{0,40}?"
            r"\b(?:is|must be|should be|shall be|has to be|=)\s*(?:always )?(?:100\b|10\s?/\s?10)"
        ),
    ),
    _rule(
        "requirement|anforderung|exigences|requisitos|requisiti|eisen",
        (
            r"\ball (?:of the )?requirements? (?:are|is|have been) (?:already |hereby |to be considered )*(?:met|satisfied|fulfilled)\b"
            r"|\b(?:assume|pretend|consider|suppose) (?:that )?(?:all|every) requirements? (?:are|is|as|have been)? ?(?:met|"
            r"satisfied|fulfilled)\b|\balle anforderungen (?:sind|gelten als) (?:bereits |hiermit )?erfüllt\b"
            r"|\btoutes les exigences sont (?:déjà )?(?:remplies|satisfaites)\b|\btodos los requisitos (?:están|se han) (?:ya )?"
            r"cumplid\w+\b|\btutti i requisiti sono (?:già )?soddisfatti\b|\btodos os requisitos (?:estão|foram) (?:já )?"
            r"(?:cumpridos|atendidos|satisfeitos)\b|\balle eisen zijn (?:al |reeds )?vervuld\b|\baan alle eisen is (?:al )?voldaan\b"
        ),
    ),
    _rule(
        "approve th|shortlist th|advance th|recommend th|hire this|accept this|select this|invite this",
        (
            r"\b(?:approve|shortlist|advance|recommend|hire|accept|select|invite) (?:this|the) (?:candidate|applicant|"
            r"application|posting|job|person|resume|cv)\b[^.\n]{0,30}\b(?:immediately|automatically|without|regardless|"
            r"unconditionally|at once|right away|no matter)\b"
        ),
    ),
)
"""(one of these stands in the lower-cased text, then look closer): the words that address a machine and not a reader."""

LOOKBACK = 20
"""Characters before a window that a pattern may look back at."""
BEFORE, AFTER = 150, 200
"""Characters around a word of the first column in which the sentence is looked for."""
_WRAPPED = re.compile(r"[ \n](?:(?<=[\w,;'\"’)]\n)|(?<=[\w,;'\"’)] ) *\n)(?=[\w('\"])")


def instructions(text: str) -> Iterator[tuple[int, int]]:
    """Where in the text a machine is told what to do, also where look-alike letters or blanks disguise the words."""
    read, offsets = as_read(text)
    lower = lowered(read)
    automaton, owners = _triggers()
    near: dict[int, list[tuple[int, int]]] = {}
    for index, start, end in automaton.find_matches_as_indexes(lower, overlapping=True):
        windows = near.setdefault(owners[index], [])
        if windows and start - BEFORE <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end + AFTER)
        else:
            windows.append((max(0, start - BEFORE), end + AFTER))
    if not near:
        return
    joined = _WRAPPED.sub(lambda gap: " " * len(gap[0]), lower)
    for number in sorted(near):
        pattern = _INSTRUCTIONS[number][1]
        found = {hit.span() for window in near[number] for hit in pattern.finditer(lower, *window)}
        for start, end in near[number]:
            looked = slice(max(0, start - LOOKBACK), end)
            if joined[looked] != lower[looked]:
                found |= {hit.span() for hit in pattern.finditer(joined, start, end)}
        for start, end in sorted(found):
            yield (start, end) if offsets is None else (offsets[start], offsets[end - 1] + 1)


@cache
def _triggers() -> tuple[AhoCorasick, tuple[int, ...]]:
    """All words of `_INSTRUCTIONS`, searched in one pass, with the number of the pattern each belongs to."""
    listed = [(need, number) for number, (needs, _) in enumerate(_INSTRUCTIONS) for need in needs]
    automaton = AhoCorasick([need for need, _ in listed], matchkind=MatchKind.Standard)
    return automaton, tuple(number for _, number in listed)
