import { Button, Checkbox, Collapse, NativeSelect, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Search, SlidersHorizontal } from "lucide-react";
import { useState } from "react";

import type { PostingSearch } from "./filters";
import styles from "./match.module.css";

interface FilterBarProps {
  search: PostingSearch;
  onChange: (part: PostingSearch) => void;
}

export function FilterBar({ search, onChange }: FilterBarProps) {
  const chosen = [search.location, search.remote, search.min, search.status].filter((value) => value !== undefined).length;
  const [opened, more] = useDisclosure(chosen > 0);
  // Kept here too, so that typing is not held up by the address bar.
  const [q, setQ] = useState(search.q ?? "");
  const [location, setLocation] = useState(search.location ?? "");
  return (
    <search className={styles.filters}>
      <div className={styles.filterRow}>
        <TextInput
          data-search
          type="search"
          aria-label="Search the postings"
          placeholder="Title, company, words"
          leftSection={<Search size={16} aria-hidden="true" />}
          style={{ flex: 1 }}
          value={q}
          onChange={({ currentTarget: { value } }) => {
            setQ(value);
            onChange({ q: value.trim() || undefined });
          }}
        />
        <Button
          variant="default"
          leftSection={<SlidersHorizontal size={15} aria-hidden="true" />}
          aria-expanded={opened}
          onClick={more.toggle}
          px="sm"
        >
          Filters{chosen > 0 ? ` (${chosen})` : ""}
        </Button>
      </div>
      <Collapse expanded={opened}>
        <div className={styles.filterGrid}>
          <TextInput
            label="Place"
            placeholder="City or country"
            value={location}
            onChange={({ currentTarget: { value } }) => {
              setLocation(value);
              onChange({ location: value.trim() || undefined });
            }}
          />
          <NativeSelect
            label="Score"
            defaultValue={String(search.min ?? "")}
            onChange={({ currentTarget: { value } }) => onChange({ min: value === "" ? undefined : Number(value) })}
            data={[
              { value: "", label: "Any score" },
              { value: "40", label: "40 or more" },
              { value: "60", label: "60 or more" },
              { value: "75", label: "75 or more" },
              { value: "90", label: "90 or more" },
            ]}
          />
          <NativeSelect
            label="Open or closed"
            defaultValue={search.status ?? ""}
            onChange={({ currentTarget: { value } }) => onChange({ status: value === "" ? undefined : (value as "closed" | "all") })}
            data={[
              { value: "", label: "Open" },
              { value: "closed", label: "Closed" },
              { value: "all", label: "Both" },
            ]}
          />
          <NativeSelect
            label="Order"
            defaultValue={search.sort ?? ""}
            onChange={({ currentTarget: { value } }) => onChange({ sort: value === "newest" ? "newest" : undefined })}
            data={[
              { value: "", label: "Best first" },
              { value: "newest", label: "Newest first" },
            ]}
          />
          <Checkbox
            label="Only remote"
            defaultChecked={search.remote ?? false}
            onChange={({ currentTarget: { checked } }) => onChange({ remote: checked ? true : undefined })}
          />
        </div>
      </Collapse>
    </search>
  );
}
