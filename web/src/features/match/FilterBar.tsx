import { Button, TextInput, UnstyledButton } from "@mantine/core";
import { Search, SlidersHorizontal, X } from "lucide-react";

import { chipsOf } from "./facets";
import { cleared, type PostingSearch } from "./filters";
import { SaveSearch } from "./SaveSearch";
import { useTyped } from "./useTyped";
import facetStyles from "./facets.module.css";
import styles from "./match.module.css";

interface FilterBarProps {
  search: PostingSearch;
  onChange: (part: PostingSearch) => void;
  panelOpen: boolean;
  onPanel: () => void;
}

/** The words that are looked for, the way to the filters, and those that are set, each to be taken away. */
export function FilterBar({ search, onChange, panelOpen, onPanel }: FilterBarProps) {
  const [q, setQ] = useTyped(search.q);
  const chips = chipsOf(search);
  const clear = () => {
    onChange(cleared(search));
    document.querySelector<HTMLInputElement>("[data-search]")?.focus();
  };
  return (
    <search className={styles.filters}>
      <div className={styles.filterRow}>
        <TextInput
          data-search
          type="search"
          aria-label="Search the postings"
          placeholder="Search"
          leftSection={<Search size={16} aria-hidden="true" />}
          style={{ flex: 1 }}
          maxLength={2_000}
          value={q}
          onChange={({ currentTarget: { value } }) => {
            setQ(value);
            onChange({ q: value.trim() || undefined });
          }}
        />
        <Button
          variant="default"
          leftSection={<SlidersHorizontal size={15} aria-hidden="true" />}
          aria-expanded={panelOpen}
          onClick={onPanel}
          px="sm"
        >
          Filters{chips.length > 0 ? ` (${chips.length})` : ""}
        </Button>
      </div>
      {(chips.length > 0 || search.q !== undefined) && (
        <ul className={facetStyles.chips} aria-label="Filters that are set">
          {chips.map(({ key, kind, label, without }) => (
            <li key={key} style={{ maxInlineSize: "100%" }}>
              <UnstyledButton
                className={facetStyles.chip}
                aria-label={`Remove the filter ${kind}: ${label}`}
                title={kind}
                onClick={() => {
                  onChange(without);
                  document.querySelector<HTMLInputElement>("[data-search]")?.focus();
                }}
              >
                {label} <X size={14} aria-hidden="true" />
              </UnstyledButton>
            </li>
          ))}
          {chips.length > 0 && (
            <li>
              <Button variant="subtle" size="compact-sm" onClick={clear}>
                Clear all
              </Button>
            </li>
          )}
          <li>
            <SaveSearch search={search} />
          </li>
        </ul>
      )}
    </search>
  );
}
