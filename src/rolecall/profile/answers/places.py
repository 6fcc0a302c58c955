"""Countries as questions name them, in the languages that forms are written in."""

from __future__ import annotations

import re

from rolecall.profile.answers.fold import folded

# ISO 3166-1 alpha-2, and EU for the European Union as a whole; names in English, German, French, Spanish, Portuguese,
# Italian and Dutch where they differ once accents are off.
_NAMES = {
    "US": "united states of america|united states|america|usa|vereinigte staaten|vereinigten staaten|etats unis|"
    "estados unidos|eua|eeuu|stati uniti|verenigde staten",
    "GB": "united kingdom|great britain|britain|england|scotland|wales|vereinigtes konigreich|vereinigten konigreich|"
    "grossbritannien|royaume uni|reino unido|regno unito|verenigd koninkrijk|uk",
    "CA": "canada|kanada",
    "IE": "ireland|irland|irlande|irlanda|ierland",
    "DE": "germany|deutschland|allemagne|alemania|alemanha|germania|duitsland",
    "AT": "austria|osterreich|autriche|oostenrijk",
    "CH": "switzerland|schweiz|suisse|suiza|suica|svizzera|zwitserland",
    "FR": "france|frankreich|francia|franca|frankrijk",
    "ES": "spain|spanien|espagne|espana|espanha|spagna|spanje",
    "PT": "portugal|portogallo",
    "IT": "italy|italien|italie|italia",
    "NL": "netherlands|the netherlands|holland|niederlande|niederlanden|pays bas|paises bajos|paises baixos|"
    "paesi bassi|nederland",
    "BE": "belgium|belgien|belgique|belgica|belgio|belgie",
    "LU": "luxembourg|luxemburg|luxemburgo",
    "DK": "denmark|danemark|dinamarca|danimarca|denemarken|danmark",
    "SE": "sweden|schweden|suede|suecia|svezia|zweden|sverige",
    "NO": "norway|norwegen|norvege|noruega|norvegia|noorwegen|norge",
    "FI": "finland|finnland|finlande|finlandia|finlandia",
    "PL": "poland|polen|pologne|polonia|polska",
    "CZ": "czech republic|czechia|tschechien|tchequie|chequia|cechia|tsjechie",
    "SK": "slovakia|slowakei|slovaquie|eslovaquia|slovacchia",
    "HU": "hungary|ungarn|hongrie|hungria|ungheria|hongarije",
    "RO": "romania|rumanien|roumanie|rumania|romenia|roemenie",
    "BG": "bulgaria|bulgarien|bulgarie|bulgarije",
    "GR": "greece|griechenland|grece|grecia|griekenland",
    "HR": "croatia|kroatien|croatie|croacia|croazia|kroatie",
    "RS": "serbia|serbien|serbie|servie",
    "UA": "ukraine|ucrania|ucraina|oekraine",
    "TR": "turkey|turkiye|turkei|turquie|turquia|turchia|turkije",
    "EE": "estonia|estland|estonie",
    "LV": "latvia|lettland|lettonie|letonia|lettonia",
    "LT": "lithuania|litauen|lituanie|lituania|litouwen",
    "AU": "australia|australien|australie",
    "NZ": "new zealand|neuseeland|nouvelle zelande|nueva zelanda|nuova zelanda|nieuw zeeland",
    "IN": "india|indien|inde",
    "SG": "singapore|singapur|singapour",
    "JP": "japan|japon|japao|giappone",
    "CN": "china|chine|cina",
    "HK": "hong kong",
    "TW": "taiwan",
    "KR": "south korea|republic of korea|korea|sudkorea|coree du sud|corea del sur",
    "PH": "philippines|philippinen|filipinas|filippine",
    "MY": "malaysia|malasia",
    "TH": "thailand",
    "VN": "vietnam",
    "ID": "indonesia|indonesien",
    "AE": "united arab emirates|uae|vereinigte arabische emirate|emirats arabes unis|emiratos arabes unidos",
    "SA": "saudi arabia",
    "IL": "israel",
    "EG": "egypt",
    "ZA": "south africa|sudafrika|afrique du sud|sudafrica|africa do sul",
    "NG": "nigeria",
    "KE": "kenya|kenia",
    "BR": "brazil|brasilien|bresil|brasil|brasile",
    "MX": "mexico|mexiko|mexique|messico",
    "AR": "argentina|argentinien|argentine",
    "CL": "chile|chili",
    "CO": "colombia|kolumbien|colombie",
    "PE": "peru|perou",
    "EU": "european union|eu|eea|ewr|europaische union|europaischen union|union europeenne|union europea|"
    "uniao europeia|unione europea|europese unie|ue|schengen|europe|europa",
}
_FINDS = [(code, re.compile(rf"(?<!\w)(?:{names})(?!\w)")) for code, names in _NAMES.items()]
# As a word in lower case this is a pronoun.
_US = re.compile(r"(?<![\w.])(?:US|U\.S\.?(?:A\.?)?)(?![\w])")


def countries_in(label: str) -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes of the countries that a label names; `EU` stands for the union."""
    text = folded(label)
    found = {code for code, pattern in _FINDS if pattern.search(text)}
    # These names hold another country's.
    if re.search(r"(?<!\w)(?:new mexico|northern ireland|south america|latin america|north america)(?!\w)", text):
        return frozenset({"?", *found})
    return frozenset(found | {"US"} if _US.search(label) else found)


def is_country(code: str) -> bool:
    """Whether an answer can be kept for this code: two capital letters."""
    return bool(re.fullmatch(r"[A-Z]{2}", code))
