import { Button, Group, Stack } from "@mantine/core";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";

import { overview } from "@/api/queries";
import type { Board } from "@/api/shapes";
import { count } from "@/components/format";
import { Problem } from "@/components/Notice";
import { Tag } from "@/components/Tag";
import { AddBoards } from "@/features/boards/AddBoards";
import { BoardProgress } from "@/features/boards/BoardRow";
import { healthOf } from "@/features/boards/health";

import styles from "./welcome.module.css";

/** Companies with a public board each; any other works by its name or its careers page. */
const EXAMPLES = ["greenhouse:canonical", "lever:palantir", "ashby:ramp"];

interface CompaniesProps {
  query: UseQueryResult<{ items: Board[] }>;
  onDone: () => void;
}

export function Companies({ query, onDone }: CompaniesProps) {
  const { data: counts } = useQuery({ ...overview(), refetchInterval: 2_000 });
  const items = query.data?.items ?? [];
  const reading = items.filter(({ status }) => status === "crawling" || status === "new").length;
  const found = counts?.postings_open ?? 0;
  // Postings that were merged into another are scored too, but only one is counted as found.
  const scored = Math.min(counts?.scored ?? 0, found);
  return (
    <Stack gap="lg">
      <AddBoards label="Company or careers page" examples={items.length === 0 ? EXAMPLES : []} />
      <Problem error={query.error} onRetry={query.refetch} />
      {items.length > 0 && (
        <>
          <ul className={styles.boards}>
            {items.map((board) => (
              <BoardLine key={board.id} board={board} />
            ))}
          </ul>
          <Group justify="space-between" className={styles.sum}>
            <span role="status">
              <strong className="figures">{count(found, "posting")}</strong> found, <strong className="figures">{scored}</strong> scored
              {reading > 0 ? `; still reading ${count(reading, "board")} …` : scored < found ? "; scoring the rest …" : "."}
            </span>
            <Button size="md" rightSection={<ArrowRight size={18} />} onClick={onDone} disabled={found === 0}>
              See the ranking
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}

function BoardLine({ board }: { board: Board }) {
  const { tone, word, sentence } = healthOf(board);
  return (
    <li className={styles.boardLine}>
      <div className={styles.boardWhat}>
        <Group gap={10}>
          <strong>{board.company}</strong>
          <span className={styles.soft}>{board.board_title}</span>
          <Tag tone={tone}>{word}</Tag>
        </Group>
        <span className={styles.soft}>{sentence}</span>
        {(board.status === "crawling" || board.status === "new") && <BoardProgress board={board} />}
      </div>
      <span className={styles.open}>
        <strong className="figures">{board.postings_open}</strong> open
      </span>
    </li>
  );
}
