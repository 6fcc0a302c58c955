"""The words by which the letter tells lines apart: a wish, a scrap, praise, a degree, a licence, a product."""

import re

WISH = re.compile(
    r"(?i)\b(?:seek(?:ing|s)?|looking for|looks? to|to obtain|desires?|wish(?:es)?|hop(?:e|ing) to|want(?:s|ing)? to|"
    r"would like|career (?:growth|advancement)|objective|references|apply|aspir\w+|position where|in a position|"
    r"i am|i'm|utiliz\w+)\b"
)
DANGLING = re.compile(r"(?i)(?:these|this|those|it|they|which|also|ability to|able to|and|or|with)\b|[^\w\"“(]")
PRAISE = re.compile(
    r"(?i)\b(?:strong|excellent|good|great|extensive|flexible|skilled|skills?|proficient|ability|abilities|able|minded|hard|"
    r"willing|self|knowledge|compassionate|active|energetic|reliable|listener|learner|\w+ly|\w{4,}ed)\b|\b\d+\b"
)
BARE_VERB = re.compile(r"(?i)(?:\w+ing|provide|manage|develop|create|lead|build|work|ensure|deliver|support|be|have)\b")
ACADEMIC = re.compile(
    r"(?i)(?:[bm]\.?\s?(?:sc?|a|e|eng|tech|ed|com|arch|pharm|phil|res|b\.?a|f\.?a|p\.?h|c\.?a|s\.?n|s\.?w)|ll\.?[bm]|"
    r"(?:ph|ed|m|j)\.?\s?d|d\.?\s?phil|dr|associate(?:['’]?s)?|bachelor(?:['’]?s)?|bacharel(?:ado)?|master(?:['’]?s)?|máster|maestría|mestrado|"
    r"magister|maîtrise|doctora(?:te|t|do|al)|doctor|doktor|promotion|doutora(?:do|mento)|dottorato|diplom(?:-\w+)?|"
    r"staatsexamen|licenciatura|licenciad[oa]|licence|grado|laurea|diplôme d['’]ingénieur)\b"
)
PROPER = frozenset(
    """
    access active agile ansible ant apache azure bash beam blender canvas chef circle consul cypress dart docker drupal
    eclipse elastic elixir ember epic excel express flask flow flutter git go google helm hive illustrator inventor
    java jenkins jest julia kafka keras lean linux looker maven maya meteor microsoft mocha monday next node nomad
    notion numpy office oracle outlook pandas perl phoenix photoshop power premiere prefect project puppet python r
    rails react redis revit rhino ruby rust sage salt scala scrum selenium shopify sketch slack snowflake solidity
    spark spring square stata storm stripe swift tableau teams terraform toast unity vault visual windows word workday
    zoom postgresql kubernetes pytorch tensorflow salesforce quickbooks powerpoint wordpress hadoop mongodb mysql github
    gitlab jira confluence selenium figma autocad solidworks openstack ubuntu debian javascript typescript english
    french german spanish russian italian portuguese chinese japanese arabic hebrew hindi
    """.split()  # noqa: SIM905 (a hundred quoted words in a column are harder to read)
)
"""Names of products that are ordinary words too, or that some write small."""
LICENCE = re.compile(
    r"(?i)licen[cs]|certifi|zertifi|\bpermit|\bpermis\b|führerschein|approbation|patente\b|rijbewijs|carteira|habilitação"
)
