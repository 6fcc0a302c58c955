"""A posting's text as a list of what it asks for, each with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rolecall.match import degrees, languages, rights, years
from rolecall.match.concerns import Concern, concerns
from rolecall.match.guard import guard
from rolecall.match.model import Requirement, RequirementKind
from rolecall.match.sections import ASKED, Section
from rolecall.match.segments import Segment, segments
from rolecall.match.taxonomy import Mention, Taxonomy, lowered, taxonomy, within

SHORT = 250
"""Fewer characters than this say too little to judge a posting by."""
MOST_DUTIES = 15
SHORT_ENTRY = 4
"""Words of an entry under a heading of requirements that is short enough to be nothing but a skill."""
GLUED_LINE = 900
"""A line longer than this has lost its line breaks: sentences are also cut where a capital is stuck to a word."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A requirement with what `evidence.py` needs to hold it against facts. Any one of `skills` meets it."""

    requirement: Requirement
    skills: tuple[str, ...] = ()
    years: float | None = None
    level: int | None = None
    """Index into `degrees.LEVELS`, or a language's level from 1 to 5."""
    equivalent: bool = False
    """The posting takes experience instead of the degree."""
    enough: int = 1
    """How many of `skills` meet it: "at least two of the following"."""
    optional_duty: bool = False
    """Work that will have to be done, not something one must bring."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A posting read: what it asks for, its sentences that count, and what a reader should know."""

    asks: tuple[Ask, ...]
    sentences: tuple[Segment, ...]
    notices: tuple[str, ...]
    language: str | None
    refuses_visa: str | None = None
    """The sentence that says no visa is sponsored."""
    length: int = 0
    """Characters of text that count."""


_NICE = re.compile(
    r"\bnice[- ]to[- ]have\b|\b(?:is |are |be |as |would be |considered )?(?:an? )?(?:big |huge |strong |definite |real |major )?(?:plus|bonus|advantage|asset)\b(?! size| points? system)|\bprefer(?:red|ably|ence|s)?\b|\bideally\b|"
    r"\bdesir(?:ed|able)\b|\badvantageous\b|\bbeneficial\b|\bhighly regarded\b|\bwelcome\b|\boptional(?:ly)?\b|\bhelpful\b|\bnot (?:required|essential|mandatory|necessary)\b|"
    r"\bvon vorteil\b|\bwünschenswert\b|\bidealerweise\b|\bgerne (?:auch|gesehen)\b|\boptimalerweise\b|\bvorzugsweise\b|\bist ein plus\b|\bkein muss\b|\bwillkommen\b|"
    r"\bun plus\b|\bidéalement\b|\bsouhaité\w*|\bapprécié\w*|\bserait un atout\b|\bun atout\b|\bdeseable\w*|\bse valora\w*|\bvalorable\w*|\bidealmente\b|\bgradit[ao]\b|\bpreferibil\w+|\bcostituisce un plus\b|"
    r"\been pr[eé]\b|\bbij voorkeur\b|\bdiferencial\b|\bdesejáve(?:l|is)\b|\bconstituie un avantaj\b|\bmile widzian\w+|\bmeriterande\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\bmust\b|\brequired?\b|\brequires\b|\bmandatory\b|\bessential\b|\bminimum\b|\bat least\b|\byou have\b|\byou(?:'|’)?ve\b|\byou bring\b|\byou are\b|\bproven\b|\bproficien\w+|\bexpertise\b|\bstrong\b[^.]{0,40}\b(?:knowledge|skills?|experience|background)|"
    r"\b(?:solid|deep|good|hands-on|extensive|demonstrated|prior|previous|relevant|professional|working|practical|sound|excellent|advanced|thorough)\b[^.]{0,30}\b(?:knowledge|experience|understanding|background|command)|"
    r"\bexperienced? (?:in|with|using|as|of|working)\b|\bknowledge of\b|\bunderstanding of\b|\bfamiliar\w* with\b|\bfluen\w+|\bcertified\b|\blicensed\b|\bqualified\b|\bability to\b|"
    r"\berfahrung\w*|\bkenntnisse\b|\bvoraus\w*|\berforderlich\b|\bzwingend\b|\bnotwendig\b|\babgeschlossen\w*|\bfundiert\w*|\bsicher\w* umgang|\bdu (?:hast|bringst|verfügst|bist)\b|\bsie (?:haben|bringen|verfügen|besitzen)\b|"
    r"\bexpérience\b|\bmaîtris\w+|\bconnaissance\w*|\bexigé\w*|\brequis\w*|\bindispensable\w*|\bimpératif\w*|\bobligatoire\w*|\bvous (?:avez|maîtrisez|possédez|êtes titulaire)\b|\btitulaire\b|\bdiplôme\b|"
    r"\bexperiencia\b|\bconocimientos?\b|\bimprescindible\w*|\brequiere\w*|\bnecesari[oa]\w*|\bobligatori[oa]\w*|\bdominio\b|\besperienza\b|\bconoscenza\b|\brichiest[ao]\b|\bervaring\b|\bkennis\b|\bexperiência\b|\bexperiență\b",
    re.IGNORECASE,
)
_PLAIN_MUST = re.compile(r"\b(?:must|required|requires|mandatory|essential|you (?:need|have)|you(?:'|’)ll need|minimum|at least|zwingend|erforderlich|voraussetzung|notwendig|exigé\w*|indispensable\w*|obligatoire\w*|imprescindible\w*|obligatori[oa]\w*|requerid[oa]\w*)\b", re.IGNORECASE)
_TO_YOU = re.compile(r"\b(?:you|your|looking for|seeking|join us|we need|hiring|du|dein\w*|sie|ihr\w*|suchen|vous|votre|vos|recherch\w+|buscamos|tú|tu)\b", re.IGNORECASE)
_BESIDES = re.compile(
    r"\b(?:collaborat\w*|partner(?:ing)?|work(?:ing)?(?: closely)?|liais\w*|interact\w*|communicat\w*|cooperat\w*|interfac\w*|coordinat\w*|alongside|support(?:ing)?|zusammenarbeit|arbeitest|abstimmung|collaborer|colabora\w*)\b"
    r"[^.;]{0,40}\b(?:with|the|mit|avec|con|of)\b[^.;]*\b(?:teams?|departments?|colleagues|functions|managers?|leaders?|stakeholders|departamentos|équipes|abteilungen|kolleg\w+)\b",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"\b(?:communicat\w*|interpersonal|team[- ]?player|teamwork|team spirit|attitude|motivated|motivation|self[- ](?:starter|motivat\w*|driven|starting|discipline)|proactive\w*|enthusias\w*|passion\w*|curio\w+|detail[- ]orient\w*|attention to detail|"
    r"organi[sz]ed|organi[sz]ational|time management|multi[- ]?task\w*|prioriti[sz]\w*|adaptab\w*|flexib\w*|reliab\w*|punctual\w*|friendly|positive|willing\w*|eager|problem[- ]solv\w*|critical thinking|analytical|creative|creativity|"
    r"independent\w*|fast[- ]paced|deadlines?|pressure|work ethic|integrity|empath\w*|collaborative|collaborat\w*|ownership|mindset|team[- ]?oriented|learn(?:ing)? (?:quickly|new|fast|and)|desire to|resilien\w*|humou?r|kind|thrive|accountab\w*|initiative|"
    r"teamfähig\w*|zuverlässig\w*|belastbar\w*|engagiert|motiviert|kommunikati\w+|selbstständig\w*|eigeninitiative|flexibilität|lernbereit\w*|freundlich\w*|sorgfältig\w*|strukturiert\w*|verantwortungs\w+|einsatzbereit\w*|spaß|freude|hands-on-mentalität|"
    r"rigoureu\w+|autonom\w+|dynamique|motivé\w*|esprit d['’]équipe|sens du|organisé\w*|relationnel\w*|ponctuel\w*|polyvalen\w+|proactiv\w+|trabajo en equipo|responsable|organizad\w+|iniciativa|actitud|motivación|dinámic\w+|orientación|autonomia|"
    r"problem|capacità|flessib\w+|zelfstandig|lift(?:ing)? up to|lift \d+|stand(?:ing)? for|travel|weekends?|shifts?|overtime|remote(?:ly)?|passionate|excited|background check|drug (?:test|screen)\w*|years of age|18 years|physical\w*)\b",
    re.IGNORECASE,
)
_CHECKABLE = re.compile(
    r"\b(?:experienced?|knowledge|understanding|background|track record|expertise|proficien\w+|familiar\w*|trained|training|certifi\w+|licen[sc]e\w*|degree|diploma|qualifi\w+|worked|practice|portfolio|publications?|"
    r"\w*erfahrung\w*|\w*kenntniss\w*|ausbildung|abschluss|expérience|connaissances?|formation|diplôme|experiencia|conocimientos?|título|titulación|esperienza|conoscenz\w+|ervaring|kennis|experiência|conhecimento\w*|experiență|cunoștințe)\b",
    re.IGNORECASE,
)
"""Words of what a résumé can show; a requirement without one ("you love music") is no must that could be checked."""
_N_OF = re.compile(r"\b(?P<number>one|two|three|four|\d|some|any|several|a few|either|eine[rsm]?|zwei|mehrere\w*|un|deux|plusieurs|uno|dos|varios) (?:or more )?(?:of|der|des|von|de) (?:the following|these|those|folgenden\w*|suivant\w*|los siguientes|las siguientes)\b", re.IGNORECASE)
_NOT_NEEDED = re.compile(
    r"\bno (?:prior |previous |formal |specific |relevant )?[\w /+#.-]{2,40}? (?:is |are )?(?:required|needed|necessary)\b|\b(?:is|are) not (?:required|needed|necessary|essential|a must)\b|\bnot (?:required|necessary|needed)\b|"
    r"\bkein\w* [\w -]{2,40} (?:nötig|erforderlich|notwendig)\b|\bnicht (?:nötig|erforderlich|notwendig)\b|\bpas (?:nécessaire|exigé\w*|requis\w*)\b|\bno (?:es |son )?(?:necesari[oa]s?|imprescindibles?)\b",
    re.IGNORECASE,
)
_OF_THESE = re.compile(r"following|these|those|folgende|suivant|siguientes", re.IGNORECASE)
_TERMS = re.compile(r"(?:salary|pay|wage|gehalt|salaire|salario|location|hybrid|remote|on-?site|hours|schedule|shift|contract|start|type|arbeitszeit|horaires?|jornada|€|£|\$)\b|[€£$]", re.IGNORECASE)
_IDEALLY = re.compile(r"\b(?:ideally|preferably|idealerweise|vorzugsweise|idéalement|de préférence|idealmente|preferiblemente|preferibilmente|bij voorkeur)\b", re.IGNORECASE)
_ASIDE = re.compile(r";|\(|, with |, mit |, avec |, con |, but | but | aber ", re.IGNORECASE)
_ABLE = re.compile(r"\b(?:experience|knowledge|skills?|years|proficien\w+|expertise|familiar\w*|erfahrung\w*|kenntnis\w*|expérience|connaissance\w*|experiencia|conocimiento\w*)\b", re.IGNORECASE)
_LIST_OF_EXAMPLES = re.compile(r"\b(?:such as|like|e\.g\.?|for example|including but not limited to|z\.\s?b\.|wie(?: z\. ?b\.)?|beispielsweise|par exemple|comme|tels? que|telles? que|como|por ejemplo|come|zoals)[\s:(]*$|\b(?:one|any|either|some) of(?: the)?\s*$|\(\s*$", re.IGNORECASE)
_OR = re.compile(r"\b(?:or|oder|ou|o|of|and/or|und/oder|sau)\b|/|\bor (?:similar|equivalent|comparable)\b", re.IGNORECASE)
_ONLY_LIST = re.compile(r"[\s,/&|+;•·()\"'’“”-]*(?:\b(?:and|or|und|oder|et|ou|y|o|e|of|and/or|sau|și)\b|/|,)?[\s,/&|+();•·\"'’“”-]*(?:\b(?:the|either|even|preferably|ideally|also)\b\s*)?", re.IGNORECASE)
_LEADING = re.compile(
    r"\b(?:managing|leading|supervising|manage|lead|supervise|led|managed)\b[^.;]{0,30}\b(?:teams?|people|staff|employees|engineers|developers|direct reports)\b|\bpeople management\b|\bleadership experience\b|\bmanagement experience\b|\bführungserfahrung\b|\bexpérience en management\b",
    re.IGNORECASE,
)


def read(text: str, table: Taxonomy | None = None) -> Reading:
    """Read a posting's Markdown text. Pure; the same text gives the same reading."""
    table = table or taxonomy()
    guarded = guard(text, table)
    glued = max((len(line) for line in guarded.text.splitlines()), default=0) > GLUED_LINE
    cut = [each for each in segments(guarded.text, glued) if not each.heading]
    raised = concerns(lowered(guarded.text), [sentence.start for sentence in cut])
    asks = _Asks(table, required=any(sentence.section is Section.MUST for sentence in cut))
    seen: set[tuple[str, Section]] = set()
    repeated: set[str] = set()
    kept: list[Segment] = []
    refused: str | None = None
    duties = 0
    for sentence, about in zip(cut, raised, strict=True):
        same = sentence.text.lower()
        if (same, sentence.section) in seen:
            continue
        if same not in repeated and (sentence.section in ASKED or sentence.section is Section.ABOUT):
            kept.append(sentence)
        seen.add((same, sentence.section))
        repeated.add(same)
        if refused is None and about & Concern.RIGHTS and rights.refuses_visa(sentence.text):
            refused = sentence.text
        asks.add(sentence, about, within(guarded.mentions, sentence.start, sentence.end))
        if sentence.section is Section.DUTIES and sentence.bullet and duties < MOST_DUTIES and len(sentence.text) > 20:
            duties += 1
            if not within(guarded.mentions, sentence.start, sentence.end):
                asks.duty(sentence)
    length = len(" ".join(sentence.text for sentence in cut))
    notices = list(guarded.notices)
    if length < SHORT:
        notices.append("The posting's text is very short; the score says little and stays low.")
    return Reading(
        asks=tuple(sorted(asks.found, key=lambda ask: (ask.requirement.start, not ask.requirement.must))),
        sentences=tuple(kept),
        notices=tuple(notices),
        language=languages.written_in(guarded.text),
        refuses_visa=refused,
        length=length,
    )


@dataclass(slots=True)
class _Asks:
    """Gathers requirements; the same thing asked twice counts once, as a must if either says so."""

    table: Taxonomy
    required: bool
    """The posting has a section of requirements: then only what is plainly demanded elsewhere is a must."""
    found: list[Ask] = field(default_factory=list)
    _places: dict[tuple[RequirementKind, str], int] = field(default_factory=dict)
    _skills: dict[str, int] = field(default_factory=dict)

    def add(self, sentence: Segment, about: int, mentions: Sequence[Mention]) -> None:
        """Everything that one sentence asks for. `about` are the bits of `concerns`."""
        text, section = sentence.text, sentence.section
        rightful = bool(about & (Concern.RIGHTS | Concern.PLACE)) and self._rights(sentence)
        if section not in ASKED or not (about or mentions or section in (Section.MUST, Section.NICE)):
            return
        if about & Concern.NICE and _NOT_NEEDED.search(text):
            return
        sure = section in (Section.MUST, Section.NICE)
        if sure and not mentions and len(text.split()) <= SHORT_ENTRY:
            mentions = [
                Mention(each.start + sentence.start, each.end + sentence.start, each.skill)
                for each in self.table.listed(sentence.raw)
            ]
        cue = not sure and bool(about & Concern.CUE) and _MUST.search(text) is not None
        plus = _NICE.search(text) if about & Concern.NICE and not _PLAIN_MUST.search(text) else None
        # "Python, ideally Django": what stands before the word is demanded, what follows is wished for.
        wished = _wished(sentence) if plus is not None and section is Section.MUST else None
        nice = section is Section.NICE or (plus is not None and wished is None)
        plain = cue and (not self.required or _PLAIN_MUST.search(text) is not None)
        must = not nice and (section is Section.MUST or (plain and section is not Section.DUTIES))
        if section is Section.OTHER and self.required and not cue and not _TO_YOU.search(text):
            mentions = ()
        touched = rightful
        if about & Concern.DEGREE and (sure or cue) and self._schooling(sentence, must):
            touched = True
            mentions = [each for each in mentions if not self._studied(each, sentence)]
        wanted = years.asked(text, sure) if about & Concern.YEARS else None
        ours = [mention for mention in mentions if self._counts(mention, sentence)]
        if wanted is not None:
            self._years(sentence, wanted, ours, must)
        for language in languages.asked(text, sure) if about & Concern.LANGUAGE and (sure or cue) else ():
            touched = True
            self._put(RequirementKind.LANGUAGE, language.name, sentence, must, level=language.level)
        self._named_skills(sentence, [each for each in ours if wished is None or each.start < wished], must)
        if wished is not None:
            self._named_skills(sentence, [each for each in ours if each.start >= wished], must=False)
        if sure and not ours and about & Concern.LEADING and _LEADING.search(text):
            touched = True
            self._put(RequirementKind.SENIORITY, "Team leadership", sentence, must, skills=("Team leadership",))
        if sure and not (touched or ours or wanted):
            self._statement(sentence, must)

    def duty(self, sentence: Segment) -> None:
        """A bullet under a heading of duties: work that the candidate may have done before."""
        self._put(RequirementKind.DUTY, _clip(sentence.text), sentence, must=False, optional_duty=True)

    def _studied(self, mention: Mention, sentence: Segment) -> bool:
        """Whether a word in a sentence about a degree names the field of study and not something one can do."""
        if self.table.skills[mention.skill].kind == "certificate":
            return False
        return _ABLE.search(sentence.raw[: mention.start - sentence.start]) is None

    def _counts(self, mention: Mention, sentence: Segment) -> bool:
        skill = self.table.skills[mention.skill]
        if skill.trade in ("software", "onet") or skill.kind == "certificate":
            return True
        return not (sentence.section is not Section.MUST and _BESIDES.search(sentence.text))

    def _schooling(self, sentence: Segment, must: bool) -> bool:
        levels = degrees.degrees(sentence.text)
        if not levels:
            return False
        lowest = min(levels)
        preferred = re.search(r"\b(?:prefer\w*|ideal\w*|plus|desir\w*|wünschenswert|von vorteil|souhaité|deseable|advanced degree)\b", sentence.text, re.I)
        equivalent = degrees.EQUIVALENT.search(sentence.text) is not None
        needed = must or (sentence.section is Section.MUST and len(levels) > 1 and preferred is not None)
        field_only = preferred is not None and re.search(r"\b(?:preferably|ideally|preferred|idealerweise|vorzugsweise) (?:in|im)\b|, (?:preferably|ideally)\b", sentence.text, re.I)
        if field_only and sentence.section is not Section.NICE:
            needed = True
        self._put(RequirementKind.DEGREE, degrees.LEVELS[lowest], sentence, needed, level=lowest, equivalent=equivalent)
        return True

    def _years(self, sentence: Segment, wanted: years.Years, mentions: Sequence[Mention], must: bool) -> None:
        count = f"{wanted.least:g} year{'s' * (wanted.least != 1)}"
        near = _beside(sentence, wanted, [each for each in mentions if self.table.skills[each.skill].kind == "skill"])
        name = f"{count} of {_joined(near)}" if near else f"{count} of experience"
        self._put(RequirementKind.YEARS, name, sentence, must, skills=tuple(near), years=wanted.least)

    def _rights(self, sentence: Segment) -> bool:
        text = sentence.text
        before = len(self.found)
        seen = len(self._places)
        if rights.asks_clearance(text):
            self._put(RequirementKind.CLEARANCE, "Security clearance", sentence, _NICE.search(text) is None)
        if rights.refuses_visa(text):
            self._put(RequirementKind.VISA, "No visa sponsorship", sentence, must=True)
        elif rights.asks_permit(text) and not rights.offers_visa(text):
            self._put(RequirementKind.VISA, "Right to work", sentence, must=True)
        place = rights.asked_place(text)
        if place is not None:
            self._put(RequirementKind.PLACE, place, sentence, must=True)
        return len(self.found) > before or len(self._places) > seen

    def _named_skills(self, sentence: Segment, mentions: Sequence[Mention], must: bool) -> None:
        chosen = _N_OF.search(sentence.raw) if len(mentions) > 1 and _OF_THESE.search(sentence.raw) else None
        if chosen is not None:
            named = tuple(dict.fromkeys(each.skill for each in mentions if each.start - sentence.start >= chosen.end()))
            enough = min(_count(chosen["number"]), len(named))
            if len(named) > 1:
                mentions = [each for each in mentions if each.start - sentence.start < chosen.end()]
                name = f"{enough} of {', '.join(named)}" if enough > 1 else _joined(named)
                self._put(RequirementKind.SKILL, name, sentence, must, skills=named, enough=enough)
        for group, optional in _groups(sentence.raw, sentence.start, mentions):
            kinds = {self.table.skills[name].kind for name in group}
            kind = RequirementKind.CERTIFICATE if kinds == {"certificate"} else RequirementKind.SKILL
            self._put(kind, _joined(group), sentence, must and not optional, skills=group)

    def _statement(self, sentence: Segment, must: bool) -> None:
        """A requirement in words that the table does not know: held against the candidate's sentences as it stands."""
        text = sentence.text
        words = text.split()
        if not 3 <= len(words) <= 60 or text.endswith(("?", ":")) or _TERMS.match(text):
            return
        soft = sum(1 for _ in _SOFT.finditer(text))
        if soft and (soft >= 2 or len(words) <= 14):
            return
        checkable = _CHECKABLE.search(text) is not None
        self._put(RequirementKind.DUTY, _clip(text), sentence, must and checkable, optional_duty=not checkable)

    def _put(
        self,
        kind: RequirementKind,
        name: str,
        sentence: Segment,
        must: bool,
        *,
        skills: tuple[str, ...] = (),
        years: float | None = None,
        level: int | None = None,
        equivalent: bool = False,
        enough: int = 1,
        optional_duty: bool = False,
    ) -> None:
        key = (kind, "; ".join(sorted(skills)) if kind in (RequirementKind.SKILL, RequirementKind.CERTIFICATE) else name)
        ask = Ask(Requirement(kind, sentence.text, name, must, sentence.start, sentence.end), skills, years, level, equivalent, enough, optional_duty)
        there = self._places.get(key)
        if there is None:
            self._places[key] = len(self.found)
            self.found.append(ask)
        elif must and not self.found[there].requirement.must:
            self.found[there] = ask


def _groups(raw: str, start: int, mentions: Sequence[Mention]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The skills of a sentence; those it offers for choice ("Python or Go", "such as AWS, GCP") stand in one group.

    Yields (names, optional): `optional` where the words right beside them say that they are a plus.
    """
    runs: list[list[Mention]] = []
    for mention in mentions:
        if runs:
            last = runs[-1][-1]
            if mention.start == last.start or _ONLY_LIST.fullmatch(raw[last.end - start : mention.start - start]):
                runs[-1].append(mention)
                continue
        runs.append([mention])
    for run in runs:
        names = tuple(dict.fromkeys(mention.skill for mention in run))
        first, last = run[0].start - start, run[-1].end - start
        between = " ".join(
            raw[one.end - start : other.start - start] for one, other in pairwise(run) if other.start > one.end
        )
        optional = bool(re.match(r"[^,.;]{0,12}\b(?:is|are|would be|ist|sind|est|es)?\s*(?:an? )?(?:big )?(?:plus|bonus|advantage|preferred|von vorteil|un plus|wünschenswert)\b|\s*\((?:preferred|nice to have|optional|a plus)", raw[last:], re.I)) or bool(
            re.search(r"\b(?:ideally|preferably|idealerweise|vorzugsweise|idéalement|idealmente)\s+(?:\w+\s+)?$", raw[:first], re.I)
        )
        after = raw[last : last + 30]
        choice = len(names) > 1 and (
            _OR.search(between)
            or re.match(r"[\s,)]*(?:\(or |or |oder |ou |o )(?:similar|equivalent|comparable|other|ähnlich\w*|vergleichbar\w*|équivalent|similar\w*|another)", after, re.I)
            or _LIST_OF_EXAMPLES.search(raw[max(0, first - 25) : first])
        )
        if choice:
            yield names, optional
        else:
            for name in names:
                yield (name,), optional


def _wished(sentence: Segment) -> int | None:
    """Offset from which a sentence only wishes: after "ideally", or in the clause that ends with "is a plus"; None for all of it."""
    raw = sentence.raw
    ideally = _IDEALLY.search(raw)
    if ideally is not None:
        return sentence.start + ideally.start() if ideally.start() > 8 else None
    plus = _NICE.search(raw)
    asides = [hit.start() for hit in _ASIDE.finditer(raw, 8, plus.start())] if plus else []
    return sentence.start + asides[-1] if asides else None


def _count(word: str) -> int:
    return {"two": 2, "zwei": 2, "deux": 2, "dos": 2, "three": 3, "four": 4}.get(word.lower(), int(word) if word.isdigit() else 1)


def _beside(sentence: Segment, wanted: years.Years, mentions: Sequence[Mention]) -> list[str]:
    """The skills that the years are asked for: those named right after them, in one breath."""
    raw = sentence.raw
    hit = raw.find(sentence.text[wanted.start : wanted.end])
    end = (hit if hit >= 0 else wanted.start) + wanted.end - wanted.start
    after = [each for each in mentions if each.start - sentence.start >= end]
    if not after or not re.fullmatch(r"[^,.;:()]{0,60}", raw[end : after[0].start - sentence.start]):
        return []
    names = [after[0].skill]
    for one, other in pairwise(after):
        if other.start != one.start and not re.fullmatch(r"\s*(?:,|/|or|oder|ou|o)\s*(?:or|oder|ou|o)?\s*", raw[one.end - sentence.start : other.start - sentence.start], re.I):
            break
        names.append(other.skill)
    return list(dict.fromkeys(names))[:4]


def _joined(names: Sequence[str]) -> str:
    return " or ".join(names)


def _clip(text: str, most: int = 90) -> str:
    """The sentence, or its first words and an ellipsis."""
    text = text.rstrip(" .;,:")
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
