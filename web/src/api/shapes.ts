/** The names the dashboard uses for what goes over the wire. The shapes themselves are generated from the API (`npm run api`). */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Tokens = Schemas["Tokens"];
export type Me = Schemas["MeOut"];
export type ResumeFile = Schemas["ResumeOut"];
export type Profile = Schemas["ProfileOut"];
export type Resume = Profile["resume"];
export type Preferences = Profile["preferences"];
export type Source = Profile["sources"][string];
export type Board = Schemas["BoardOut"];
export type PostingRow = Schemas["PostingRow"];
export type Posting = Schemas["PostingOut"];
export type Salary = NonNullable<PostingRow["salary"]>;
export type Match = Schemas["MatchOut"];
export type Finding = Match["findings"][number];
export type Application = Schemas["ApplicationOut"];
export type State = Application["state"];
export type TimelineEntry = Schemas["TimelineOut"];
export type Package = Schemas["PackageOut"];
export type PackageFile = Package["files"][number];
export type Item = Package["resume"]["sections"][number]["items"][number];
export type FactRef = Item["facts"][number];
export type Overview = Schemas["OverviewOut"];
export type Job = Schemas["JobOut"];
