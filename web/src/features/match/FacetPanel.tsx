import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { facets } from "@/api/queries";
import { Waiting } from "@/components/Notice";

import { FacetGroup } from "./FacetGroup";
import { FACETS } from "./facets";
import { filtersOf, type PostingSearch } from "./filters";
import { useTyped } from "./useTyped";
import styles from "./facets.module.css";

interface FacetPanelProps {
  search: PostingSearch;
  onChange: (part: PostingSearch) => void;
}

/** Everything the list can be narrowed by, with counts that follow what is chosen already. */
export function FacetPanel({ search, onChange }: FacetPanelProps) {
  const query = useQuery(facets(filtersOf(search)));
  return (
    <div className={styles.panel} aria-busy={query.isPlaceholderData}>
      <PlainField label="Place" hint="City, region or country" value={search.location} onChange={(location) => onChange({ location })} />
      <Waiting query={query} what="the filters" />
      {query.data &&
        FACETS.map((facet) => (
          <FacetGroup
            key={facet.name}
            facet={facet}
            values={query.data.facets[facet.name] ?? []}
            currency={query.data.currency}
            search={search}
            onChange={onChange}
            field={
              facet.name === "employer" ? (
                <PlainField label="Part of its name" value={search.company} onChange={(company) => onChange({ company })} />
              ) : undefined
            }
          />
        ))}
      <NativeSelect
        label="Open or closed"
        size="xs"
        value={search.status ?? ""}
        onChange={({ currentTarget: { value } }) => onChange({ status: value === "" ? undefined : (value as "closed" | "all") })}
        data={[
          { value: "", label: "Open" },
          { value: "closed", label: "Closed" },
          { value: "all", label: "Both" },
        ]}
      />
    </div>
  );
}

interface PlainFieldProps {
  label: string;
  hint?: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function PlainField({ label, hint, value, onChange }: PlainFieldProps) {
  const [typed, setTyped] = useTyped(value);
  return (
    <TextInput
      size="xs"
      label={label}
      placeholder={hint}
      maxLength={200}
      className={styles.field}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        onChange(value.trim() || undefined);
      }}
    />
  );
}
