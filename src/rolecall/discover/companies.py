"""Names of companies: as they are shown, as they are compared, and out of a board's own name for a company."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from rolecall.discover.gazetteer import AREAS, COUNTRIES, REGIONS, key

LEGAL = re.compile(
    r"\b(?:inc|incorporated|llc|ltd|limited|corp|corporation|gmbh|ag|se|sa|sas|bv|nv|plc|pty|co|company|group|holdings?"
    r"|technologies|labs|the)\b"
)
"""Words that companies leave out of the name of their board."""
ALL_FORMS = (
    # English-speaking
    "inc|incorporated|llc|l l c|lllp|llp|lp|l p|ltd|limited|plc|corp|corporation|co|company|companies|pbc|pllc|cic"
    "|co ltd|co inc|and co|and company|pvt ltd|private limited|pvt|pte ltd|pte|pty ltd|pty limited|pty|co limited"
    "|public limited company|sdn bhd|bhd|tbk"
    # German
    "|gmbh|mbh|ggmbh|ag|se|kg|kgaa|ohg|gbr|ug|ev|eg|gmbh and co kg|gmbh and co kgaa|ag and co kg|ag and co kgaa"
    "|se and co kg|se and co kgaa|and co kg|ug haftungsbeschrankt|gesellschaft mbh"
    # French, Spanish, Portuguese, Italian, Romanian
    "|sa|sas|sasu|sarl|scop|sca|snc|eurl|sl|slu|sau|sapi|sa de cv|s de rl de cv|sapi de cv|s de rl|ltda|lda|eireli"
    "|s a|s a s|srl|srls|spa|s p a|s r l|sapa"
    # Dutch, Nordic, Baltic
    "|bv|nv|vof|cv|b v|n v|ab|as|asa|aps|oy|oyj|hf|ehf|a s|ab publ|publ|uab|sia|ou"
    # Polish, Czech, Slovak, Hungarian, Balkan, Turkish
    "|sp z oo|sp zoo|spolka z oo|spzoo|sro|s r o|spol s ro|doo|d o o|kft|zrt|nyrt|eood|ood|ltd sti|anonim sirketi"
    # Japanese, Korean, Chinese, Hebrew
    "|kk|k k|gk|kabushiki kaisha|株式会社|合同会社|주식회사|有限公司|股份有限公司|בעמ"
)
FORMS = frozenset(ALL_FORMS.split("|"))
"""Legal forms as they are left by `gazetteer.key` and punctuation: several words with blanks."""
LONGEST_FORM = max(form.count(" ") + 1 for form in FORMS)
BEFORE = frozenset(("the", "ooo", "ооо", "ао", "пао", "pt", "uab", "sia", "株式会社", "合同会社", "주식회사"))
"""Articles and forms that stand before a name."""
GLUED_CJK = re.compile(r"^(?:株式会社|合同会社|주식회사|\(주\))|(?:株式会社|合同会社|주식회사|股份有限公司|有限公司)$")
ASIDE = re.compile(r"\s*[(\[](?P<words>[^()\[\]]*)[)\]]")
BATCH = re.compile(r"\s*[(\[]\s*(?:YC|Y Combinator)[^()\[\]]*[)\]]|\s+[-–|,]?\s*\bYC\s?[SWXF]\d\d\b", re.IGNORECASE)
"""`Crumb (YC S21)`: the year of an accelerator is no part of the name."""
KINSHIP = re.compile(
    r",?\s+(?:[-–—|(]\s*)?(?:an?|part of(?: the)?|member of(?: the)?|by)\s+(?:[\w.&'’-]+\s){1,4}"
    r"(?:company|business|brand|group|enterprise|subsidiary|affiliate)\)?\s*$",
    re.IGNORECASE,
)
"""`Crumb, a Mills company`."""
TRADING_AS = re.compile(r".*\b(?:d/?b/?a|doing business as|t/a|trading as)\b\.?:?\s*(?P<brand>\S.*)", re.IGNORECASE)
CAREERS = re.compile(
    r"^\s*(?:careers?|jobs?|work(?:ing)?|karriere) (?:at|with|bei|@) |"
    r"[\s|:,–—-]+(?:careers?|jobs?|career (?:page|site)|job board|open (?:positions|roles)|karriere|stellenangebote"
    r"|internships?|university)\s*$",
    re.IGNORECASE,
)
BAR = re.compile(r"\s+[|·•]\s+|\s*\|\s*")
DOMAIN = re.compile(r"\.(?:com|io|ai|co|net|org|app|dev|tech|de|eu|fr|nl|co\.uk)$", re.IGNORECASE)
NUMBERED = re.compile(r"(?<=[a-z]{4})\d{2}$")
"""`crumbmills77`: a number that a platform adds where a name is taken."""
SHORT = re.compile(r"[a-z]{2,3}")
PARTS = re.compile(
    r"(?P<name>[a-z]{3,}?)(?P<part>technologies|technology|therapeutics|pharmaceuticals|manufacturing|entertainment|foundation"
    r"|biosciences|university|management|analytics|insurance|interactive|consulting|financial|engineering|solutions|networks"
    r"|software|robotics|systems|partners|sciences|dynamics|wireless|ventures|research|security|medical|digital|capital"
    r"|studios|studio|energy|health|motors|global|media|games|group|power|labs|bank|gmbh|corp|llc|inc|ltd)"
)
"""Words that companies' names end with, as far as they begin or end no other word."""


@lru_cache(maxsize=20_000)
def company_name(told: str) -> str:
    """A company's name for people: without the year of its accelerator, its owner and what the page is for."""
    name = BATCH.sub("", told).strip()
    if brand := TRADING_AS.fullmatch(name):
        name = brand["brand"]
    parts = [part for part in BAR.split(name) if part.strip()]
    name = parts[0].strip() if parts else name
    for decoration in (CAREERS, KINSHIP):
        name = decoration.sub("", name).strip(" ,") or name
    return name or told


@lru_cache(maxsize=20_000)
def company_of(slug: str) -> str:
    """A name for people out of a board's name for the company: `apollo-graphql` → `Apollo Graphql`."""
    bare = NUMBERED.sub("", DOMAIN.sub("", unquote(slug).strip()))
    words = [word for word in re.split(r"[-_\s+]+", bare) if word]
    if len(words) == 1 and SHORT.fullmatch(words[0]):
        return words[0].upper()
    if len(words) == 1 and (glued := PARTS.fullmatch(words[0])):
        words = [glued["name"], glued["part"]]
    return " ".join(word if word != word.lower() else word[:1].upper() + word[1:] for word in words) or slug


@lru_cache(maxsize=20_000)
def company_key(name: str) -> str:
    """A company's name as it is compared: the brand without legal form, asides, punctuation, blanks and case.

    Words that tell companies apart stay, `Group`, `Holdings`, `Technologies` and `Labs` among them: of 7,919 companies
    that file with the SEC, dropping these merges ten pairs that have nothing to do with each other.
    """
    shown = company_name(name)
    bare = GLUED_CJK.sub("", ASIDE.sub(_place_only, shown).strip())
    words = _words(bare) or _words(shown)
    kept = _without_forms(words)
    return "".join(kept) or "".join(words)


def _place_only(aside: re.Match[str]) -> str:
    """`Crumb (Brasil) S.A.` is not `Crumb S.A.`; `Crumb Mills (CM)` is Crumb Mills."""
    name = key(aside["words"])
    return f" {name} " if name in COUNTRIES or name in REGIONS or name in AREAS else ""


def _words(name: str) -> list[str]:
    return re.sub(r"[\W_]+", " ", key(name.replace("&", " and ").replace("+", " plus ")).replace("'", "")).split()


def _without_forms(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0] in BEFORE:
        words = words[1:]
    while len(words) > 1:
        size = next(
            (size for size in range(min(LONGEST_FORM, len(words) - 1), 0, -1) if " ".join(words[-size:]) in FORMS), 0
        )
        if not size:
            return words
        words = words[: -size - (len(words) > size + 1 and words[-size - 1] == "and")]
    return words
