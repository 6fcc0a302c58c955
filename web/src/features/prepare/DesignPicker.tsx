import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { designs } from "@/api/queries";
import type { Package } from "@/api/shapes";

/** How the papers look; what a design is for stands below it. */
export function DesignPicker({ value, onChoose }: { value: Package["design"]; onChoose: (design: Package["design"]) => void }) {
  const { data } = useQuery(designs());
  const chosen = data?.items.find(({ name }) => name === value);
  return (
    <NativeSelect
      label="Design"
      description={chosen?.description}
      inputWrapperOrder={["label", "input", "description", "error"]}
      value={value}
      onChange={(event) => {
        const found = data?.items.find(({ name }) => name === event.currentTarget.value);
        if (found) onChoose(found.name);
      }}
      data={data?.items.map(({ name, title }) => ({ value: name, label: title })) ?? [{ value, label: value }]}
    />
  );
}
