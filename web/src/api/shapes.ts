/** The names the dashboard uses for what goes over the wire. The shapes themselves are generated from the API (`npm run api`). */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Tokens = Schemas["Tokens"];
export type Me = Schemas["MeOut"];
export type ResumeFile = Schemas["ResumeOut"];
export type VersionsCompared = Schemas["VersionsComparedOut"];
export type Profile = Omit<Schemas["ProfileOut"], "resume"> & { resume: Resume };
export type Preferences = Schemas["Preferences"];
export type Source = Profile["sources"][string];
export type AtsCheck = Schemas["AtsCheckOut"];
export type AtsChange = AtsCheck["changes"][number];
export type Keyword = AtsCheck["keywords"][number];
export type Board = Schemas["BoardOut"];
export type Reading = Schemas["ReadingOut"];
export type PostingRow = Schemas["PostingRowOut"];
export type Posting = Schemas["PostingOut"];
export type Twin = Posting["twins"][number];
export type Signal = Twin["signals"][number];
export type PostingChange = Posting["history"][number];
export type Fact = Posting["facts"][number];
export type Liveness = Posting["liveness"];
export type SavedSearch = Schemas["SavedSearchOut"];
export type SavedFilters = Schemas["FiltersIn"];
export type Facets = Schemas["FacetsOut"];
export type Salary = Omit<NonNullable<PostingRow["salary"]>, "text"> & { text?: string | null };
export type Match = Schemas["MatchOut"];
export type Decision = Match["decision"];
export type Contribution = Match["contributions"][number];
export type Moved = Match["moved"][number];
export type Label = NonNullable<Match["label"]>;
export type Decide = Schemas["DecisionIn"]["decision"];
export type PartWeight = Schemas["PartWeightOut"];
export type Scoring = Schemas["ScoringOut"];
export type Finding = Match["findings"][number];
export type Gaps = Schemas["GapsOut"];
export type Gap = Schemas["GapOut"];
export type HardGap = Schemas["HardGapOut"];
export type Weak = Schemas["WeakOut"];
export type NamedPosting = Schemas["NamedPostingOut"];
export type ScoreChange = Schemas["ScoreChangeOut"];
export type Candidate = Schemas["CandidateOut"];
export type Analysis = Schemas["AnalysisOut"];
export type AnalysisRun = Schemas["AnalysisRun"];
export type PlainAnalysis = Schemas["PlainAnalysis"];
export type Statement = Schemas["AnalysisStatement"];
export type Application = Schemas["ApplicationView"];
export type State = Application["state"];
export type TimelineEntry = Schemas["TimelineOut"];
export type Package = Schemas["PackageOut"];
export type LetterCheck = Schemas["LetterCheckOut"];
export type LetterChoice = Schemas["LetterChoiceOut"];
export type LetterTemplate = Schemas["LetterTemplateOut"];
export type LetterTemplates = Schemas["LetterTemplatesOut"];
export type LetterPreview = Schemas["LetterPreviewOut"];
export type LetterPreviewAsked = Schemas["LetterPreviewIn"];
export type PackageFile = Package["files"][number];
export type PackageVersion = Schemas["VersionOut"];
export type Rewording = Schemas["RewordingOut"];
export type RewordRun = Schemas["RewordRun"];
export type Comparison = Schemas["PackageComparisonOut"];
export type ComparedLine = Schemas["ComparedLineOut"];
export type CheckedLine = Schemas["CheckedLineOut"];
export type FactIn = Schemas["FactIn"];
export type Item = Package["resume"]["sections"][number]["items"][number];
export type FactRef = Item["facts"][number];
export type Overview = Schemas["OverviewOut"];
export type Schedule = Schemas["ScheduleOut"];
export type DeadLetter = Schemas["DeadLetterOut"];

type Text = string | null;
type Dated = { startDate?: Text; endDate?: Text };

/** JSON Resume 1.0.0, as far as it is shown; the API carries the document as it is. A removed entry is an empty one. */
export interface Resume {
  basics?: {
    name?: Text;
    label?: Text;
    email?: Text;
    phone?: Text;
    url?: Text;
    summary?: Text;
    location?: { city?: Text; region?: Text; countryCode?: Text } | null;
    profiles?: { network?: Text; username?: Text; url?: Text }[];
  };
  work?: (Dated & { name?: Text; position?: Text; location?: Text; summary?: Text; highlights?: string[] })[];
  education?: (Dated & { institution?: Text; area?: Text; studyType?: Text; location?: Text; score?: Text; highlights?: string[] })[];
  skills?: { name?: Text; keywords?: string[] }[];
  projects?: (Dated & { name?: Text; description?: Text; url?: Text; highlights?: string[] })[];
  certificates?: { name?: Text; date?: Text; issuer?: Text }[];
  languages?: { language?: Text; fluency?: Text }[];
  others?: { section?: Text; name?: Text; organization?: Text; date?: Text; summary?: Text; highlights?: string[] }[];
}
