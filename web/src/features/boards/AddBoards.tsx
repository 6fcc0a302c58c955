import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRef, useState } from "react";

import { client, unwrap } from "@/api/client";
import { isPortal, sentenceOf } from "@/api/problem";
import { Notice } from "@/components/Notice";
import { AddPosting } from "@/features/discover/AddPosting";

import { splitNames, toBoard } from "./addresses";

interface Refused {
  name: string;
  why: string;
  byHandOnly: boolean;
}

interface AddBoardsProps {
  label: string;
  /** Names offered below the field; choosing one adds it. */
  examples?: string[];
}

/** One field for a company's name, its careers address, or several at once. Each that fails says why; the others are added. */
export function AddBoards({ label, examples = [] }: AddBoardsProps) {
  const [typed, setTyped] = useState("");
  const [byHand, setByHand] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const add = useMutation({
    mutationFn: async (names: string[]) => {
      const refused: Refused[] = [];
      for (const name of names) {
        try {
          await unwrap(client.POST("/api/v1/boards", { body: toBoard(name) }));
        } catch (error) {
          refused.push({ name, why: sentenceOf(error), byHandOnly: isPortal(error) });
        }
      }
      return refused;
    },
    onSuccess: (refused) => {
      setTyped(refused.map(({ name }) => name).join(", "));
      field.current?.focus();
    },
  });
  return (
    <Stack gap="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const names = splitNames(typed);
          if (names.length > 0) add.mutate(names);
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            ref={field}
            style={{ flex: "1 1 260px" }}
            label={label}
            description="A name, a careers page, a posting’s address; several with commas between."
            placeholder="boards.greenhouse.io/acme"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" leftSection={<Plus size={17} />} loading={add.isPending} disabled={typed.trim() === ""}>
            Add
          </Button>
        </Group>
      </form>
      <div role="status">
        {add.data?.map(({ name, why, byHandOnly }) => (
          <Notice key={name} tone={byHandOnly ? "brand" : "poor"}>
            <strong>{name}</strong>: {why}
            {byHandOnly && (
              <Button variant="default" size="compact-sm" mt={8} display="block" onClick={() => setByHand(name)}>
                Add a posting by hand
              </Button>
            )}
          </Notice>
        ))}
      </div>
      <AddPosting opened={byHand !== null} onClose={() => setByHand(null)} url={byHand ?? undefined} />
      {examples.length > 0 && (
        <Group gap={8}>
          <span style={{ color: "var(--ink-soft)" }}>For example</span>
          {examples.map((example) => (
            <Button key={example} variant="default" size="compact-sm" radius="xl" disabled={add.isPending} onClick={() => add.mutate([example])}>
              {example}
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  );
}
