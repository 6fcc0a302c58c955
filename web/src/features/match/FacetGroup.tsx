import { Checkbox, Radio, UnstyledButton } from "@mantine/core";
import { ChevronDown } from "lucide-react";
import { useId, useState, type ReactNode } from "react";

import type { Facets } from "@/api/shapes";

import { isList, labelOf, type Facet } from "./facets";
import { toggled, type PostingSearch } from "./filters";
import styles from "./facets.module.css";

/** So many values are shown before somebody asks for the rest. */
const FEW = 6;

interface FacetGroupProps {
  facet: Facet;
  values: Facets["facets"][string];
  currency: string | null;
  search: PostingSearch;
  onChange: (part: PostingSearch) => void;
  /** A field above the values, for what no list could hold. */
  field?: ReactNode;
}

/** One filter with its values, and how many postings each would leave. */
export function FacetGroup({ facet, values, currency, search, onChange, field }: FacetGroupProps) {
  const { name, title } = facet;
  const chosen = chosenOf(search, facet);
  const [opened, setOpened] = useState<boolean | null>(null);
  const [all, setAll] = useState(false);
  const id = useId();
  const isOpen = opened ?? (facet.open === true || chosen.length > 0 || (field !== undefined && search.company !== undefined));
  const listed = withChosen(values, chosen, name);
  const shown = all ? listed : listed.filter(({ value }, at) => at < FEW || chosen.includes(value));
  if (listed.length === 0 && field === undefined) return null;
  return (
    <section className={styles.group} aria-labelledby={`${id}-title`}>
      <h3 className={styles.title} id={`${id}-title`}>
        <UnstyledButton className={styles.toggle} aria-expanded={isOpen} aria-controls={`${id}-values`} onClick={() => setOpened(!isOpen)}>
          {title}
          {chosen.length > 0 && <span className={styles.chosen}>{chosen.length} chosen</span>}
          <ChevronDown size={16} aria-hidden="true" />
        </UnstyledButton>
      </h3>
      <div id={`${id}-values`} hidden={!isOpen} role={isList(name) ? "group" : "radiogroup"} aria-labelledby={`${id}-title`}>
        {field}
        {!isList(name) && listed.length > 0 && (
          <Value facet={facet} group={id} value="" label="Any" count={null} checked={chosen.length === 0} onToggle={() => onChange(changeFor(facet, "", currency))} />
        )}
        {shown.map(({ value, count }) => (
          <Value
            key={value}
            facet={facet}
            group={id}
            value={value}
            label={labelOf(name, value, name === "min_salary" ? currency : null)}
            count={count}
            checked={chosen.includes(value)}
            onToggle={() => onChange(isList(name) ? toggled(search, name, value) : changeFor(facet, value, currency))}
          />
        ))}
        {listed.length > FEW && (
          <UnstyledButton className={styles.more} onClick={() => setAll(!all)}>
            {all ? "Show fewer" : `Show all ${listed.length}`}
          </UnstyledButton>
        )}
      </div>
    </section>
  );
}

interface ValueProps {
  facet: Facet;
  group: string;
  value: string;
  label: string;
  count: number | null;
  checked: boolean;
  onToggle: () => void;
}

function Value({ facet, group, value, label, count, checked, onToggle }: ValueProps) {
  const words = (
    <span className={styles.value}>
      <span className={styles.name}>{label}</span>
      <span className={`${styles.count} figures`}>{count}</span>
    </span>
  );
  const common = { label: words, checked, size: "xs" as const, classNames: { root: styles.row, body: styles.rowBody, labelWrapper: styles.rowLabel } };
  if (isList(facet.name)) return <Checkbox {...common} onChange={onToggle} />;
  return (
    <Radio {...common} name={group} value={value} onChange={onToggle} />
  );
}

function chosenOf(search: PostingSearch, { name }: Facet): string[] {
  if (isList(name)) return search[name] ?? [];
  const value = search[name];
  return value === undefined ? [] : [String(value)];
}

/** The values with what is chosen among them, even where it is not one of the commonest. */
function withChosen(values: Facets["facets"][string], chosen: string[], name: Facet["name"]): { value: string; count: number | null }[] {
  const listed = values.filter(({ value, count }) => count > 0 || chosen.includes(value));
  const missing = chosen.filter((value) => !values.some((one) => one.value === value));
  const all = [...listed, ...missing.map((value) => ({ value, count: null }))];
  return name === "published_within" ? [...all].sort((a, b) => Number(a.value) - Number(b.value)) : all;
}

/** The change that chooses one value of a filter that takes one; an empty one takes the filter away. */
function changeFor({ name }: Facet, value: string, currency: string | null): PostingSearch {
  if (value === "") return name === "min_salary" ? { min_salary: undefined, currency: undefined } : { [name]: undefined };
  if (name === "min_salary") return { min_salary: Number(value), currency: currency ?? undefined };
  return { [name]: name === "min_score" || name === "published_within" ? Number(value) : value };
}
