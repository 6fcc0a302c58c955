"""The words by which claims show, in the seven languages of the letters. A trailing `*` stands for any ending.

Each line is one meaning: a text may use any word of a line where a fact uses any other word of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_ACTIONS = """
lead: lead leads led leading manage manages managed managing oversee* oversaw supervis* leit* geleitet führte geführt führung dirig* encadr* manag* lider* chefi* gestion* gestão gestión gerir geri geriu gestit* guid* geleid leidde leid* leiding* aanstur* aangestuurd beheer*
head: head heads headed heading spearhead* helm* command*
direct: direct directs directed directing
chair: chair chairs chaired chairing vorsitz* présid* presid* voorgezeten voorzat
coordinate: coordinat* co-ordinat* koordin* coordon* coordin* orchestrat*
found: founded founding cofound* co-found* gründe* gegründet mitgegründet fonda fondé* cofond* fundó fundé fundei fundou fondato fondai opgericht oprichtte
own: own owns owned owning ownership verantwort* responsab* accountab*
invent: invent* erfand erfunden uitgevonden
patent: patent* brevet*
architect: architect architects architected architecting
design: design* redesign* entwarf entworfen konzipier* conçu* concevoir diseñ* projet* progett* ontwerp* ontworpen ontwierp conceptuali*
win: win wins won winning gewann gewonnen gewinn* gagn* remport* gané ganó ganh* vins* vinto vincita award* ausgezeichn* récompens* premi* bekroond
teach: train trains trained mentor mentors mentored mentoring coach* taught teach* instruct* tutor* schul* geschult ausgebildet unterricht* form* capacit* treina* treinei addestr* opgeleid begeleid* onboard*
hire: hire hires hired hiring recruit* eingestellt rekrut* embauch* recrut* contrat* assunt* aangenomen staffed
launch: launch* lanc* lanz* gelauncht lancé*
introduce: introduc* establish* institut* initiat* einführ* eingeführt etabl* instaur* implant* ingevoerd
negotiate: negotiat* verhandel* négoci* negoci* negoz* onderhandel*
sell: sell sells sold selling closed verkauf* vend* verkocht
pioneer: pioneer* revolutioni* transform*
promote: promoted befördert promu promue ascend* promoss* bevorderd
publish: publish* veröffentlich* publi* pubblic* gepubliceerd
present: present presented presents presenting keynot* präsentier* présent* gepresenteerd
audit: audit*
approve: approv* authori* sign-off genehmig* approuv* aprob* aprov*
turnaround: rescu* saved turned-around
double: doubl* verdoppel* dobl* duplic* duplic* raddoppi* dobr* verdubbel*
triple: tripl* treble* verdreifach* verdrievoudig*
quadruple: quadrupl* vervierfach*
halve: halv* halbier* dimezz* gehalveerd
up: increas* grew grow grows growing grown growth rais* boost* expand* scal* maximi* steiger* gesteigert erhöh* vergrößer* augment* accru* aument* incrément* increment* accresc* verhoog* vergroot groei* uitgebreid
down: reduc* cut cuts cutting decreas* lower* shrink* shrank slash* trim* minimi* drop* diminish* gesenkt senk* reduzier* verring* gekürzt rédui* réduc* reduj* reduz* riduz* ridur* diminu* baiss* dismin* recort* baj* ridott* ridu* abbass* verlaag* verminder* gereduceerd
better: improv* enhanc* optimi* streamlin* refin* strengthen* verbesser* optimier* amélior* mejor* melhor* miglior* ottimizz* verbeter* geoptimaliseerd
fast: faster accelerat* speed* sped quicker* beschleunig* schneller accélér* aceler* acceler* versnel* sneller
save: save saves saved saving savings einspar* eingespart économis* ahorr* poup* economiz* risparmi* bespaar* bespar*
cause: result resulted resulting results thereby thus hence consequently causing caused enabling enabled drove driving dadurch sodass wodurch entraîn* permett* grâce resultando resultó logrando ocasion* causando portando waardoor resulte*
"""
"""What one did. `lead: …`."""

_RANKS = """
senior: senior sr seniors sénior senior-level
lead: lead
principal: principal
staff: staff
chief: chief
head: head leiter leiterin hoofd
director: director directors directeur directrice direktor direktorin diretor diretora direttore direttrice directora
manager: manager managers managerin gestionnaire gerente gestor gestora
president: president vice-president vp svp evp präsident président presidente
officer: officer ceo cto cfo coo cio cmo cpo ciso
supervisor: supervisor supervisors superviseur supervisora foreman vorarbeiter polier caposquadra capataz
executive: executive geschäftsführer geschäftsführerin gérant
founder: founder cofounder co-founder gründer mitgründer fondateur fundador fondatore oprichter
owner: owner inhaber propriétaire dueño proprietario eigenaar
partner: partner associé socio
responsible: responsable responsabile verantwortlicher chef jefe jefa
architect: architect architekt architekte arquitecto arquiteto architetto
professor: professor prof professeur professore profesor hoogleraar
expert: expert experte esperto experto
"""

_LOW_RANKS = """
junior: junior jr graduate entry-level débutant
intern: intern internship interns trainee placement praktikant praktikantin praktikum werkstudent werkstudentin stagiaire stage becario becaria estagiári* tirocin* stagista pasante aprendiz
assistant: assistant assistants assistent* asistente assistente
associate: associate
apprentice: apprentice* auszubildende* azubi apprenti* alternan* apprendist* leerling
deputy: deputy stellvertret* adjoint* suplente vice-leiter
student: student studentische étudiant* estudiante studente
acting: acting interim intérim kommissarisch
volunteer: volunteer* ehrenamt* bénévol* voluntari* volontari* vrijwillig*
"""

_HEDGES = """
help: help helps helped helping assist* aid* support supported supporting supports contribut* particip* involved shadow* unterstütz* mitgeholfen half mitgewirkt mitarbeit* beteilig* aidé aider aidai contribué assisté ayud* apoy* colabor* ajud* apoi* collabor* aiut* contribu* supporto geholpen hielp ondersteun* meegewerkt bijgedragen meegeholpen
member: member mitglied membre miembro membro lid
learn: learn learning learns learned learnt studying pursuing expected beginner* basic basics elementary familiar* exposure introductory rudimentary lerne lernen grundkenntnisse anfänger* apprend* bases débutant notions aprend* básic* nociones iniciante noções impar* elementare basis leren beginnend
try: try tried trying attempt* aim* intend* propos* versuch* essay* intent* tent* geprobeerd
partly: partly partially some somewhat sometimes occasional* teilweise partiellement parcial* parzial* gedeeltelijk
"""

_NEGATIONS = """
not no never without neither nor none nobody cannot hardly barely lack lacks lacking nicht kein keine keinen keiner
keines keinem ohne nie niemals pas sans aucun aucune jamais sin nunca ningún ninguna não sem nenhum nenhuma non senza
mai nessun nessuna niet geen zonder nooit don't didn't doesn't haven't isn't wasn't won't couldn't unable
"""

_PRAISE = """
best: best miglior beste bester bestes besten meilleur* mejor mejores melhor melhores migliore migliori
first: first erste erster erstes ersten premier première primer primero primera primeiro primeira primo prima eerste
only: only einzige* einziger seul seule único única unico unica enige sole solely
top: top leading führend* führende leader líder leading-edge toonaangevend* premier
award: award-winning prize-winning preisgekrönt
worldclass: world-class world-leading weltklasse best-in-class cutting-edge state-of-the-art
record: record-breaking record-setting unprecedented unmatched unparalleled unrivalled unrivaled
outstanding: outstanding exceptional* extraordinary remarkable stellar excellent excellence hervorragend* ausgezeichnete* excelente* eccellent* uitstekend* exceptionnel* excepcional* eccezional*
expert: expert experts expertise guru ninja rockstar wizard authority visionary mastery mastered experte expertin experto experta esperto esperta spécialiste thought-leader renowned famous acclaimed celebrated bekannt* renommé* reconocid* rinomat* gerenommeerd*
extensive: extensive* deep deeply in-depth profound thorough comprehensive vast wide-ranging umfassend* tiefgehend* fundiert* approfondi* ampli* profund* approfondit* uitgebreide diepgaand*
advanced: advanced proficien* fluently skilled seasoned accomplished strong proven highly masterful versiert erfahren* avanzad* avançad* avanzat* gevorderd* fortgeschritten*
perfect: perfect* flawless* impeccabl* faultless error-free perfekt* fehlerfrei* parfait* impecabl* perfett* foutloos
unique: unique uniquely einzigartig* unic* uniek*
significant: significant* dramatic* massive* massively substantial* drastic* tremendous* huge hugely vastly considerab* enormous* erheblich* deutlich* considérabl* significativ* drástic* drastisch* aanzienlijk* sensibil* notevol*
highest: highest largest biggest fastest greatest strongest smartest most größte* höchste* schnellste* meiste* plus-grand grootste hoogste snelste
single: single-handed* alone independently autonom* eigenständig* selbstständig* alleinverantwortlich
global: global* worldwide international* nationwide national* company-wide organisation-wide organization-wide enterprise-wide industry-wide weltweit* bundesweit* mondial* mundial* nacional* nazional* wereldwijd* landelijk*
endtoend: end-to-end full-scale entire entirely whole complete completely every all always each constantly consistently gesamte* alle allen immer jede* sämtliche* tout tous toutes toujours chaque todo todos toda todas siempre cada sempre tutto tutti tutte ogni altijd hele
senior: senior-level c-level board-level executive-level
critical: mission-critical business-critical flagship
"""

_QUANTITIES = """
several: several multiple various numerous many countless myriad mehrere viele zahlreiche plusieurs nombreux nombreuses varios varias muchos muchas numerosos vários várias muitos muitas numerosi molti molte diversi verschillende veel talrijke
dozens: dozens dutzende dutzenden dizaines douzaines docenas decenas dezenas dúzias decine dozzine tientallen
hundreds: hundreds hunderte hunderten centaines cientos centenares centenas centinaia honderden
thousands: thousands tausende tausenden milliers miles milhares migliaia duizenden
millions: millions millionen millones milhões milioni miljoenen
billions: billions milliarden milliards
decades: decade decades jahrzehnt jahrzehnte jahrzehnten décennie décennies década décadas decennio decenni decennia
third: drittel zweidrittel viertel dreiviertel
half: half hälfte moitié mitad metade metà helft
twice: twice twofold doppelt deux-fois zweimal
majority: majority mehrheit majorité mayoría maioria maggioranza meerderheid
"""

_CREDENTIALS = """
certificate: certif* zertifi* gecertificeerd certificaat
license: licens* licence* lizen* patent* approb* habilit* licenc* licenz* vergunning
chartered: chartered
accredited: accredit* akkreditier* accrédit* acredit*
qualified: qualified qualifizier*
clearance: clearance sicherheitsüberprüf*
citizen: citizen citizenship staatsbürger* staatsangehörig* ciudadanía cidadania cittadinanza
"""

_DEGREES = """
bachelor: bachelorstud* bachelorabschl* bachelor bachelors bachelor's bsc bs ba beng btech bba bsn bcom bfa baccalaureate licenciatura licenciado licenciada grado laurea triennale bacharel bacharelado kandidat undergraduate
master: masterstud* masterabschl* master masters master's msc ms ma meng mtech mba mpa mph llm mres magister máster maestría mestrado mestre magistrale postgraduate
doctor: doktortitel doktorarbeit phd dphil doctorate doctoral doctor dr doktor promoviert promovierte doctorat docteur doctorado doutorado doutor dottorato promotie gepromoveerd md jd edd
diploma: diplom diploma diplôme diplomi* staatsexamen
associate: associate's
mba: mba
honours: honours honors laude distinction valedictorian magna summa auszeichnung mention matrícula
"""

_PARAPHRASE = """
build: build builds built building create creat* develop* implement* make makes made making write writes wrote written writing produc* construct* program* code coded deliver* ship ships shipped shipping engineered set assembl* craft* put baute gebaut entwick* erstell* schrieb geschrieben umgesetzt cré* dévelop* réalis* rédig* mis constru* desarroll* cre* escrib* escrev* desenvolv* sviluppa* realizz* scri* costru* bouw* gebouwd ontwikkel* gemaakt maakte schreef geschreven
use: use uses used using utiliz* utilis* apply applied employ employed leverag* with nutz* genutzt einsatz eingesetzt verwend* utilis* emple* usand* usato gebruik*
move: move moves moved moving migrat* transfer* port ported switch* shift* transition* umgestellt migrier* überführ* verlegt déplac* migr* traslad* spost* verhuis* gemigreerd
keep: keep keeps kept keeping maintain* maintenance run runs ran running operat* look looked pflege* gepflegt betreu* betrieb entreten* manten* mantener onderhoud* onderhield
organise: organis* organiz* arrang* plan plans planned planning run ran host hosted veranstalt* geplant planif*
check: test tests tested testing check* verif* validat* review* inspect* examin* prüf* geprüft getestet
analyse: analys* analyz* evaluat* assess* examin* investigat* stud* untersuch* ausgewert* evalu*
handle: handl* process* deal deals dealt answer* respond* resolv* serve* serving bearbeit* beantwort* trait* répond* atend* gestion* behandel*
care: care cares cared caring look looked looking treat* nurs* tend* betreu* gepflegt versorg* soign* cuid* verzorg*
give: give gives gave given giving provid* administer* administr* offer* deliver* verabreich* donn* ofrec*
record: record* document* log logged enter* dokument* consign* registr*
fix: fix* repair* solve* solving correct* resolv* debug* troubleshoot* behoben repar* corrig*
work: work* serv* employed job role position tätig arbeit* gearbeitet travaill* trabaj* trabalh* lavor* werk* gewerkt
colleague: colleague* coworker* staff member* people person* employee* personnel workforce crew kolleg* mitarbeit* personen person leute collègue* personne* persona* colega* pessoa* collegh* persone collega* medewerker* mensen
customer: customer* client* kund*
firm: company compan* firm* organis* organiz* business employer* unternehmen firma betrieb entreprise société empresa azienda bedrijf
weekly: weekly week weeks per-week
monthly: monthly month months
yearly: yearly annual* annually year years
daily: daily day days
speed: time times latency duration delay*
reach: reach* achiev* attain* accomplish* obtain* receiv* earn* complet* finish* graduat* hold holds held got erreich* erhalten abgeschlossen abschluss obten* obtuv* ottenut* conseg* behaald
study: stud* read attend* degree learn* studier* studium étud* curs* frequent*
join: join* start* began begin* begann angefangen rejoint ingress* entr*
speak: speak* spoke spoken fluent* language* spreche* sprache* parl* habl* fal* taal spreek*
cooperate: collaborat* cooperat* together partner partnered work* alongside zusammen* ensemble juntos samen*
explain: explain* describ* show* demonstrat* illustrat*
part: part parts component* portion share* section*
problem: problem* issue* fault* bug* defect* incident* error*
"""

_LIGHT = """
a an the this that these those and or but of to in on at by for from with into onto over under between among within
during through per via as is are was were be been being am have has had having do does did done it its i me my mine we
our ours us he she they them their his her who whom which what when where while how why there here then than so such
also too more very just both either if up out off about around near across after before since until till because
though although including include includes included e.g i.e etc well within daily regularly mainly primarily currently
present today now role position job responsible responsibility responsibilities duty duties task tasks main key
experience experienced years year yr yrs months month weeks week days day hours hour time knowledge skill skills able
ability background field area areas career professional work works working worked team teams people person group
project projects various new own part use used using other others one ones see where-by can could will would shall
should may might must like based related focus focused focusing level total number amount
der die das den dem des ein eine einen einem einer eines und oder aber von vom zu zum zur im in ins an am auf aus bei
beim für mit nach über unter vor zwischen durch als wie ist sind war waren wird wurde wurden werden habe hat hatte
haben ich wir sie er es mein meine meinem meinen unser sein seine ihr ihre dabei dort sowie auch seit bis während um
pro je was wo da nun jahr jahre jahren monat monate erfahrung kenntnisse aufgabe aufgaben team rund etwa dass man
le la les un une des du de d l et ou mais à au aux en dans sur sous par pour avec chez entre comme est sont était été
ai as a avons ont je j' nous il elle ils mon ma mes notre nos son sa ses ce cette ces qui que dont où depuis jusqu'à
jusque pendant lors an ans année années mois expérience équipe environ
el la los las un una unos unas de del y e o u a al en con por para sobre entre desde hasta como es son era fue fueron
he ha han hemos yo me mi mis nuestro su sus que quien cual donde durante año años mes meses experiencia equipo unos
o os as um uma uns umas do da dos das no na nos nas e ou ao aos à às em com por pelo pela para sobre entre desde até
como é são era foi fui foram eu meu minha meus minhas nosso seu sua que quem onde durante ano anos mês meses equipe
experiência equipa tenho
il lo la i gli le un uno una di del dello della dei degli delle e ed o a al allo alla ai agli alle in nel nella nei
con su sul sulla per da dal dalla tra fra come è sono era stato stata ho ha abbiamo io mio mia miei mie nostro suo sua
che chi cui dove durante anno anni mese mesi esperienza squadra fino circa
de het een en of maar van voor met op in aan bij uit naar door over onder tussen tot tijdens als is zijn was waren
werd werden heb heeft hebben had ik wij we mijn ons onze hun die dat wie wat waar sinds per jaar jaren maand maanden
ervaring team om te ongeveer
tengo tiene tenemos tengo tem temos j'ai berufserfahrung werkervaring professional professionnelle professionnel
profesional profissional professionale beruflich beruflicher
"""

_WISHES = """
would will could might hope look looking forward love happy glad excited eager keen interested wish want
please welcome thank thanks grateful pleased delighted you your yours appreciate enthusiastic motivated convinced motivates fascinates dear sincerely regards i'd i'll
würde möchte freue gerne gern ihnen ihr ihre ihrem ihren ihrer hoffe danke dank könnte wünsche
voudrais aimerais serais souhaite espère vous votre vos merci heureux heureuse enchanté
gustaría quisiera espero gracias usted ustedes encantado
gostaria espero obrigado obrigada você
vorrei spero grazie lei voi vostra vostro piacere
graag zou hoop u uw dank jullie
"""

COUNTED = frozenset(
    [
        "teams",
        "projects",
        "areas",
        "fields",
        "positions",
        "roles",
        "jobs",
        "groups",
        "tasks",
        "équipes",
        "equipos",
        "equipes",
        "squadre",
        "teams",
    ]
)
"""Light words that are a thing when a number stands before them."""
OVER = frozenset(
    [
        "over",
        "above",
        "exceeding",
        "plus",
        "über",
        "mehr",
        "más",
        "más-de",
        "mais",
        "oltre",
        "più",
        "meer",
        "ruim",
        "plus-de",
    ]
)
UNDER = frozenset(
    [
        "nearly",
        "almost",
        "under",
        "below",
        "fewer",
        "less",
        "fast",
        "beinahe",
        "knapp",
        "presque",
        "casi",
        "quase",
        "quasi",
        "bijna",
        "moins",
    ]
)


def _table(*texts: str) -> dict[str, list[tuple[str, str]]]:
    """Meaning by word, and by beginning of words under their first three letters."""
    found: dict[str, list[tuple[str, str]]] = {}
    for text in texts:
        for line in text.strip().splitlines():
            name, _, listed = line.partition(":")
            # Words of a text are case folded too, and fold `ß` to `ss`.
            for word in listed.casefold().split():
                key = word if not word.endswith("*") else word[:3]
                found.setdefault(key, []).append((word, name))
    return found


ACTION, RANK, LOW_RANK, HEDGE, PRAISE, QUANTITY, CREDENTIAL, DEGREE, PARAPHRASE = (
    _table(text)
    for text in (
        _ACTIONS,
        _RANKS,
        _LOW_RANKS,
        _HEDGES,
        _PRAISE,
        _QUANTITIES,
        _CREDENTIALS,
        _DEGREES,
        _PARAPHRASE,
    )
)
NEGATIONS = frozenset(_NEGATIONS.split())
LIGHT = frozenset(_LIGHT.split())
WISHES = frozenset(_WISHES.split())

BETTER = {"better": frozenset({"up", "down", "fast", "halve", "double", "save"}), "fast": frozenset({"down", "halve"})}
"""A weaker word for what a stronger one says: who cut the time has improved it."""


def meanings(word: str, table: dict[str, list[tuple[str, str]]]) -> frozenset[str]:
    """The lines of a table that a word (case folded) stands in."""
    return _meanings(word, id(table))


@lru_cache(maxsize=50_000)
def _meanings(word: str, which: int) -> frozenset[str]:
    table = _BY_ID[which]
    found = {name for listed, name in table.get(word, ()) if listed == word}
    for listed, name in table.get(word[:3], ()):
        if listed.endswith("*") and word.startswith(listed[:-1]):
            found.add(name)
    return frozenset(found)


_BY_ID = {
    id(table): table for table in (ACTION, RANK, LOW_RANK, HEDGE, PRAISE, QUANTITY, CREDENTIAL, DEGREE, PARAPHRASE)
}

_TONGUES = """
english englisch anglais inglés inglês inglese engels
german deutsch allemand alemán alemão tedesco duits
french französisch français francés francês francese frans
spanish spanisch espagnol español espanhol spagnolo spaans
portuguese portugiesisch portugais portugués português portoghese portugees
italian italienisch italien italiano italiaans
dutch niederländisch néerlandais neerlandés holandês olandese nederlands
russian russisch russe ruso russo
chinese chinesisch chinois chino chinês cinese chinees
mandarin mandarín mandarim mandarino
japanese japanisch japonais japonés japonês giapponese japans
korean koreanisch coréen coreano koreaans
arabic arabisch arabe árabe arabo
hindi
turkish türkisch turc turco turks
polish polnisch polonais polaco polonês polacco pools
ukrainian ukrainisch ukrainien ucraniano ucraino oekraïens
czech tschechisch tchèque checo ceco tsjechisch
swedish schwedisch suédois sueco svedese zweeds
norwegian norwegisch norvégien noruego norvegese noors
danish dänisch danois danés danese deens
finnish finnisch finnois finés finlandese fins
greek griechisch grec griego grego greco grieks
hebrew hebräisch hébreu hebreo ebraico hebreeuws
romanian rumänisch roumain rumano romeno roemeens
hungarian ungarisch hongrois húngaro ungherese hongaars
vietnamese vietnamesisch vietnamien vietnamita
"""
TONGUES = {word: line.split()[0] for line in _TONGUES.strip().splitlines() for word in line.split()}
TONGUES |= {name: name for name in ("bengali", "urdu", "tamil", "telugu", "catalan", "tagalog", "cantonese", "swahili")}

_LEVELS = """
1: a1 beginner basic elementary grundkenntnisse anfänger débutant básico básica base basis beginner
2: a2 pre-intermediate
3: b1 intermediate conversational mittelstufe intermédiaire intermedio intermediário intermedio gemiddeld
4: b2 upper-intermediate working good gut gute courant-b2 bon bueno bom buono goed
5: c1 advanced professional fluent fluently fließend verhandlungssicher courant couramment fluido fluidez fluente fluentemente vloeiend avanzado avançado avanzato proficient full
6: c2 near-native mastery
7: native mother-tongue bilingual muttersprache muttersprachlich maternelle nativo nativa materna madrelingua moedertaal tweetalig bilingue bilingüe
"""
LEVELS = {
    word: int(line.partition(":")[0])
    for line in reversed(_LEVELS.strip().splitlines())
    for word in line.partition(":")[2].casefold().split()
}


def all_words(tables: Iterable[dict[str, list[tuple[str, str]]]]) -> frozenset[str]:
    """Every whole word of some tables."""
    return frozenset(word for table in tables for group in table.values() for word, _ in group if word[-1] != "*")
