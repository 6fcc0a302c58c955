"""Fixed wording of letters in German: formal address, and a greeting that supposes no gender."""

from dataclasses import replace

from rolecall.prepare.letters.phrases import Phrases, Tone

_PLAIN = Phrases(
    subject="Bewerbung: {title}",
    greeting="Sehr geehrtes Team von {company},",
    greeting_contact="Guten Tag {contact},",
    opening="hiermit bewerbe ich mich auf die Stelle „{title}“ bei {company}.",
    in_short="Kurz zu mir: {sentence}",
    quote="In Ihrer Ausschreibung steht: „{quote}“ Mich interessiert, was diese Stelle dazu beiträgt.",
    asked="Aus Ihrer Ausschreibung bringe ich {names} mit.",
    shown="Wo und wie ich das eingesetzt habe, zeigen diese Stationen:",
    shown_alone="Die folgenden Punkte stammen aus meiner bisherigen Arbeit:",
    now="Als {position} bei {employer} ({span}): {did}.",
    at="Als {position} bei {employer} ({span}): {did}.",
    at_once="Als {position} bei {employer}: {did}.",
    at_alone="Als {position} ({span}): {did}.",
    project="Im Projekt {project}: {did}.",
    more=("Ebenfalls dort: {did}.", "Außerdem: {did}."),
    also="Außerdem bringe ich mit: {names}.",
    studied="Mein Studium: {area} ({degree}), {institution}.",
    trained="Meine Ausbildung: {study}, {institution}.",
    speaks="Meine Sprachen: {names}.",
    certified="Zu meinen Zertifikaten gehören: {names}.",
    enclosed="Meinen Lebenslauf finden Sie in der Anlage.",
    ask="Wenn Sie zu einem dieser Punkte mehr wissen möchten, fragen Sie bitte nach.",
    talk="Gern spreche ich mit Ihnen darüber, was in dieser Stelle zuerst ansteht und wie ich dabei helfen kann.",
    reach="Sie erreichen mich unter {contact}.",
    either="oder",
    thanks="Vielen Dank für Ihre Zeit.",
    regards="Mit freundlichen Grüßen",
    am=("Ich bin {sentence}",),
    courtesies=(
        "Sehr geehrte Damen und Herren,", "Guten Tag,", "Sehr geehrtes Team,", "Mit besten Grüßen", "Beste Grüße",
        "Freundliche Grüße", "Ich freue mich auf Ihre Antwort.", "Über eine Einladung zum Gespräch freue ich mich.",
    ),
)  # fmt: skip

PHRASES = {
    Tone.PLAIN: _PLAIN,
    Tone.WARM: replace(
        _PLAIN,
        greeting="Guten Tag, liebes Team von {company},",
        opening="gern möchte ich als „{title}“ bei {company} mitarbeiten.",
        in_short="Ein paar Worte zu mir: {sentence}",
        quote="Sie schreiben: „{quote}“ Darüber würde ich gern mehr von Ihnen hören, und auch, "
        "was diese Stelle dazu beiträgt.",
        asked="Sie suchen {names}, und genau da kann ich helfen.",
        shown="Hier habe ich damit gearbeitet:",
        shown_alone="Daran habe ich bisher gearbeitet:",
        also="Dazu kommen: {names}.",
        speaks="In diesen Sprachen können wir uns verständigen: {names}.",
        certified="Unterwegs habe ich diese Zertifikate erworben: {names}.",
        enclosed="Alles Weitere finden Sie in meinem Lebenslauf, der beiliegt.",
        ask="Wenn Sie auf einen dieser Punkte neugierig sind, fragen Sie einfach; ich erzähle gern mehr.",
        talk="Ich freue mich, wenn wir ins Gespräch kommen: über das Team, die ersten Monate und darüber, "
        "wo ich am meisten helfen kann.",
        reach="Am besten erreichen Sie mich unter {contact}.",
        thanks="Danke, dass Sie sich die Zeit für meine Bewerbung nehmen.",
        regards="Herzliche Grüße",
    ),
    Tone.FORMAL: replace(
        _PLAIN,
        subject="Bewerbung um die Stelle „{title}“",
        greeting="Sehr geehrtes Recruiting-Team von {company},",
        opening="hiermit bewerbe ich mich um die von Ihnen ausgeschriebene Stelle „{title}“ bei {company}.",
        in_short="Zu meiner Person: {sentence}",
        quote="In Ihrer Ausschreibung heißt es: „{quote}“ Gern wüsste ich, welchen Beitrag diese Stelle dazu leistet.",
        asked="Von den genannten Anforderungen erfülle ich insbesondere: {names}.",
        shown="Die folgenden Stationen belegen, wo ich diese Kenntnisse eingesetzt habe:",
        shown_alone="Die folgenden Punkte geben einen Überblick über meinen Werdegang:",
        also="Darüber hinaus verfüge ich über Kenntnisse in: {names}.",
        certified="Folgende Zertifikate kann ich vorlegen: {names}.",
        speaks="Meine Sprachkenntnisse: {names}.",
        enclosed="Meinen Lebenslauf füge ich diesem Schreiben bei.",
        ask="Für Rückfragen zu einzelnen Punkten stehe ich Ihnen gern zur Verfügung.",
        talk="Über die Gelegenheit, mich Ihnen in einem persönlichen Gespräch vorzustellen, freue ich mich.",
        thanks="Für die Prüfung meiner Unterlagen danke ich Ihnen.",
    ),
}
