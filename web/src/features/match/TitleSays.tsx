import { useQuery } from "@tanstack/react-query";

import { title } from "@/api/queries";

/** Field and rank as the title alone tells them; nothing while they are unknown, or where the title says neither. */
export function TitleSays({ postingId }: { postingId: string }) {
  const { data } = useQuery(title(postingId));
  if (data === undefined) return null;
  const told = [data.department === "Other" ? "" : data.department, data.seniority === "Professional" ? "" : data.seniority];
  const named = data.named.map((occupation) => occupation.name).join(", ");
  const words = told.filter((word) => word !== "").join(", ");
  return words === "" ? null : (
    <span title={named === "" ? "Told by the title alone" : `Told by the title alone. In ESCO: ${named}`}>{words}</span>
  );
}
