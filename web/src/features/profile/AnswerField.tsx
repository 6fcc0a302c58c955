import { NumberInput, SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";

import type { AnswerKind } from "./facts";

interface AnswerFieldProps {
  kind: AnswerKind;
  value: unknown;
  onChange: (value: unknown) => void;
}

const DECLINED = "prefer_not_to_say";
const UNITS = ["days", "weeks", "months"];
const PERIODS = ["year", "month", "day", "hour"];
const CHOICES: Record<string, string> = { remote: "Remote", hybrid: "Hybrid", on_site: "On site", any: "I do not mind" };

/** The field that takes a value of the kind's type. */
export function AnswerField({ kind, value, onChange }: AnswerFieldProps) {
  const parts = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const part = (changed: Record<string, unknown>, defaults: Record<string, unknown>) => onChange({ ...defaults, ...parts, ...changed });
  const text = typeof value === "string" ? value : "";
  switch (kind.type) {
    case "yes_no":
      return (
        <SegmentedControl
          aria-label={kind.question}
          data={[
            { value: "true", label: "Yes" },
            { value: "false", label: "No" },
            ...(kind.private ? [{ value: DECLINED, label: "Prefer not to say" }] : []),
          ]}
          value={typeof value === "boolean" ? String(value) : text}
          onChange={(chosen) => onChange(chosen === DECLINED ? DECLINED : chosen === "true")}
        />
      );
    case "choice":
      return (
        <Select
          label={kind.question}
          data={kind.choices.map((choice) => ({ value: choice, label: CHOICES[choice] ?? choice }))}
          value={text || null}
          onChange={onChange}
        />
      );
    case "duration":
      return (
        <>
          <NumberInput label="How long" min={0} allowDecimal={false} value={number(parts.amount)} onChange={(amount) => part({ amount }, { unit: "months" })} />
          <Select label="Unit" data={UNITS} value={word(parts.unit, "months")} onChange={(unit) => part({ unit }, {})} allowDeselect={false} />
        </>
      );
    case "money":
      return (
        <>
          <NumberInput
            label="Amount"
            min={1}
            allowDecimal={false}
            thousandSeparator=","
            value={number(parts.amount)}
            onChange={(amount) => part({ amount }, { currency: "EUR", period: "year" })}
          />
          <TextInput
            label="Currency"
            maxLength={3}
            value={word(parts.currency, "EUR")}
            onChange={(event) => part({ currency: event.currentTarget.value.toUpperCase() }, { period: "year" })}
          />
          <Select label="Per" data={PERIODS} value={word(parts.period, "year")} onChange={(period) => part({ period }, { currency: "EUR" })} allowDeselect={false} />
        </>
      );
    case "date":
      return <TextInput type="date" label={kind.question} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
    case "link":
      return <TextInput type="url" label={kind.question} placeholder="https://" value={text} maxLength={500} onChange={(event) => onChange(event.currentTarget.value)} />;
    case "text":
      return (
        <Textarea
          label={kind.kind === "custom" ? "Your answer" : kind.question}
          autosize
          minRows={1}
          maxLength={2_000}
          value={text === DECLINED ? "" : text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

const number = (value: unknown) => (typeof value === "number" ? value : "");
const word = (value: unknown, otherwise: string) => (typeof value === "string" ? value : otherwise);
