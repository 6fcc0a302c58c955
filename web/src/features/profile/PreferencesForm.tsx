import { Button, Checkbox, Group, MultiSelect, NumberInput, Radio, Select, Stack, TagsInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { client, unwrap } from "@/api/client";
import type { Preferences } from "@/api/shapes";
import { WORKPLACES } from "@/components/format";
import { Problem } from "@/components/Notice";
import { Card } from "@/components/Page";

import { COUNTRIES, CURRENCIES } from "./countries";

/** Hard filters: a posting that says otherwise is ruled out, and says why. What is left empty rules nothing out. */
export function PreferencesForm({ preferences }: { preferences: Preferences }) {
  const [wanted, setWanted] = useState(preferences);
  const change = (part: Partial<Preferences>) => setWanted((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => unwrap(client.PATCH("/api/v1/profile", { body: { preferences: wanted } })),
    onSuccess: () => notifications.show({ message: "Saved. The postings are scored again." }),
  });
  return (
    <Card title="What you look for">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="lg" maw={620}>
          <p style={{ margin: 0, color: "var(--ink-soft)" }}>Whatever you leave empty rules nothing out.</p>
          <TagsInput label="Titles" description="Press Enter after each." value={[...(wanted.titles ?? [])]} maxTags={20} onChange={(titles) => change({ titles })} />
          <Checkbox.Group
            label="Where you work"
            value={[...(wanted.workplace ?? [])]}
            onChange={(workplace) => change({ workplace })}
          >
            <Group mt="xs">
              {Object.entries(WORKPLACES).map(([value, label]) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
            </Group>
          </Checkbox.Group>
          <MultiSelect label="Countries" searchable data={COUNTRIES} value={[...(wanted.countries ?? [])]} onChange={(countries) => change({ countries })} />
          <TagsInput label="Cities" description="Press Enter after each." value={[...(wanted.cities ?? [])]} maxTags={50} onChange={(cities) => change({ cities })} />
          <Group align="flex-end">
            <NumberInput
              label="Lowest yearly pay"
              description="Before tax."
              min={0}
              max={100_000_000}
              step={1000}
              thousandSeparator=","
              hideControls
              value={wanted.salary_floor ?? ""}
              onChange={(amount) => change({ salary_floor: amount === "" ? null : Number(amount) })}
            />
            <Select
              label="Currency"
              searchable
              data={CURRENCIES}
              w={130}
              value={wanted.salary_currency ?? null}
              onChange={(salary_currency) => change({ salary_currency })}
            />
          </Group>
          <Radio.Group
            label="Do you need a visa or sponsorship?"
            value={wanted.needs_visa === true ? "yes" : wanted.needs_visa === false ? "no" : "unsaid"}
            onChange={(answer) => change({ needs_visa: answer === "unsaid" ? null : answer === "yes" })}
          >
            <Group mt="xs">
              <Radio value="yes" label="Yes" />
              <Radio value="no" label="No" />
              <Radio value="unsaid" label="I would rather not say" />
            </Group>
          </Radio.Group>
          <Problem error={save.error} />
          <Button type="submit" loading={save.isPending} style={{ alignSelf: "flex-start" }}>
            Save
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
