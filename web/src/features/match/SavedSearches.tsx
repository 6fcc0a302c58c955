import { ActionIcon, Button, Group, Modal, Switch, TextInput, Tooltip, VisuallyHidden } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";

import { client, unwrap } from "@/api/client";
import { searches } from "@/api/queries";
import type { SavedSearch } from "@/api/shapes";
import { formText } from "@/components/formText";
import { Empty, Problem, Waiting } from "@/components/Notice";
import { Tag } from "@/components/Tag";

import { inWords } from "./facets";
import { searchOf, type PostingSearch } from "./filters";
import styles from "./facets.module.css";

interface SavedSearchesProps {
  opened: boolean;
  onClose: () => void;
  onChoose: (search: PostingSearch) => void;
}

/** The searches that were kept, and how much is new in each. */
export function SavedSearches({ opened, onClose, onChoose }: SavedSearchesProps) {
  const query = useQuery({ ...searches(), enabled: opened });
  return (
    <Modal opened={opened} onClose={onClose} title="Saved searches" size="lg">
      {opened && <Waiting query={query} what="your searches" />}
      {query.data?.items.length === 0 && (
        <Empty icon={<Bookmark size={26} />} title="Nothing saved yet">
          Set some filters, then choose “Save this search”. What comes in later and matches is counted here as new.
        </Empty>
      )}
      <ul className={styles.searches}>
        {query.data?.items.map((item) => (
          <Saved key={item.id} item={item} onChoose={onChoose} />
        ))}
      </ul>
    </Modal>
  );
}

/** What opens in place takes the focus. */
const focus = (field: HTMLElement | null) => field?.focus();

function Saved({ item, onChoose }: { item: SavedSearch; onChoose: (search: PostingSearch) => void }) {
  const [doing, setDoing] = useState<"rename" | "delete" | null>(null);
  const queries = useQueryClient();
  const done = () => {
    setDoing(null);
    return queries.invalidateQueries(searches());
  };
  const path = { params: { path: { search_id: item.id } } };
  const change = useMutation({
    mutationFn: (body: { name?: string; notify?: boolean; seen?: boolean }) =>
      unwrap(client.PATCH("/api/v1/searches/{search_id}", { ...path, body: { seen: false, ...body } })),
    onSuccess: done,
  });
  const remove = useMutation({ mutationFn: () => unwrap(client.DELETE("/api/v1/searches/{search_id}", path)), onSuccess: done });
  const search = searchOf(item.filters);
  const show = () => {
    // What is new comes first, and has been looked at then.
    onChoose(item.new > 0 ? { ...search, sort: "newest" } : search);
    change.mutate({ seen: true });
  };
  return (
    <li className={styles.search}>
      {doing === "rename" ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const name = formText(event.currentTarget, "name").trim();
            if (name !== "") change.mutate({ name });
          }}
        >
          <Group align="flex-end" gap="xs">
            <TextInput name="name" label="Name" defaultValue={item.name} maxLength={200} required withAsterisk={false} ref={focus} style={{ flex: 1 }} />
            <Button type="submit" loading={change.isPending}>
              Save
            </Button>
            <Button variant="default" onClick={() => setDoing(null)}>
              Cancel
            </Button>
          </Group>
        </form>
      ) : (
        <div className={styles.searchHead}>
          <span className={styles.searchName}>{item.name}</span>
          {item.new > 0 && <Tag tone="good">{item.new} new</Tag>}
          <Group gap={4} ms="auto" wrap="nowrap">
            <Button size="compact-sm" onClick={show}>
              Open<VisuallyHidden> {item.name}</VisuallyHidden>
            </Button>
            <Tooltip label="Rename">
              <ActionIcon variant="subtle" aria-label={`Rename ${item.name}`} onClick={() => setDoing("rename")}>
                <Pencil size={16} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Delete">
              <ActionIcon variant="subtle" aria-label={`Delete ${item.name}`} onClick={() => setDoing("delete")}>
                <Trash2 size={16} />
              </ActionIcon>
            </Tooltip>
          </Group>
        </div>
      )}
      {inWords(search) !== item.name && <span className={styles.searchWords}>{inWords(search)}</span>}
      <Switch
        size="xs"
        label="Tell me when something new matches"
        checked={(change.isPending ? change.variables.notify : undefined) ?? item.notify}
        onChange={({ currentTarget: { checked } }) => change.mutate({ notify: checked })}
      />
      {doing === "delete" && (
        <Group gap="xs" role="group" aria-label={`Delete ${item.name}?`}>
          <span>Delete this search? The postings stay.</span>
          <Button size="compact-sm" color="red.9" loading={remove.isPending} onClick={() => remove.mutate()} ref={focus}>
            Delete
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setDoing(null)}>
            Keep it
          </Button>
        </Group>
      )}
      <Problem error={change.error ?? remove.error} />
    </li>
  );
}
