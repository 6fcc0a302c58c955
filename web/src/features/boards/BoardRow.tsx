import { Anchor, Button, Group, Progress } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ChevronDown, ExternalLink } from "lucide-react";
import { useId, useState } from "react";

import type { Board } from "@/api/shapes";
import { ago, count } from "@/components/format";
import { Meta, When } from "@/components/Meta";
import { Problem } from "@/components/Notice";
import { Tag } from "@/components/Tag";

import { BoardMenu } from "./BoardMenu";
import { everyWords, healthOf, isVisited } from "./health";
import { Readings } from "./Readings";
import styles from "./boards.module.css";

export function BoardRow({ board }: { board: Board }) {
  const [opened, more] = useDisclosure(false);
  const [problem, setProblem] = useState<unknown>(null);
  const id = useId();
  const health = healthOf(board);
  const visited = isVisited(board);
  return (
    <li className={styles.board}>
      <div className={styles.line}>
        <div className={styles.what}>
          <Group gap={10}>
            <h2 className={styles.company}>{board.company}</h2>
            <Tag tone={health.tone}>{health.word}</Tag>
          </Group>
          <p className={styles.sentence} data-tone={health.tone}>
            {health.sentence}
          </p>
          {board.status === "crawling" && <BoardProgress board={board} />}
          <Meta>
            {board.board_title}
            {board.url === null ? null : (
              <Anchor href={board.url} target="_blank" rel="noreferrer noopener" inherit>
                {board.address} <ExternalLink size={12} aria-label="(opens apart)" />
              </Anchor>
            )}
            {/* Of one that is well the sentence above says it. */}
            {board.last_ok_at && board.health_state !== "ok" && <When at={board.last_ok_at}>last read well {ago(board.last_ok_at)}</When>}
            {board.next_crawl_at && !board.paused && board.status !== "crawling" && <When at={board.next_crawl_at}>{nextVisit(board.next_crawl_at)}</When>}
            {everyWords(board.every_minutes)}
            {board.details_waiting > 0 && `texts still being read: ${board.details_waiting}`}
          </Meta>
          {visited && (
            <Button
              variant="subtle"
              size="compact-sm"
              ms={-8}
              mt={2}
              aria-expanded={opened}
              aria-controls={id}
              rightSection={<ChevronDown size={15} className={styles.chevron} data-opened={opened} />}
              onClick={more.toggle}
              aria-label={`Last visits to ${board.company}`}
            >
              Last visits{board.drift.length > 0 && ` and ${count(board.drift.length, "surprise")}`}
            </Button>
          )}
          <Problem error={problem} />
        </div>
        <div className={styles.open}>
          <strong className="figures">{board.postings_open}</strong>
          <span>open</span>
        </div>
        <BoardMenu board={board} onProblem={setProblem} />
      </div>
      <div id={id} hidden={!opened}>
        {opened && <Readings board={board} />}
      </div>
    </li>
  );
}

function nextVisit(at: string): string {
  return Date.parse(at) <= Date.now() ? "next visit now" : `next visit ${ago(at).replace("just now", "in a moment")}`;
}

export function BoardProgress({ board }: { board: Board }) {
  const { seen, total } = board.progress;
  const known = total !== null && total > 0;
  return (
    <Progress.Root size={5} my={6}>
      <Progress.Section
        value={known ? (100 * seen) / total : 100}
        striped={!known}
        animated={!known}
        color="pine"
        aria-label={`Reading the postings of ${board.company}`}
      />
    </Progress.Root>
  );
}
