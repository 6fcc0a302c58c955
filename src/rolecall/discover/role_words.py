"""What words of titles and departments say of a job's function. Keys as `gazetteer.key` leaves them: no accents, no case.

`JOBS` name what somebody is; `AREAS` name a field, and count where no word of the first kind stands. Several words come
before one. A word with `*` at its end also begins longer ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

FUNCTIONS = (
    "engineering", "data", "design", "product", "project management", "marketing", "sales", "customer success", "support",
    "finance", "people", "legal", "operations", "logistics", "it", "security", "research", "healthcare", "education",
    "consulting", "manufacturing", "construction", "retail", "hospitality", "administration", "media",
)  # fmt: skip
"""Every function a posting may have."""

JOBS: Mapping[str, str] = {
    "engineering": (
        "engineer|engineers|engineering manager|developer|developers|programmer|software engineering|software developer|software development|software architect|devops|sre|swe|sde|"
        "site reliability|full stack|front end developer|back end developer|qa engineer|test engineer|quality assurance engineer|sdet|tester|web developer|tech lead|technical lead|"
        "member of technical staff|systems engineering|electrical engineering|mechanical engineering|hardware|firmware|embedded|asic|fpga|rtl|"
        "entwickler|entwicklerin|softwareentwickler*|ingenieur*|softwareingenieur*|programmierer*|developpeur*|developpeuse|ingeniero|ingeniera|desarrollador*|programador*|engenheiro|engenheira|desenvolvedor*|"
        "sviluppatore|sviluppatrice|ingegnere|ontwikkelaar|programmeur|programista|inzynier|utvecklare|udvikler|cloud architect|solution architect|technical architect|enterprise architect|software architect|security architect|systems architect|network architect|platform architect|infrastructure architect|ai architect|"
        "robotics|scrum master|software|developpement|mechanical|electrical"
    ),
    "data": (
        "data scientist|data science|data engineer|data engineering|data analyst|data analytics|data architect|analytics engineer|machine learning engineer|machine learning scientist|ml engineer|ai engineer|"
        "machine learning|business intelligence|bi developer|bi engineer|bi analyst|data modeler|statistician|quantitative analyst|decision scientist|product analyst|insights analyst|analytics manager|"
        "data platform engineer|data manager|data specialist|database engineer|datenanalyst*|datenwissenschaft*|data wissenschaft*|analista de datos|analista de dados|ingeniero de datos|engenheiro de dados|data labeler|data annotator"
    ),
    "design": (
        "designer|designers|product designer|product design|ux designer|ui designer|ux researcher|user experience|graphic designer|industrial designer|interior designer|ux writer|content designer|illustrator|"
        "animator|3d artist|artist|art director|creative director|design manager|design director|gestalter*|grafiker*|disenador*|graphiste|designer ux|projektant*"
    ),
    "product": (
        "product manager|product owner|product management|product lead|head of product|product director|director of product|vp product|product operations|chief product|product strategist|produktmanager*|chef de produit|gerente de producto|gerente de produto|"
        "director product management|technical product manager|product marketing engineer"
    ),
    "project management": (
        "project manager|program manager|programme manager|project coordinator|project management|program management|technical program manager|delivery manager|project lead|program lead|pmo|projektleiter*|projektmanager*|"
        "chef de projet|cheffe de projet|gerente de proyecto|jefe de proyecto|jefa de proyecto|gerente de projeto|projectleider|kierownik projektu|program coordinator|program director|project director|project controls|project engineer manager"
    ),
    "marketing": (
        "marketer|marketing manager|product marketing|product marketing manager|growth marketing|content marketing|brand manager|seo|sem|social media|social media manager|copywriter|public relations|demand generation|"
        "communications manager|brand strategist|marketing analyst|field marketing|community manager|growth manager|event manager|events manager|paid media|crm manager|media buyer|media planner|publicist|influencer|marketing operations|"
        "communications specialist|communications director|creative strategist|referent marketing|growth hacker|digital marketing|email marketing|performance marketing"
    ),
    "sales": (
        "account executive|account manager|sales engineer|solutions engineer|solution engineer|presales|pre sales|sales representative|sales manager|sales director|business development|bdr|sdr|sales development|account director|"
        "salesperson|seller|inside sales|solutions consultant|solution consultant|solutions architect|sales operations|sales associate manager|key account|partnerships|partner manager|territory manager|revenue operations|deal desk|"
        "sales enablement|partner sales|client partner|sales specialist|sales executive|telesales|vertriebs*|aussendienst*|verkaufer*|kundenberater*|commerciale|technico commercial|ejecutivo comercial|executivo comercial|vendedor*|ventas|vendas|"
        "accountmanager|handlowiec|przedstawiciel handlowy|saljare|leasing consultant|realtor|real estate agent|insurance agent|gtm|channel manager|alliances|customer acquisition|acquisition manager|kam|revops|consultor comercial|executivo de contas|ejecutivo de cuentas|executive de contas|account development"
    ),
    "customer success": (
        "customer success|customer success manager|client success|csm|onboarding specialist|implementation manager|implementation specialist|implementation consultant|customer experience manager|renewals manager|customer onboarding|technical account manager|"
        "client services manager|client service|customer engagement manager|engagement manager|relationship manager|client manager|client account manager|community success"
    ),
    "support": (
        "support engineer|support specialist|customer support|technical support|customer service|support agent|support analyst|support representative|help desk|helpdesk|service desk|contact center|call center|customer care|customer advocate|client support|"
        "customer experience|support manager|product support|application support|kundenservice|kundendienst|kundenbetreuer*|service client|conseiller clientele|atencion al cliente|atendimento|klantenservice|obsluga klienta|member services|customer representative|desktop support"
    ),
    "finance": (
        "accountant|accounting|controller|bookkeeper|auditor|audit|financial analyst|finance manager|treasury|tax|payroll|fp&a|actuary|actuarial|underwriter|underwriting|billing|accounts payable|accounts receivable|investment analyst|trader|quant|banker|"
        "teller|loan officer|credit analyst|financial advisor|financial planner|wealth|portfolio manager|risk analyst|collections|collector|buchhalter*|steuerberater*|steuerfach*|comptable|controleur de gestion|contable|contador*|contabil*|ragioniere|boekhouder|"
        "ksiegow*|finanzbuchhalter*|lohnbuchhalter*|finanz*|claims adjuster|claims|investor relations|investment banking|investment associate|mortgage|pricing analyst|economist|revenue accountant|fund accountant|cfo|quantitative trader|quantitative researcher"
    ),
    "people": (
        "recruiter|recruiting|recruitment|talent acquisition|talent partner|people partner|people operations|hr business partner|human resources|hrbp|sourcer|people manager|compensation analyst|total rewards|talent manager|employer branding|people experience|"
        "hr manager|hr generalist|hr specialist|learning and development|personalreferent*|personalsachbearbeiter*|rh|recursos humanos|rekruter*|benefits manager|benefits specialist|employee relations|hris|diversity|workplace experience|personalberater*"
    ),
    "legal": (
        "attorney|lawyer|counsel|paralegal|legal|compliance officer|compliance analyst|compliance manager|compliance specialist|compliance|contract manager|contracts manager|contracts administrator|jurist*|rechtsanwalt*|anwalt*|juriste|avocat*|abogad*|advogad*|avvocat*|"
        "privacy|regulatory affairs|general counsel|patent agent|notary|solicitor|regulatory|litigation"
    ),
    "operations": (
        "operations manager|operations associate|operations analyst|business operations|operations specialist|operations coordinator|operations director|operations lead|chief of staff|strategy and operations|biz ops|bizops|business analyst|business manager|"
        "general manager|store operations|facilities|facilities manager|property manager|property management|procurement|sourcing manager|buyer|purchaser|purchasing|einkaufer*|category manager|vendor manager|acheteur|comprador*|operations supervisor|strategic operations|"
        "trust and safety|fraud analyst|quality manager|quality specialist|process improvement|site manager|workplace manager|dispatcher|content moderator|geschaftsfuhrer*|chief operating officer|operations support|strategy manager|corporate strategy|strategist"
    ),
    "logistics": (
        "warehouse|driver|truck driver|delivery driver|logistics|supply chain|fulfillment|forklift|courier|picker|packer|material handler|shipping|inventory|demand planner|supply planner|transportation|fleet|lagerist*|lager*|fahrer*|kraftfahrer*|"
        "logistik*|logistique|chauffeur|magasinier|cariste|conductor|repartidor*|mozo de almacen|motorista|magazynier|kierowca|freight|pilot|flight attendant|stower|receiving|inventory control"
    ),
    "it": (
        "it support|it specialist|it manager|system administrator|systems administrator|network engineer|network administrator|database administrator|dba|sysadmin|it technician|it administrator|it analyst|it engineer|information technology|it director|salesforce administrator|"
        "systems analyst|business systems analyst|erp|sap|sap consultant|data center technician|infrastructure engineer|netsuite|workday analyst|systemadministrator*|fachinformatiker*|administrateur systeme|administrador de sistemas|it systems engineer|it operations|it support engineer|it project manager|"
        "cio|telecommunications|desktop engineer|it business analyst|servicenow|salesforce developer"
    ),
    "security": (
        "security engineer|security analyst|security architect|information security|cyber security|cybersecurity|infosec|penetration tester|threat|soc analyst|security operations|application security|product security|cloud security|ciso|security researcher|"
        "security specialist|security manager|incident response|it security|red team|iam engineer|grc|it sicherheit|vulnerability|detection engineer|security consultant|security program manager"
    ),
    "research": (
        "scientist|scientists|researcher|research|research scientist|research engineer|research associate|postdoc*|chemist|biologist|physicist|research assistant|lab technician|laboratory|lab manager|bioinformatics|computational biology|wissenschaftlich*|chercheur*|investigador*|pesquisador*|"
        "ricercatore|geologist|microbiologist|research fellow|applied scientist|clinical research|clinical trial|clinical trials|epidemiologist|r&d"
    ),
    "healthcare": (
        "nurse|nursing|physician|dermatolog*|cardiolog*|neurolog*|allergist|dietician|gynecolog*|urolog*|oncolog*|anesthesiolog*|patholog*|pediatric*|advanced practice provider|pharmacy technician|veterinary technician|dental technician|surgical technician|medical technician|patient care technician|behavioral technician|doctor|surgeon|therapist|psychologist|psychiatrist|pharmacist|dentist|dental|hygienist|caregiver|paramedic|radiologist|radiology|medical assistant|physician assistant|nurse practitioner|rn|lpn|cna|clinician|clinical|veterinarian|veterinary|"
        "optometrist|dietitian|nutritionist|midwife|phlebotomist|behavioral|counselor|social worker|case manager|care manager|care coordinator|home health|medical director|medical science liaison|pharmacy|patient|therapy|physiotherap*|speech language pathologist|bcba|rbt|behavior technician|"
        "pflege*|krankenpfleger*|krankenschwester|arzt|arztin|altenpfleger*|infirmier*|aide soignant*|medecin|enfermer*|medico|medica|infermier*|verpleeg*|pielegniarka|lekarz|sozialarbeiter*|sozialpadagog*|hospice|surgical|sonographer|respiratory"
    ),
    "education": (
        "teacher|tutor|professor|lecturer|instructor|faculty|school|principal teacher|academic|curriculum|teaching|educator|trainer|coach|librarian|dean|lehrer*|erzieher*|dozent*|enseignant*|professeur*|formateur*|maestro|maestra|profesor*|educador*|insegnante|docent|docente|nauczyciel|"
        "instructional|paraprofessional|child care|childcare|nanny|preschool|nursery|early childhood|instructional designer|admissions|student success|school counselor|technical trainer"
    ),
    "consulting": "consultant|consulting|management consultant|berater|beraterin|unternehmensberater*|consultor*|consulente|konsultant*|conseil|advisory|strategy consultant|business consultant|implementation partner|adviser|advisor",
    "manufacturing": (
        "machinist|welder|assembler|assembly|manufacturing|production operator|machine operator|mechanic|electrician|machine builder|auto painter|automotive painter|auto body|autobody|fabricator|cnc|quality inspector|quality technician|process technician|field technician|field service|millwright|tooling|detailer|prepper|process operator|"
        "mechatroniker*|industriemechaniker*|schlosser*|elektriker*|schweisser*|zerspanungs*|produktionsmitarbeiter*|monteur*|techniker*|technicien*|operario*|tecnico|tecnica|operador*|soldador*|mecanico|operaio|tecnico di produzione|operator produkcji|mechanik|spawacz|plant manager|auto technician|combo tech|lube"
    ),
    "construction": (
        "carpenter|plumber|construction|superintendent|estimator|foreman|roofer|surveyor|civil engineer|landscape architect|licensed architect|registered architect|landscape|hvac|concrete|heavy equipment|bauleiter*|maurer*|bauingenieur*|architekt*|conducteur de travaux|macon|albanil|arquitect*|pedreiro|geometra|site engineer|building|painter|solar installer|installer|permit coordinator"
    ),
    "retail": (
        "cashier|store manager|store associate|retail|merchandiser|merchandising|sales associate|stylist|shop assistant|assistant store manager|stocker|stock associate|visual merchandiser|store|barber|boutique|key holder|keyholder|vendeur*|verkaufsmitarbeiter*|kassierer*|filialleiter*|dependienta|dependiente|cajero*|"
        "commesso|commessa|verkoopmedewerker|sprzedawca|kasjer|client advisor|beauty advisor|budtender|brand ambassador|jeweler|optician|esthetician|cosmetologist"
    ),
    "hospitality": (
        "chef|cook|waiter|waitress|server|barista|bartender|housekeeper|housekeeping|hotel|restaurant|front desk agent|guest service|guest services|kitchen|baker|dishwasher|host|hostess|food service|catering|sous chef|line cook|food and beverage|koch|kochin|kellner*|barkeeper|hotelfach*|cuisinier*|serveur*|serveuse|cocinero*|"
        "camarer*|cozinheir*|cuoco|cameriere|kok|kucharz|kelner|crew member|concierge|janitor|custodian|cleaner|reinigungskraft|lifeguard|personal trainer|fitness|security guard|security officer|valet|groundskeeper|butcher"
    ),
    "administration": (
        "administrative assistant|executive assistant|office manager|receptionist|office coordinator|personal assistant|secretary|office administrator|administrative coordinator|clerk|data entry|assistant administratif|assistante administrative|administrativ*|sekretar*|burokauf*|sachbearbeiter*|assistenz|teamassistenz|"
        "recepcionista|secretari*|auxiliar administrativ*|administrateur|impiegat*|secretaresse|receptioniste|asystent*|front office|office assistant|virtual assistant|administrative"
    ),
    "media": "editor|journalist|writer|reporter|producer|videographer|photographer|video editor|content creator|content writer|technical writer|content manager|content strategist|content specialist|translator|interpreter|localization|redakteur*|redacteur*|redactor*|journaliste|periodista|jornalista|traductor*|traducteur*|ubersetzer*|broadcast|anchor|podcast|redaktor*|tlumacz|editorial",
}
"""Function → what people are called who do it."""

AREAS: Mapping[str, str] = {
    "engineering": "engineering|technology|tech|platform|infrastructure|cloud|backend|frontend|mobile|ios|android|qa|quality assurance|architecture|entwicklung|technik|technique|tecnologia|ingenieria|engenharia|ontwikkeling|automation",
    "data": "data|analytics|ai|artificial intelligence|ml|insights|daten|datos|dados|deep learning|nlp|computer vision|llm",
    "design": "design|ux|ui|creative|brand design|art|animation|vfx",
    "product": "product|produkt|produit|producto|produto",
    "project management": "project|program|projects|programs|delivery|projekt|projet|proyecto|projeto|portfolio",
    "marketing": "marketing|brand|conference|communications|growth|advertising|comms|community|events|pr|kommunikation|communication|comunicacion|mercadeo|marketing and communications|campaign",
    "sales": "sales|commercial|comercial|leasing|go to market|revenue|vertrieb|verkauf|vente|ventes|verkoop|sprzedaz|forsaljning|sales and marketing|partner|account|accounts|business development and sales|client solutions",
    "customer success": "customer|client|customers|implementation|onboarding|renewals",
    "support": "support|service|services",
    "finance": "finance|financial|investment|investments|credit|banking|capital markets|lending|finanzen|finanz|finances|finanzas|financas|finanza|financien|finanse|insurance|risk|equity|payments|procure to pay|trading|fund|private equity",
    "people": "people|hr|human capital|talent|culture|personal|personnel|rrhh|workforce|benefits|payroll and hr",
    "legal": "law|recht|juridique|contracts|policy|government affairs|public policy",
    "operations": "operations|ops|sourcing|country manager|area manager|strategy|betrieb|operaciones|operacoes|exploitation|operazioni|business|bereich|administration and operations|quality|safety|ehs|real estate|workplace|sustainability|fraud",
    "logistics": "distribution|delivery operations|transport|aviation|shipping and receiving|materials",
    "it": "it|information systems|systems|network|informatik|informatique|informatica|sistemas",
    "security": "security|cyber|sicherheit",
    "research": "science|sciences|biology|chemistry|lab|forschung|recherche|investigacion|pesquisa|ricerca|preclinical|biostatistics|genomics|discovery|r and d",
    "healthcare": "medical|health|healthcare|care|medicine|hospital|clinic|wellness|mental health|oncology|surgery|primary care|gesundheit|sante|salud|saude|sanita",
    "education": "education|learning|training|students|student|bildung|ausbildung|formation|educacion|educacao|academy|teachers|schools",
    "consulting": "beratung|advice|professional services",
    "manufacturing": "technician|operator|production|maintenance|inspector|automotive|auto|lot attendant|factory|plant|machining|fertigung|produktion|werk|fabrication|produccion|producao|produzione|productie|instandhaltung",
    "construction": "bau|chantier|obra|cantiere|bouw|budowa|civil|structural",
    "retail": "stores|e commerce|ecommerce|einzelhandel|filiale|magasin|tienda|loja|negozio|winkel|sklep",
    "hospitality": "hospitality|food|guest|bar|gastronomie|restauration|hosteleria|cleaning|events and catering|travel",
    "administration": "office|admin|secretariat|verwaltung|administracion|administracao|reception",
    "media": "content|video|film|news|publishing|writing|production and editing",
}
"""Function → the field, where nothing says what somebody is."""

PARTS_OF_WORDS: Mapping[str, str] = {
    "data": "データ|데이터|数据",
    "engineering": "エンジニア|開発|엔지니어|개발|工程师|开发|מהנדס|מפתח|разработчик|инженер",
    "design": "デザイナー|디자이너|디자인|设计|מעצב|дизайнер",
    "marketing": "マーケティング|마케팅|市场|שיווק|маркетинг",
    "sales": "営業|アカウントマネージャー|アカウントエグゼクティブ|セールス|영업|销售|מכירות|продаж",
    "customer success": "カスタマーサクセス|고객 성공",
    "support": "サポート|고객지원|客服|שירות לקוחות|תמיכה",
    "finance": "経理|財務|회계|재무|财务|会计|חשב|הנהלת חשבונות|בנקאי|бухгалтер",
    "people": "人事|採用|인사|채용 담당|招聘|משאבי אנוש|גיוס",
    "legal": "法務|법무|法务|עורך דין|יועץ משפטי|юрист",
    "logistics": "物流|倉庫|물류|배송|仓库|מחסנאי|נהג|логист|водитель",
    "healthcare": "看護|医師|간호|의사|护士|医生|אחות|רופא|медсестра|врач",
    "education": "教師|講師|교사|강사|教师|老师|מורה|גננת|учитель",
    "operations": "運営|운영|运营|תפעול",
    "administration": "事務|秘書|비서|行政|מזכיר|אדמיניסטר|секретарь",
    "product": "プロダクトマネージャー|제품|产品|מנהל מוצר",
}
"""Function → what stands in titles of languages that are written without blanks, or with words that run together."""

RANKS: Mapping[str, str] = {
    "intern": (
        "intern|interns|internship|internships|praktik*|pflichtpraktik*|werkstudent*|working student|working students|stagiaire|stagiaires|stage|stagista|tirocin*|trainee|trainees|traineeship|"
        "apprentice|apprentices|apprenticeship|azubi*|auszubildende*|ausbildung|alternan*|apprenti|apprentie|apprentis|becario|becaria|practicas|practicante|practicantes|pasante|estagi*|staz|stazysta|stazystka|praktykant*|co op|co ops|coop|duales studium|"
        "dual student|student worker|student assistant|student job|מתמחה|סטודנט*|インターン*|인턴*|实习*"
    ),
    "vice president": "vp|svp|evp|avp|fvp|vice president|vice presidente|vice presidents",
    "chief": (
        "chief|ceo|cto|cfo|coo|cmo|cio|cpo|cro|ciso|chro|cpto|geschaftsfuhr*|directeur general|directrice generale|director general|amministratore delegato|vorstand*|founder|cofounder|president|מנכל|סמנכל"
    ),
    "director": "director|directors|directeur|directrice|direktor*|directora|diretor|diretora|direttor*|direttrice|dyrektor*",
    "head": (
        "head|abteilungsleit*|bereichsleit*|hauptabteilungsleit*|fachleit*|werksleit*|niederlassungsleit*|filialleit*|schulleit*|kitaleit*|leiter|leiterin|leitung|jefe|jefa|jefatura|chef de service|chef de departement|responsabile|hoofd"
    ),
    "manager": "manager|managers|mgr|gerente|gestionnaire|superintendent|kierownik*|kierowniczka|chef de magasin|מנהל|מנהלת|マネージャー|매니저",
    "principal": "principal|distinguished",
    "staff": "staff",
    "lead": (
        "lead|leads|leader|leaders|teamlead*|teamleit*|supervisor|supervisors|supervisora|foreman|vorarbeiter*|schichtleit*|chef d'equipe|capataz|encargado|encargada|lider|capoturno|capo turno|brygadzista|ראש צוות|リーダー|리더"
    ),
    "senior": "senior|seniors|sr|snr|erfahrene*|experimente|experimentee|starszy|starsza|iii|בכיר*|シニア|시니어",
    "mid": "mid|midlevel|intermediate|confirme|confirmee|pleno|semi senior|ssr|medior|ii",
    "junior": "junior|juniors|jr|jnr|debutant|debutante|mlodszy|mlodsza|berufseinsteiger*|berufsanfanger*|גוניור|ジュニア|주니어",
    "entry": "entry level|entry|early career|einsteiger*|ohne berufserfahrung|i",
    "graduate": "graduate|graduates|new grad|new grads|grad|grads|absolvent*|jeune diplome|jeunes diplomes|recien graduado|neolaureato|新卒|신입",
}
"""Level → the words for it, from what decides to what gives way. `*` stands for any ending."""

GENDER = re.compile(
    r"\((?:[ao]|e|in|r|se|euse|trice|n)\)|[/:*_]-?in(?:nen)?\b|/-?(?:a|o|e|euse|trice|frau)\b", re.IGNORECASE
)
"""`Consultor(a)`, `Entwickler:in`, `Vendeur/euse`."""
ASSISTS = re.compile(
    r"\b(?P<who>(?:assistants?|advis[eo]r|secretary|aide|chief of staff|partner|support|referent\w*|assistenz)"
    r"(?: to| of| for| der| des| de la| de|, office of))\b.*|\breporting (?:in)?to\b.*|\boffice of the\b.*",
)
"""`Executive Assistant to the CEO`: the rank behind the words is somebody else's."""
NO_RANK = re.compile(
    r"\b(?:(?:technical|teaching|clinical|nursing|medical|support|wait|bar|bank) staff|chief of staff(?:\W+(?:to |for )?(?:the )?c[efimopt]o)?|field c[ti]o|c[efimopt]o (?:office|in residence)"
    r"|staff (?:accountant|nurse|attorney|writer|pharmacist|physician|therapist|rn|auditor|assistant|chaplain)"
    r"|leads? (?:gen\b|generation|management|qualification|nurtur\w+|conversion|acquisition|time)"
    r"|interns? (?:program(?:me)?s?(?: managers?)?|coordinator|recruit\w*)|internships? (?:program(?:me)?s?(?: managers?)?|coordinator|manager|recruit\w*)"
    r"|graduate (?:school|admissions|medical|studies)|mid (?:market|atlantic|west|stage|cap|corporate)|entry (?:control|gate|door)"
    r"|stage (?:manager|hand|technician|designer|\d)|(?:early|late|growth|seed|mid) stage|master craftsman|staff(?:ing)? augmentation"
    r"|principal (?:investigator|broker|secretary)|head (?:count|hunter)|senior (?:living|care|services)"
    r"|for seniors?|junior (?:high|school|college)|[a-z]{1,3} ?& ?i|i ?& ?[a-z]{1,3}|product owner)\b"
)
"""Words that name a rank elsewhere."""
MANAGES_A_THING = re.compile(
    r"\b(?:product|project|program|programme|account|accounts|success|case|care|community|relationship"
    r"|delivery|property|category|social media|portfolio|territory|engagement|brand|campaign|events?|release|change|incident|vendor"
    r"|contracts?|asset|partner|partnerships?|channel|client|proposal|bid|content|crm|scrum|proyecto|proyectos|projeto|projekt"
    r"|data|knowledge|implementation|onboarding|renewals?|alliances?|influencer|product marketing|field marketing|growth|deal|fund) ?"
    r"(?:managers?|mgr)\b|\b(?:product|project|projekt|produkt|account|key account|category|community)manager(?:in)?\b"
    r"|\bgerente de (?:projetos?|proyectos?|produtos?|productos?|contas|cuentas)\b"
)
"""Managers of something other than people: the word is part of the job's name."""
GRADE = re.compile(r"(?<=[a-z)] )(?:i{1,2}|iii)(?= ?(?:$|[-,(/–—|:;]|or\b))")
"""A Roman number counts as a grade at the end of a part."""
