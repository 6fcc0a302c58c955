/** The résumé as rows that can be read and corrected one by one, each under its JSON pointer. */
import type { Profile, Resume, Source } from "@/api/shapes";

export interface Field {
  pointer: string;
  label: string;
  value: string;
  /** A paragraph rather than a line. */
  long?: boolean;
  /** A list of words, shown with commas between. */
  list?: boolean;
  /** What an empty one means; "not found" unless said. */
  empty?: string;
}

export interface Entry {
  title: string;
  fields: Field[];
}

export interface Section {
  heading: string;
  entries: Entry[];
}

type Value = string | number | null | undefined | readonly string[];

/** Every part of the résumé that has something in it, and the contact fields in any case. */
export function sectionsOf(resume: Resume): Section[] {
  const basics = resume.basics ?? {};
  const sections: Section[] = [
    {
      heading: "Name and contact",
      entries: [
        {
          title: "",
          fields: [
            field("/basics/name", "Name", basics.name),
            field("/basics/label", "Headline", basics.label),
            field("/basics/email", "E-mail", basics.email),
            field("/basics/phone", "Phone", basics.phone),
            field("/basics/location/city", "City", basics.location?.city),
            field("/basics/location/countryCode", "Country", basics.location?.countryCode),
            field("/basics/url", "Web page", basics.url),
            ...(basics.profiles ?? []).map((link, at) => field(`/basics/profiles/${at}/url`, link.network ?? "Profile", link.url)),
            { ...field("/basics/summary", "Summary", basics.summary), long: true },
          ],
        },
      ],
    },
    part("Work", resume.work, (work, at) => [
      field(`${at}/position`, "Position", work.position),
      field(`${at}/name`, "Employer", work.name),
      field(`${at}/startDate`, "From", work.startDate),
      { ...field(`${at}/endDate`, "Until", work.endDate), empty: work.startDate ? "present" : undefined },
      ...known([field(`${at}/location`, "Place", work.location), { ...field(`${at}/summary`, "Summary", work.summary), long: true }]),
      ...points(at, work.highlights),
    ]),
    part("Education", resume.education, (study, at) => [
      field(`${at}/studyType`, "Degree", study.studyType),
      field(`${at}/area`, "Subject", study.area),
      field(`${at}/institution`, "School", study.institution),
      field(`${at}/startDate`, "From", study.startDate),
      field(`${at}/endDate`, "Until", study.endDate),
      ...known([field(`${at}/score`, "Grade", study.score), field(`${at}/location`, "Place", study.location)]),
      ...points(at, study.highlights),
    ]),
    part("Skills", resume.skills, (skill, at) => [
      field(`${at}/name`, "Group", skill.name),
      { ...field(`${at}/keywords`, "Skills", skill.keywords), list: true },
    ]),
    part("Projects", resume.projects, (project, at) => [
      field(`${at}/name`, "Project", project.name),
      ...known([
        { ...field(`${at}/description`, "Description", project.description), long: true },
        field(`${at}/startDate`, "From", project.startDate),
        field(`${at}/endDate`, "Until", project.endDate),
        field(`${at}/url`, "Web page", project.url),
      ]),
      ...points(at, project.highlights),
    ]),
    part("Certificates", resume.certificates, (certificate, at) => [
      field(`${at}/name`, "Certificate", certificate.name),
      ...known([field(`${at}/issuer`, "Issuer", certificate.issuer), field(`${at}/date`, "Date", certificate.date)]),
    ]),
    part("Languages", resume.languages, (language, at) => [
      field(`${at}/language`, "Language", language.language),
      field(`${at}/fluency`, "Fluency", language.fluency),
    ]),
    part("Others", resume.others, (other, at) => [
      field(`${at}/section`, "Section", other.section),
      ...known([
        field(`${at}/name`, "Name", other.name),
        field(`${at}/organization`, "Organisation", other.organization),
        field(`${at}/date`, "Date", other.date),
        { ...field(`${at}/summary`, "Text", other.summary), long: true },
      ]),
      ...points(at, other.highlights),
    ]),
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}

/** Where a field stood in the file: its own source, that of the first part of it, or that of the whole it was read from. */
export function sourceOf(sources: Profile["sources"], pointer: string): Source | null {
  return partsOf(sources, pointer)[0] ?? null;
}

/** The sources of a field and its parts; where there are none, that of what it is a part of: a city's is the place's. */
function partsOf(sources: Profile["sources"], pointer: string): Source[] {
  const own = sources[pointer];
  if (own) return [own];
  const parts = Object.entries(sources).filter(([key]) => key.startsWith(`${pointer}/`));
  if (parts.length > 0) return parts.map(([, source]) => source);
  const whole = pointer.split("/").length > 3 ? sources[pointer.slice(0, pointer.lastIndexOf("/"))] : undefined;
  return whole ? [whole] : [];
}

/** Below this the reader was not sure of a field. The same bound stands in profile/queries.py. */
export const UNSURE = 0.75;

export interface Unsure {
  field: Field;
  /** The entry and section it stands in. */
  where: string;
  confidence: number;
}

/** How sure the reader was of a field: of the least sure part of it; null for what did not come from the file. */
export function surenessOf(sources: Profile["sources"], pointer: string): number | null {
  const parts = partsOf(sources, pointer);
  return parts.length === 0 ? null : Math.min(...parts.map(({ confidence }) => confidence ?? 1));
}

/** The fields to check, the least sure one first. What the candidate corrected or confirmed needs no check. */
export function unsureOf(sections: readonly Section[], { sources, corrections }: Pick<Profile, "sources" | "corrections">): Unsure[] {
  const found: Unsure[] = [];
  for (const { heading, entries } of sections) {
    for (const { title, fields } of entries) {
      for (const field of fields) {
        const confidence = field.value === "" ? null : surenessOf(sources, field.pointer);
        const said = Object.keys(corrections).some((key) => key === field.pointer || key.startsWith(`${field.pointer}/`));
        if (confidence !== null && confidence < UNSURE && !said) {
          found.push({ field, where: title === "" || title === field.value ? heading : `${heading}, ${title}`, confidence });
        }
      }
    }
  }
  return found.sort((a, b) => a.confidence - b.confidence);
}

/** The field in which the fact at this pointer can be corrected: itself, the list it stands in, or the first of its entry. */
export function fieldOf(sections: readonly Section[], pointer: string): Field | undefined {
  const fields = sections.flatMap(({ entries }) => entries.flatMap((entry) => entry.fields));
  return (
    fields.find((field) => field.pointer === pointer) ??
    fields.find((field) => pointer.startsWith(`${field.pointer}/`)) ??
    fields.find((field) => field.pointer.startsWith(`${pointer}/`))
  );
}

/** What goes to the API for what was typed; an emptied field is null. */
export function typedValue(field: Field, typed: string): string | string[] | null {
  if (field.list) return typed.split(",").map((word) => word.trim()).filter((word) => word !== "");
  return typed.trim() === "" ? null : typed.trim();
}

function part<T>(heading: string, items: readonly T[] | undefined, fieldsOf: (item: T, at: string) => Field[]): Section {
  const folder = heading.toLowerCase();
  return {
    heading,
    entries: (items ?? [])
      .map((item, at) => {
        const fields = fieldsOf(item, `/${folder}/${at}`);
        return { title: fields[0]?.value || `${heading} ${at + 1}`, fields };
      })
      .filter(({ fields }) => fields.some(({ value }) => value !== "")),
  };
}

/** The points of an entry and a place for one more. A removed point stays as an empty one and is not shown. */
function points(at: string, highlights: readonly string[] = []): Field[] {
  const told = highlights.map((text, n) => ({ ...field(`${at}/highlights/${n}`, `Point ${n + 1}`, text), long: true }));
  const more = { ...field(`${at}/highlights/${highlights.length}`, "", ""), label: "More", long: true, empty: "add a point" };
  return [...told.filter(({ value }) => value !== ""), more];
}

function known(fields: Field[]): Field[] {
  return fields.filter(({ value }) => value !== "");
}

function field(pointer: string, label: string, value: Value): Field {
  return { pointer, label, value: Array.isArray(value) ? value.join(", ") : String(value ?? "") };
}
