"""Fixed wording of letters in French. No phrase puts `de` or `l’` before a slot, so nothing needs eliding."""

from dataclasses import replace

from rolecall.prepare.letters.phrases import Phrases, Tone

_PLAIN = Phrases(
    subject="Candidature : {title}",
    greeting="Madame, Monsieur,",
    greeting_contact="Bonjour {contact},",
    opening="Je vous adresse ma candidature au poste « {title} » chez {company}.",
    in_short="En bref : {sentence}",
    quote="Votre annonce dit : « {quote} » J’aimerais savoir comment ce poste y contribue.",
    asked="Parmi ce que demande votre annonce, je peux apporter : {names}.",
    shown="Les points suivants de mon parcours montrent où et comment :",
    shown_alone="Voici quelques points tirés de mon parcours :",
    now="Dans mes fonctions chez {employer} ({position}, {span}), {did}.",
    at="Dans mes fonctions chez {employer} ({position}, {span}), {did}.",
    at_once="Dans mes fonctions chez {employer} ({position}), {did}.",
    at_alone="Dans mes fonctions ({position}, {span}), {did}.",
    project="Pour le projet {project}, {did}.",
    more=("Au même endroit, {did}.", "Par ailleurs, {did}."),
    also="J’apporte également : {names}.",
    studied="Mes études : {area} ({degree}), {institution}.",
    trained="Ma formation : {study}, {institution}.",
    speaks="Mes langues : {names}.",
    certified="Mes certifications : {names}.",
    enclosed="Vous trouverez mon CV ci-joint.",
    ask="Si vous souhaitez en savoir plus sur l’un de ces points, n’hésitez pas à me le demander.",
    talk="J’aimerais échanger avec vous sur les priorités de ce poste et sur l’aide que je pourrais apporter.",
    reach="Vous pouvez me joindre ici : {contact}.",
    either="ou",
    thanks="Je vous remercie de votre attention.",
    regards="Cordialement,",
    am=("Je suis {sentence}",),
    courtesies=(
        "Bonjour,", "Bien cordialement,", "Sincères salutations,", "Dans l’attente de votre réponse,",
        "Je me tiens à votre disposition pour un entretien.",
    ),
)  # fmt: skip

PHRASES = {
    Tone.PLAIN: _PLAIN,
    Tone.WARM: replace(
        _PLAIN,
        greeting="Bonjour à toute l’équipe,",
        opening="J’aimerais rejoindre {company} au poste « {title} ».",
        in_short="Quelques mots sur moi : {sentence}",
        quote="Vous écrivez : « {quote} » J’aurais plaisir à en parler avec vous, et à comprendre la part qu’y "
        "prend ce "
        "poste.",
        asked="Vous cherchez {names}, et c’est là que je peux vous aider.",
        shown="Voici où je l’ai mis en pratique :",
        shown_alone="Voici ce sur quoi j’ai travaillé :",
        also="À cela s’ajoutent : {names}.",
        speaks="Nous pourrons échanger dans ces langues : {names}.",
        certified="En chemin, j’ai obtenu : {names}.",
        enclosed="Mon CV, ci-joint, vous en dira davantage.",
        ask="Si l’un de ces points éveille votre curiosité, je vous en parlerai volontiers.",
        talk="J’aurais grand plaisir à vous rencontrer pour parler de l’équipe, des premiers mois et de ce que je "
        "pourrais apporter.",
        reach="Vous pouvez me joindre à tout moment : {contact}.",
        thanks="Merci d’avoir pris le temps de me lire.",
        regards="Bien cordialement,",
    ),
    Tone.FORMAL: replace(
        _PLAIN,
        subject="Candidature au poste « {title} »",
        greeting_contact="Madame, Monsieur,",
        opening="J’ai l’honneur de vous présenter ma candidature au poste « {title} » au sein de votre entreprise "
        "{company}.",
        in_short="Pour me présenter en quelques mots : {sentence}",
        quote="Il est écrit dans votre annonce : « {quote} » Je souhaiterais connaître la contribution de ce "
        "poste à cet "
        "objectif.",
        asked="Parmi les exigences de votre annonce, je réponds aux suivantes : {names}.",
        shown="Les étapes suivantes de mon parcours en témoignent :",
        shown_alone="Permettez-moi de citer ces éléments de mon parcours :",
        also="Je dispose en outre de connaissances dans les domaines suivants : {names}.",
        certified="Je suis titulaire des certifications suivantes : {names}.",
        enclosed="Vous voudrez bien trouver ci-joint mon curriculum vitæ.",
        ask="Je me tiens à votre disposition pour tout renseignement complémentaire sur ces points.",
        talk="Je souhaiterais vous exposer mon parcours de vive voix, au cours d’un entretien à votre convenance.",
        thanks="Je vous remercie de l’attention que vous porterez à ma candidature.",
        regards="Je vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées.",
    ),
}
