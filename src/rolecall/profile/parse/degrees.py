"""Names and abbreviations of degrees, in seven languages."""

from __future__ import annotations

import re

DEGREE = re.compile(
    r"""(?<![\w.])(?:
      ph\.?\s?d\.?|d\.?phil\.?|m\.?d\.?(?=[\s,:]|$)|j\.?d\.?(?=[\s,:]|$)|ed\.?d\.?|dr\.?\s?(?:-ing\.|rer\.\s?nat\.|phil\.)|doctor(?:ate|\sof\s(?:philosophy|medicine|education|\w+))?|doktor|promotion|
      doctorat|doctorado|doutoramento|doutorado|dottorato(?:\sdi\sricerca)?|juris\sdoctor|postdoc\w*|
      master(?:['’]?s)?(?:\sdegree|\sdiploma)?(?:\s(?:of|en|in|de)\s(?:science|arts|business\sadministration|engineering|technology|computer\sapplications?|education|commerce|laws?|philosophy|public\s\w+|fine\sarts|social\swork))?|
      masters|m\.?b\.?a\.?|m\.?\s?sc\.?|m\.?s\.?(?=[\s,:(]|$)|m\.?a\.?(?=[\s,:(]|$)|m\.?\s?eng\.?|m\.?\s?tech\.?|m\.?e\.?(?=[\s,:(]|$)|m\.?c\.?a\.?(?=[\s,:(]|$)|m\.?\s?com\.?|m\.?\s?ed\.?|m\.?\s?phil\.?|m\.?f\.?a\.?|m\.?p\.?h\.?|ll\.?m\.?|pgdm?|pgdbm|pgdca|
      post[\s-]?graduate\s?(?:diploma|degree|certificate|program(?:me)?)?|postgraduate|
      bachelor(?:['’]?s)?(?:\sdegree)?(?:\s(?:of|en|in|de)\s(?:science|arts|business\sadministration|engineering|technology|computer\sapplications?|education|commerce|laws?|fine\sarts|applied\s\w+|social\swork|music|nursing|architecture|pharmacy|business\smanagement))?(?:\s(?:degree|\(hons?\)))?|
      bachelors|b\.?\s?sc\.?|b\.?s\.?(?=[\s,:(]|$)|b\.?a\.?(?=[\s,:(]|$)|b\.?\s?eng\.?|b\.?\s?tech\.?|b\.?e\.?(?=[\s,:(]|$)|b\.?\s?com\.?|b\.?b\.?a\.?|b\.?b\.?m\.?|b\.?c\.?a\.?|b\.?\s?ed\.?|b\.?f\.?a\.?|b\.?\s?arch\.?|b\.?\s?pharm\w*|b\.?s\.?n\.?|ll\.?b\.?|be|
      associate(?:['’]?s)?(?:\sdegree)?(?:\s(?:of|in)\s(?:applied\s)?(?:science|arts|business|applied\sscience))?|a\.?a\.?s?\.?(?=[\s,:(]|$)|a\.?s\.?(?=[\s,:(]|$)|
      diplom(?:a|\-?\w+)?|advanced\sdiploma|higher\snational\sdiploma|hnd|graduate|undergraduate|minor|
      high\sschool(?:\sdiploma|\sdegree)?|secondary\sschool\scertificate|g\.?e\.?d\.?(?=[\s,:(]|$)|a[\s-]levels?|gcses?|intermediate|matriculation|metric|s\.?s\.?c\.?(?=[\s,:(]|$)|h\.?s\.?c\.?(?=[\s,:(]|$)|s\.?s\.?l\.?c\.?|higher\ssecondary|
      senior\ssecondary|class\sx(?:ii)?|1[02]th(?:\sstandard|\sstd|\sclass|\sgrade)?|x(?:ii)?th|10\+2|cbse|icse|p\.?u\.?c\.?|
      abitur|fachabitur|fachhochschulreife|mittlere\sreife|magister|staatsexamen|vordiplom|(?:abgeschlossene\s)?ausbildung|lehre|
      licence(?:\sprofessionnelle)?|maîtrise|bts|dut|but|baccalauréat|bac(?:\s\+\s?\d)?|diplôme(?:\sd['’]ingénieur)?|classes?\spréparatoires?|cap|deug|ingénieur|
      licenciatura|licenciad[oa]|grado(?:\sen)?|graduado|máster|maestría|bachillerato|diplomatura|técnico\ssuperior|ingeniería|
      mestrado|licenciatura|bacharelado|bacharel|ensino\smédio|tecnólogo|pós-graduação|
      laurea(?:\s(?:magistrale|triennale|specialistica))?|diploma\sdi\smaturità|maturità|
      hbo|wo|mbo|vwo|havo|propedeuse|doctoraal|
      gesellenbrief|gesellenprüfung|meisterbrief|meisterprüfung|facharbeiterbrief|berufsausbildung|bep|cfp|cfc|efz|eba|[ns]vq(?:\slevel\s\d)?|
      certificate|certification|certificat|coursework|nanodegree|bootcamp
    )(?![\w])(?:\s?\((?:hons?\.?|honou?rs|[A-Z][A-Za-z.]{0,8})\))?""",
    re.IGNORECASE | re.VERBOSE,
)
TRADE = re.compile(
    r"(?:gesellen|meister|facharbeiter)(?:brief|prüfung)|(?:abgeschlossene\s)?(?:berufs)?ausbildung|lehre|cap|bep|cfp|cfc|efz|eba|[ns]vq.*",
    re.IGNORECASE,
)
"""Certificates of a trade: the trade follows or stands before, then the chamber, school or firm."""
