"""The fixed wording of the papers, by language: headings, months, and the sentences of the letter with their slots.

Every word of a package that is neither the candidate's nor the posting's title or company stands in this file.
Slots are in braces. A phrase is built so that any title, employer or fragment fits its slot without inflection.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True, slots=True)
class Wording:
    """Fixed wording in one language."""

    summary: str
    skills: str
    work: str
    projects: str
    education: str
    certificates: str
    languages: str
    grade: str

    months: str
    """The twelve names, with spaces between."""
    short_months: str
    present: str
    day: str
    conjunction: str

    subject: str
    greeting: str
    opening: str
    in_short: str
    asked: str
    shown: str
    shown_alone: str
    also: str
    studied: str
    trained: str
    """Like `studied`, for what is no academic degree: a trade, a school."""
    speaks: str
    certified: str
    enclosed: str
    honest: str
    ask: str
    talk: str
    reach: str
    either: str
    thanks: str
    regards: str

    def fragments(self) -> frozenset[str]:
        """Every stretch of fixed wording between slots."""
        found: set[str] = set()
        for field in fields(self):
            found.update(part for part in re.split(r"\{\w+\}", getattr(self, field.name)) if part.strip())
        return frozenset(found)

    def on(self, day: date, *, american: bool = False) -> str:
        """A day as the head of a letter has it: `22 November 2026`, in American English `November 22, 2026`."""
        form = "{month} {day}, {year}" if american and self is WORDINGS["en"] else self.day
        return form.format(day=day.day, month=self.months.split()[day.month - 1], year=day.year)

    def span(self, start: str | None, end: str | None, *, open_ended: bool = True) -> str:
        """`Mar 2022 – Present` from ISO 8601 dates, as precise as they are; anything that is not ISO 8601 stands as it
        is.
        """
        first, last = self._date(start), self._date(end)
        if first and not last and open_ended:
            last = self.present
        return f"{first} – {last}" if first and last and first != last else first or last

    def _date(self, iso: str | None) -> str:
        found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-\d{2})?)?", (iso or "").strip())
        if not found:
            return (iso or "").strip()
        month = int(found[2] or 0)
        names = self.short_months.split()
        return f"{names[month - 1]} {found[1]}" if 1 <= month <= len(names) else found[1]

    def listed(self, names: tuple[str, ...]) -> str:
        """`Python, SQL and Go`."""
        *others, last = names
        return f"{', '.join(others)} {self.conjunction} {last}" if others else last


def wording(language: str | None) -> Wording:
    """The wording of a language; English where there is none."""
    return WORDINGS.get(language or "en", WORDINGS["en"])


def study_name(degree: str | None, area: str | None) -> str:
    """Degree and subject with no word of ours between: `MSc Statistics`, `Bachelor of Science, Statistics`."""
    between = ", " if len((degree or "").split()) > 1 else " "
    return between.join(part for part in (degree, area) if part)


def unsaid(span: str, names: str) -> str:
    """A date to stand beside names: nothing when the names say it (`Dean's List 2024`)."""
    said = re.search(rf"(?<![\w.,]){re.escape(span)}(?![\w]|[.,]\d)", names) if span else None
    return "" if said else span


WORDINGS: dict[str, Wording] = {
    "en": Wording(
        summary="Profile",
        skills="Skills",
        work="Experience",
        projects="Projects",
        education="Education",
        certificates="Certificates",
        languages="Languages",
        grade="Grade",
        months="January February March April May June July August September October November December",
        short_months="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        present="Present",
        day="{day} {month} {year}",
        conjunction="and",
        subject="Application: {title}",
        greeting="Dear {company} hiring team,",
        opening="I am applying for the position of {title} at {company}.",
        in_short="In short: {sentence}",
        asked="Of what your posting asks for, I can offer {names}.",
        shown="The following points from my work show where and how:",
        shown_alone="The following points are from my work:",
        also="I also bring {names}.",
        studied="I studied {area} ({degree}) at {institution}.",
        trained="My training: {study}, {institution}.",
        speaks="My languages are {names}.",
        certified="My certificates include {names}.",
        enclosed="My résumé is enclosed, with the employers and dates behind each point.",
        honest="I have kept this letter to things I have done myself, so that you can judge the fit for yourselves.",
        ask="If something that matters to you is missing here, please ask; I will gladly answer.",
        talk="I would be glad to talk with you about what this role needs first and how I could help.",
        reach="You can reach me at {contact}.",
        either="or",
        thanks="Thank you for your time.",
        regards="Kind regards,",
    ),
    "de": Wording(
        summary="Profil",
        skills="Kenntnisse",
        work="Berufserfahrung",
        projects="Projekte",
        education="Ausbildung",
        certificates="Zertifikate",
        languages="Sprachen",
        grade="Note",
        months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        short_months="Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
        present="heute",
        day="{day}. {month} {year}",
        conjunction="und",
        subject="Bewerbung: {title}",
        greeting="Sehr geehrtes Team von {company},",
        opening="hiermit bewerbe ich mich auf die Stelle „{title}“ bei {company}.",
        in_short="Kurz zu mir: {sentence}",
        asked="Von dem, was Sie in der Ausschreibung nennen, bringe ich mit: {names}.",
        shown="Wo und wie ich das eingesetzt habe, zeigen diese Stationen:",
        shown_alone="Die folgenden Punkte stammen aus meiner bisherigen Arbeit:",
        also="Außerdem bringe ich mit: {names}.",
        studied="Mein Studium: {area} ({degree}), {institution}.",
        trained="Meine Ausbildung: {study}, {institution}.",
        speaks="Meine Sprachen: {names}.",
        certified="Zu meinen Zertifikaten gehören: {names}.",
        enclosed="Meinen Lebenslauf mit Arbeitgebern und Daten zu jedem Punkt finden Sie in der Anlage.",
        honest="Ich beschränke mich hier auf das, was ich selbst gemacht habe, damit Sie selbst urteilen können.",
        ask="Sollte Ihnen hier etwas Wichtiges fehlen, fragen Sie bitte nach; ich antworte gern.",
        talk="Gern spreche ich mit Ihnen darüber, was in dieser Stelle zuerst ansteht und wie ich dabei helfen kann.",
        reach="Sie erreichen mich unter {contact}.",
        either="oder",
        thanks="Vielen Dank für Ihre Zeit.",
        regards="Mit freundlichen Grüßen",
    ),
    "fr": Wording(
        summary="Profil",
        skills="Compétences",
        work="Expérience professionnelle",
        projects="Projets",
        education="Formation",
        certificates="Certifications",
        languages="Langues",
        grade="Note",
        months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        short_months="janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc.",
        present="aujourd’hui",
        day="{day} {month} {year}",
        conjunction="et",
        subject="Candidature : {title}",
        greeting="Madame, Monsieur,",
        opening="Je vous adresse ma candidature au poste de « {title} » chez {company}.",
        in_short="En bref : {sentence}",
        asked="Parmi ce que demande votre annonce, je peux apporter : {names}.",
        shown="Les points suivants de mon parcours montrent où et comment :",
        shown_alone="Voici, tels qu’ils figurent dans mon CV, des points tirés de mon parcours :",
        also="J’apporte également : {names}.",
        studied="Mes études : {area} ({degree}), {institution}.",
        trained="Ma formation : {study}, {institution}.",
        speaks="Mes langues : {names}.",
        certified="Mes certifications : {names}.",
        enclosed="Vous trouverez ci-joint mon CV, avec les employeurs et les dates de chaque point.",
        honest="Cette lettre s’en tient à ce que j’ai réalisé moi-même, afin que vous puissiez en juger.",
        ask="S’il vous manque ici un élément important, n’hésitez pas à me le demander ; j’y répondrai volontiers.",
        talk="Je me réjouis d’échanger avec vous sur les priorités de ce poste et sur l’aide que je pourrais apporter.",
        reach="Vous pouvez me joindre ici : {contact}.",
        either="ou",
        thanks="Je vous remercie de votre attention.",
        regards="Cordialement,",
    ),
    "es": Wording(
        summary="Perfil",
        skills="Competencias",
        work="Experiencia",
        projects="Proyectos",
        education="Formación",
        certificates="Certificados",
        languages="Idiomas",
        grade="Nota",
        months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        short_months="ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.",
        present="actualidad",
        day="{day} de {month} de {year}",
        conjunction="y",
        subject="Candidatura: {title}",
        greeting="Estimado equipo de {company}:",
        opening="Me dirijo a ustedes para presentar mi candidatura al puesto «{title}» en {company}.",
        in_short="En resumen: {sentence}",
        asked="De lo que pide su oferta, puedo aportar: {names}.",
        shown="Los siguientes puntos de mi trayectoria muestran dónde y cómo:",
        shown_alone="Los siguientes puntos son de mi trayectoria:",
        also="También aporto: {names}.",
        studied="Mis estudios: {area} ({degree}), {institution}.",
        trained="Mi formación: {study}, {institution}.",
        speaks="Mis idiomas: {names}.",
        certified="Mis certificados: {names}.",
        enclosed="Adjunto mi currículum, con las empresas y las fechas de cada punto.",
        honest="En esta carta me limito a lo que he hecho personalmente, para que puedan valorarlo por sí mismos.",
        ask="Si echan en falta algo importante, no duden en preguntarme; responderé con gusto.",
        talk="Me gustaría hablar con ustedes sobre las prioridades de este puesto y sobre cómo podría ayudar.",
        reach="Pueden contactarme en {contact}.",
        either="o",
        thanks="Gracias por su tiempo.",
        regards="Un cordial saludo,",
    ),
    "pt": Wording(
        summary="Perfil",
        skills="Competências",
        work="Experiência",
        projects="Projetos",
        education="Formação",
        certificates="Certificados",
        languages="Idiomas",
        grade="Nota",
        months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        short_months="jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
        present="atual",
        day="{day} de {month} de {year}",
        conjunction="e",
        subject="Candidatura: {title}",
        greeting="Prezada equipe de {company},",
        opening="Apresento a minha candidatura à vaga “{title}” em {company}.",
        in_short="Em resumo: {sentence}",
        asked="Do que pede o seu anúncio, posso oferecer: {names}.",
        shown="Os seguintes pontos do meu percurso mostram onde e como:",
        shown_alone="Os seguintes pontos são do meu percurso:",
        also="Trago também: {names}.",
        studied="Os meus estudos: {area} ({degree}), {institution}.",
        trained="A minha formação: {study}, {institution}.",
        speaks="Os meus idiomas: {names}.",
        certified="Os meus certificados: {names}.",
        enclosed="Em anexo segue o meu currículo, com as empresas e as datas de cada ponto.",
        honest="Nesta carta limito-me ao que realizei pessoalmente, para que possam avaliar por si.",
        ask="Se faltar aqui algo importante, não hesitem em perguntar; responderei com todo o gosto.",
        talk="Teria muito gosto em conversar sobre as prioridades desta vaga e sobre como eu poderia ajudar.",
        reach="Podem contactar-me em {contact}.",
        either="ou",
        thanks="Agradeço o seu tempo.",
        regards="Com os melhores cumprimentos,",
    ),
    "it": Wording(
        summary="Profilo",
        skills="Competenze",
        work="Esperienza",
        projects="Progetti",
        education="Formazione",
        certificates="Certificati",
        languages="Lingue",
        grade="Voto",
        months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        short_months="gen. feb. mar. apr. mag. giu. lug. ago. set. ott. nov. dic.",
        present="oggi",
        day="{day} {month} {year}",
        conjunction="e",
        subject="Candidatura: {title}",
        greeting="Gentile team di {company},",
        opening="vi presento la mia candidatura per la posizione «{title}» presso {company}.",
        in_short="In breve: {sentence}",
        asked="Di ciò che chiede il vostro annuncio, posso offrire: {names}.",
        shown="I seguenti punti del mio percorso mostrano dove e come:",
        shown_alone="I seguenti punti sono tratti dal mio percorso:",
        also="Porto inoltre: {names}.",
        studied="I miei studi: {area} ({degree}), {institution}.",
        trained="La mia formazione: {study}, {institution}.",
        speaks="Le mie lingue: {names}.",
        certified="I miei certificati: {names}.",
        enclosed="In allegato trovate il mio curriculum, con i datori di lavoro e le date di ogni punto.",
        honest="In questa lettera mi limito a ciò che ho fatto personalmente, perché possiate giudicare voi stessi.",
        ask="Se qui manca qualcosa di importante per voi, chiedete pure; risponderò volentieri.",
        talk="Mi farebbe piacere parlare con voi delle priorità di questo ruolo e di come potrei essere d’aiuto.",
        reach="Potete contattarmi qui: {contact}.",
        either="o",
        thanks="Vi ringrazio per il vostro tempo.",
        regards="Cordiali saluti,",
    ),
    "nl": Wording(
        summary="Profiel",
        skills="Vaardigheden",
        work="Werkervaring",
        projects="Projecten",
        education="Opleiding",
        certificates="Certificaten",
        languages="Talen",
        grade="Cijfer",
        months="januari februari maart april mei juni juli augustus september oktober november december",
        short_months="jan. feb. mrt. apr. mei juni juli aug. sept. okt. nov. dec.",
        present="heden",
        day="{day} {month} {year}",
        conjunction="en",
        subject="Sollicitatie: {title}",
        greeting="Geacht team van {company},",
        opening="Hierbij solliciteer ik naar de functie “{title}” bij {company}.",
        in_short="In het kort: {sentence}",
        asked="Van wat uw vacature vraagt, breng ik mee: {names}.",
        shown="De volgende punten uit mijn werk laten zien waar en hoe:",
        shown_alone="De volgende punten komen uit mijn werk:",
        also="Daarnaast breng ik mee: {names}.",
        studied="Mijn studie: {area} ({degree}), {institution}.",
        trained="Mijn opleiding: {study}, {institution}.",
        speaks="Mijn talen: {names}.",
        certified="Mijn certificaten: {names}.",
        enclosed="Bijgevoegd vindt u mijn cv, met de werkgevers en de data bij elk punt.",
        honest="Ik beperk mij in deze brief tot wat ik zelf heb gedaan, zodat u het zelf kunt beoordelen.",
        ask="Mist u hier iets dat voor u belangrijk is, vraag het gerust; ik antwoord graag.",
        talk="Ik ga graag met u in gesprek over wat deze functie het eerst nodig heeft en hoe ik kan helpen.",
        reach="U kunt mij bereiken via {contact}.",
        either="of",
        thanks="Dank voor uw tijd.",
        regards="Met vriendelijke groet,",
    ),
}
