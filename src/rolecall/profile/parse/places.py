"""Places as résumés write them: `Princeton, NJ`, `Istanbul, Türkiye`, `Remote`."""

from __future__ import annotations

import re

_COUNTRIES = {
    "US": "united states|united states of america|usa|u.s.a.|u.s.|us|america|vereinigte staaten|états-unis|estados unidos|stati uniti|verenigde staten",
    "GB": "united kingdom|uk|u.k.|great britain|england|scotland|wales|northern ireland|royaume-uni|reino unido|regno unito|großbritannien",
    "DE": "germany|deutschland|allemagne|alemania|alemanha|germania|duitsland", "FR": "france|frankreich|francia|frança|frankrijk",
    "ES": "spain|españa|espagne|spanien|espanha|spagna|spanje", "PT": "portugal|portogallo", "IT": "italy|italia|italie|italien|itália|italië",
    "NL": "netherlands|the netherlands|nederland|niederlande|pays-bas|países bajos|holland|paesi bassi", "BE": "belgium|belgique|belgië|belgien|bélgica|belgio",
    "CH": "switzerland|schweiz|suisse|svizzera|suiza|suíça|zwitserland", "AT": "austria|österreich|autriche|oostenrijk", "IE": "ireland|irland|irlande",
    "TR": "türkiye|turkey|türkei|turquie|turquía", "IN": "india|indien|inde", "CN": "china|p.r. china|chine", "JP": "japan|japon", "KR": "south korea|korea|republic of korea",
    "CA": "canada|kanada|canadá", "AU": "australia|australien|australie", "NZ": "new zealand", "BR": "brazil|brasil|brésil|brasilien|brasile", "MX": "mexico|méxico|mexiko",
    "AR": "argentina|argentinien", "CL": "chile", "CO": "colombia|kolumbien", "PE": "peru|perú", "UY": "uruguay", "VE": "venezuela", "EC": "ecuador",
    "SE": "sweden|sverige|schweden|suède", "NO": "norway|norge|norwegen", "DK": "denmark|danmark|dänemark|danemark", "FI": "finland|suomi|finnland", "IS": "iceland",
    "PL": "poland|polska|polen|pologne", "CZ": "czech republic|czechia|tschechien", "SK": "slovakia", "HU": "hungary|ungarn", "RO": "romania|rumänien",
    "BG": "bulgaria", "GR": "greece|griechenland|grèce|grecia", "HR": "croatia", "RS": "serbia", "SI": "slovenia", "UA": "ukraine", "RU": "russia|russland|russian federation",
    "BY": "belarus", "LT": "lithuania", "LV": "latvia", "EE": "estonia", "IL": "israel", "AE": "uae|u.a.e.|united arab emirates|dubai", "SA": "saudi arabia|ksa", "QA": "qatar",
    "KW": "kuwait", "BH": "bahrain", "OM": "oman", "JO": "jordan", "LB": "lebanon", "EG": "egypt", "MA": "morocco|maroc", "TN": "tunisia|tunisie", "DZ": "algeria|algérie",
    "NG": "nigeria", "KE": "kenya", "GH": "ghana", "ZA": "south africa|südafrika", "ET": "ethiopia", "PK": "pakistan", "BD": "bangladesh", "LK": "sri lanka", "NP": "nepal",
    "SG": "singapore|singapur", "MY": "malaysia", "ID": "indonesia", "TH": "thailand", "VN": "vietnam|viet nam", "PH": "philippines", "TW": "taiwan", "HK": "hong kong",
    "IR": "iran", "IQ": "iraq", "LU": "luxembourg|luxemburg", "MT": "malta", "CY": "cyprus", "PR": "puerto rico", "CR": "costa rica", "PA": "panama", "DO": "dominican republic",
}  # fmt: skip
_CODE_OF = {name: code for code, names in _COUNTRIES.items() for name in names.split("|")}
_REGIONS = frozenset(
    """alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|
    louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|
    new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|
    virginia|washington|west virginia|wisconsin|wyoming|district of columbia|ontario|quebec|québec|british columbia|alberta|manitoba|nova scotia|
    saskatchewan|new brunswick|andhra pradesh|arunachal pradesh|assam|bihar|chhattisgarh|goa|gujarat|haryana|himachal pradesh|jharkhand|karnataka|
    kerala|madhya pradesh|maharashtra|manipur|meghalaya|mizoram|nagaland|odisha|orissa|punjab|rajasthan|sikkim|tamil nadu|telangana|tripura|
    uttar pradesh|uttarakhand|west bengal|delhi|new delhi|chandigarh|puducherry|jammu and kashmir|new south wales|victoria|queensland|
    western australia|south australia|tasmania|bayern|bavaria|baden-württemberg|hessen|nordrhein-westfalen|niedersachsen|sachsen|
    catalonia|cataluña|catalunya|andalucía|lombardia|lazio|toscana|île-de-france|ile-de-france|state""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)
_US_STATE = r"(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|ON|QC|BC|AB|MB|NS|SK|NB|NSW|VIC|QLD)"
_REMOTE = re.compile(
    r"^\(?(?:remote|fully remote|hybrid|on-?site|home[- ]?office|télétravail|teletrabajo|remoto|in remoto|à distance|thuiswerk|worldwide|anywhere)\)?"
    r"(?:\s*[(,–-]\s*[\w\s.]+\)?)?$", re.IGNORECASE,
)  # fmt: skip
_CITIES = frozenset(
    """london|paris|berlin|münchen|munich|hamburg|köln|cologne|frankfurt|frankfurt am main|stuttgart|düsseldorf|leipzig|dresden|hannover|nürnberg|zürich|zurich|genève|
    geneva|basel|bern|lausanne|wien|vienna|graz|amsterdam|rotterdam|utrecht|den haag|the hague|eindhoven|groningen|brussels|bruxelles|brussel|antwerpen|gent|madrid|barcelona|
    valencia|sevilla|bilbao|málaga|zaragoza|lisboa|lisbon|porto|braga|coimbra|roma|rome|milano|milan|torino|turin|napoli|bologna|firenze|florence|lyon|marseille|toulouse|bordeaux|
    lille|nantes|nice|strasbourg|grenoble|montpellier|rennes|dublin|edinburgh|glasgow|manchester|birmingham|bristol|leeds|cambridge|oxford|new york|nyc|new york city|san francisco|
    los angeles|seattle|boston|chicago|austin|denver|atlanta|miami|dallas|houston|philadelphia|san diego|san jose|washington dc|washington d.c.|toronto|montreal|montréal|vancouver|ottawa|
    calgary|bengaluru|bangalore|mumbai|delhi|new delhi|hyderabad|chennai|pune|kolkata|gurgaon|gurugram|noida|ahmedabad|jaipur|kochi|chandigarh|indore|nagpur|tel aviv|istanbul|ankara|
    dubai|abu dhabi|singapore|hong kong|tokyo|seoul|beijing|shanghai|shenzhen|sydney|melbourne|brisbane|perth|auckland|são paulo|rio de janeiro|buenos aires|santiago|bogotá|lima|
    ciudad de méxico|mexico city|stockholm|copenhagen|københavn|oslo|helsinki|warsaw|warszawa|kraków|krakow|prague|praha|budapest|bucharest|sofia|athens|kyiv|moscow|johannesburg|cape town|
    nairobi|lagos|cairo|karachi|lahore|dhaka|colombo|manila|jakarta|bangkok|kuala lumpur|hanoi|taipei|silicon valley|bay area|san francisco bay area""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)
_WITH_REGION = 3
_TOWN = r"[A-ZÀ-ÖØ-ÞŁŚŻÇĞİŞ][\w'’.\u00c0-\u024f-]*(?:[\s-](?:[A-ZÀ-ÖØ-Þ][\w'’.\u00c0-\u024f-]*|de|del|da|do|la|le|am|an|der|den|di|of|sur|upon)){0,3}"
_ONE_TOWN = re.compile(_TOWN)
_CITY_STATE = re.compile(
    rf"(?<![\w.]){_TOWN}\s?,\s?{_US_STATE}(?!\w)(?:\s+\d{{5}}(?:-\d{{4}})?)?(?:\s?,\s?(?:USA?|United States|Canada))?"
)
_CITY_NAMED = re.compile(rf"(?<![\w.]){_TOWN}\s?,\s?(?:{_TOWN}\s?,\s?)?(?P<last>{_TOWN})")
NAMELESS_PLACE = re.compile(r"City\s*,\s*State(?:\s*,\s*(?:USA?|Country))?", re.IGNORECASE)
_POSTAL_TOWN = re.compile(rf"^(?:.*?,\s*)?(?:[A-Z]{{1,2}}-)?\d{{4,5}}\s+{_TOWN}(?:\s?,\s?{_TOWN})?$")


def country_code(text: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country's name in one of seven languages."""
    return _CODE_OF.get(text.strip(" .,()").casefold()) or _CODE_OF.get(text.strip(" ,()").casefold())


def is_place(text: str) -> bool:
    """Whether the whole text is a place we can be sure of."""
    bare = text.strip(" .,;|()[]–—-")
    if not bare or len(bare) > 80:
        return False
    lower = bare.casefold()
    if _REMOTE.match(bare) or lower in _CODE_OF or lower in _CITIES or lower in _REGIONS:
        return True
    if NAMELESS_PLACE.fullmatch(bare) or _CITY_STATE.fullmatch(bare) or _POSTAL_TOWN.match(bare):
        return True
    parts = [part.strip().casefold() for part in bare.split(",")]
    match = _CITY_NAMED.fullmatch(bare)
    if match and _known(match.group("last")):
        return len(parts) < _WITH_REGION or _is_region(parts[1]) or parts[0] in _CITIES
    return len(parts) > 1 and parts[0] in _CITIES and len(parts[1].split()) <= 3


def find_place(text: str) -> tuple[int, int] | None:
    """Where a place we can be sure of stands in a longer text: `Acme, Princeton, NJ` gives the last two."""
    for pattern in (NAMELESS_PLACE, _CITY_STATE):
        matches = list(pattern.finditer(text))
        if matches:
            return _shorter(text, *matches[-1].span())
    if where := _town_and_country(text):
        return where
    for match in reversed(list(re.finditer(r"[^,|()–—]+", text))):
        piece = match.group().strip(" .-")
        if piece.casefold() in _CITIES or piece.casefold() in _CODE_OF or _REMOTE.match(piece):
            start = match.start() + match.group().index(piece)
            return start, start + len(piece)
    return None


def _town_and_country(text: str) -> tuple[int, int] | None:
    """The last `Town, Country` or `Town, Region, Country` among the parts between commas."""
    parts = [(match.start(), match.group()) for match in re.finditer(r"[^,|()–—]+", text)]
    for index in range(len(parts) - 1, 0, -1):
        start, part = parts[index]
        before_start, before = parts[index - 1]
        if not _known(part) or text[before_start + len(before) : start].strip() != ",":
            continue
        first = index - 1
        if _is_region(before.strip().casefold()) and index > 1 and _ONE_TOWN.fullmatch(parts[index - 2][1].strip()):
            first = index - 2
        elif not _ONE_TOWN.fullmatch(before.strip()):
            continue
        begin, town = parts[first]
        return begin + len(town) - len(town.lstrip()), start + len(part.rstrip())
    return None


def _known(name: str) -> bool:
    lower = name.strip(" .").casefold()
    return lower in _CODE_OF or lower in _REGIONS or name.strip() in _CODE_OF


def _is_region(text: str) -> bool:
    return text in _REGIONS or re.fullmatch(_US_STATE, text.upper()) is not None


def _shorter(text: str, start: int, end: int) -> tuple[int, int]:
    """`Acme, London, UK` keeps the last two: the first is the employer, unless the middle is a region."""
    parts = text[start:end].split(",")
    if len(parts) == _WITH_REGION and not _is_region(parts[1].strip().casefold()):
        return start + len(parts[0]) + 1, end
    return start, end
