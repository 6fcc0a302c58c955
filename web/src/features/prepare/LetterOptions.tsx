import { Group, Input, SegmentedControl, Select } from "@mantine/core";

import type { LetterChoice, LetterTemplate } from "@/api/shapes";

export type Options = Pick<LetterChoice, "tone" | "length" | "template_id">;

interface LetterOptionsProps {
  options: Options;
  templates: LetterTemplate[];
  onChange: (options: Options) => void;
}

const HOUSE = "house";

/** Tone, length and template: how a letter is written. */
export function LetterOptions({ options, templates, onChange }: LetterOptionsProps) {
  const own = options.template_id !== null;
  return (
    <Group gap="lg" align="flex-end">
      <Input.Wrapper label="Tone" labelElement="div" id="letter-tone">
        <div>
          <SegmentedControl
            aria-label="Tone"
            value={options.tone}
            onChange={(tone) => onChange({ ...options, tone })}
            data={[
              { value: "plain", label: "Plain" },
              { value: "warm", label: "Warm" },
              { value: "formal", label: "Formal" },
            ]}
          />
        </div>
      </Input.Wrapper>
      <Input.Wrapper label="Length" labelElement="div" id="letter-length">
        <div>
          <SegmentedControl
            aria-label="Length"
            disabled={own}
            value={options.length}
            onChange={(length) => onChange({ ...options, length })}
            data={[
              { value: "short", label: "Short" },
              { value: "medium", label: "Medium" },
              { value: "long", label: "Long" },
            ]}
          />
        </div>
      </Input.Wrapper>
      <Select
        label="Written by"
        allowDeselect={false}
        style={{ flex: "1 1 200px", maxWidth: 320 }}
        value={options.template_id ?? HOUSE}
        onChange={(value) => onChange({ ...options, template_id: value === HOUSE || value === null ? null : value })}
        data={[
          { value: HOUSE, label: "Rolecall’s wording" },
          ...templates.map((one) => ({ value: one.id, label: `${one.name} (${one.language})` })),
        ]}
      />
    </Group>
  );
}
