"""Fixed wording of letters in Italian, addressing the company as `voi`."""

from dataclasses import replace

from rolecall.prepare.letters.phrases import Phrases, Tone

_PLAIN = Phrases(
    subject="Candidatura: {title}",
    greeting="Gentile team di {company},",
    greeting_contact="Gentile {contact},",
    opening="vi presento la mia candidatura per la posizione «{title}» presso {company}.",
    in_short="In breve: {sentence}",
    quote="Nel vostro annuncio si legge: «{quote}» Vorrei sapere in che modo questa posizione vi contribuisce.",
    asked="Di ciò che chiede il vostro annuncio, posso offrire: {names}.",
    shown="I seguenti punti del mio percorso mostrano dove e come:",
    shown_alone="I seguenti punti sono tratti dal mio percorso:",
    now="Come {position} presso {employer} ({span}), {did}.",
    at="Come {position} presso {employer} ({span}), {did}.",
    at_once="Come {position} presso {employer}, {did}.",
    at_alone="Come {position} ({span}), {did}.",
    project="Per il progetto {project}, {did}.",
    more=("Nello stesso ruolo, {did}.", "Inoltre, {did}."),
    also="Porto inoltre: {names}.",
    studied="I miei studi: {area} ({degree}), {institution}.",
    trained="La mia formazione: {study}, {institution}.",
    speaks="Le mie lingue: {names}.",
    certified="I miei certificati: {names}.",
    enclosed="In allegato trovate il mio curriculum.",
    ask="Se desiderate sapere di più su uno di questi punti, chiedete pure.",
    talk="Mi farebbe piacere parlare con voi delle priorità di questo ruolo e di come potrei essere d’aiuto.",
    reach="Potete contattarmi qui: {contact}.",
    either="o",
    thanks="Vi ringrazio per il vostro tempo.",
    regards="Cordiali saluti,",
    courtesies=(
        "Alla cortese attenzione dell’ufficio del personale,", "Buongiorno,", "Distinti saluti,", "Un cordiale saluto,",
        "Resto a disposizione per un colloquio.", "Resto in attesa di un vostro riscontro.",
    ),
)  # fmt: skip

PHRASES = {
    Tone.PLAIN: _PLAIN,
    Tone.WARM: replace(
        _PLAIN,
        greeting="Buongiorno a tutto il team di {company},",
        greeting_contact="Buongiorno {contact},",
        opening="mi piacerebbe entrare in {company} nella posizione «{title}».",
        in_short="Qualche parola su di me: {sentence}",
        quote="Scrivete: «{quote}» Mi piacerebbe saperne di più, e capire quale parte vi abbia questa posizione.",
        asked="Ciò che cercate e ciò che faccio si incontrano qui: {names}.",
        shown="Ecco dove l’ho messo in pratica:",
        shown_alone="Ecco a che cosa ho lavorato:",
        also="A questo si aggiungono: {names}.",
        speaks="Possiamo intenderci in queste lingue: {names}.",
        certified="Lungo il percorso ho ottenuto: {names}.",
        enclosed="Nel mio curriculum, in allegato, trovate i dettagli.",
        ask="Se qualcosa vi incuriosisce, chiedete pure; ve ne parlerò volentieri.",
        talk="Sarei felice di parlare con voi del team, dei primi mesi e di dove potrei essere più d’aiuto.",
        reach="Potete contattarmi in qualsiasi momento qui: {contact}.",
        thanks="Grazie per il tempo dedicato alla lettura.",
        regards="Un caro saluto,",
    ),
    Tone.FORMAL: replace(
        _PLAIN,
        subject="Candidatura per la posizione «{title}»",
        greeting="Spettabile {company},",
        greeting_contact="Alla cortese attenzione di {contact},",
        opening="con la presente desidero sottoporvi la mia candidatura per la posizione «{title}» presso {company}.",
        in_short="A titolo di presentazione: {sentence}",
        quote="Nel vostro annuncio si afferma: «{quote}» Desidererei conoscere il contributo di questa "
        "posizione a tale "
        "scopo.",
        asked="Dei requisiti indicati nel vostro annuncio, possiedo i seguenti: {names}.",
        shown="I seguenti punti del mio percorso ne danno conto:",
        shown_alone="Riporto di seguito alcuni punti del mio percorso professionale:",
        also="Dispongo inoltre di conoscenze in: {names}.",
        certified="Sono in possesso dei seguenti certificati: {names}.",
        enclosed="Allego alla presente il mio curriculum.",
        ask="Resto a disposizione per ogni ulteriore informazione su questi punti.",
        talk="Mi auguro di potervi illustrare il mio percorso nel corso di un colloquio.",
        thanks="Vi ringrazio per la cortese attenzione.",
        regards="Distinti saluti,",
    ),
}
