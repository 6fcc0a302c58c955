import { ActionIcon, Anchor, Button, Group, Menu, Modal, Progress } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { EllipsisVertical, ExternalLink, RefreshCw, Trash2 } from "lucide-react";

import { client, unwrap } from "@/api/client";
import type { Board } from "@/api/shapes";
import { ago } from "@/components/format";
import { Meta, When } from "@/components/Meta";
import { Problem } from "@/components/Notice";
import { Tag } from "@/components/Tag";

import { healthOf } from "./health";
import styles from "./boards.module.css";

export function BoardRow({ board }: { board: Board }) {
  const [asking, ask] = useDisclosure(false);
  const path = { params: { path: { board_id: board.id } } };
  const crawl = useMutation({ mutationFn: () => unwrap(client.POST("/api/v1/boards/{board_id}/crawl", path)) });
  const remove = useMutation({ mutationFn: () => unwrap(client.DELETE("/api/v1/boards/{board_id}", path)) });
  const health = healthOf(board);
  return (
    <li className={styles.board}>
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
          <Anchor href={board.url ?? undefined} target="_blank" rel="noreferrer noopener" inherit>
            {board.address} <ExternalLink size={12} aria-label="(opens apart)" />
          </Anchor>
          {board.next_crawl_at && <When at={board.next_crawl_at}>next visit {ago(board.next_crawl_at)}</When>}
        </Meta>
        <Problem error={crawl.error ?? remove.error} />
      </div>
      <div className={styles.open}>
        <strong className="figures">{board.postings_open}</strong>
        <span>open</span>
      </div>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Actions for ${board.company}`} loading={remove.isPending}>
            <EllipsisVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<RefreshCw size={16} />} disabled={board.status === "crawling"} onClick={() => crawl.mutate()}>
            Visit now
          </Menu.Item>
          <Menu.Item leftSection={<Trash2 size={16} />} onClick={ask.open}>
            Remove …
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={asking} onClose={ask.close} title={`Remove ${board.company}?`}>
        <p style={{ marginTop: 0 }}>It is not visited any more and its postings leave the list. Applications that you opened stay.</p>
        <Group justify="flex-end">
          <Button variant="default" onClick={ask.close}>
            Keep it
          </Button>
          <Button
            color="red.9"
            onClick={() => {
              remove.mutate();
              ask.close();
            }}
          >
            Remove
          </Button>
        </Group>
      </Modal>
    </li>
  );
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
