import { ActionIcon, Button, Group, Menu, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { EllipsisVertical, Pause, Play, RefreshCw, Trash2 } from "lucide-react";
import { useEffect } from "react";

import { client, unwrap } from "@/api/client";
import { boards } from "@/api/queries";
import type { Board } from "@/api/shapes";

import { EVERY, isVisited } from "./health";

/** What one can do with a source. What went wrong is said in the row. */
export function BoardMenu({ board, onProblem }: { board: Board; onProblem: (error: unknown) => void }) {
  const [asking, ask] = useDisclosure(false);
  const queries = useQueryClient();
  const path = { params: { path: { board_id: board.id } } };
  const onSuccess = () => queries.invalidateQueries(boards());
  const crawl = useMutation({ mutationFn: () => unwrap(client.POST("/api/v1/boards/{board_id}/crawl", path)), onSuccess });
  const remove = useMutation({ mutationFn: () => unwrap(client.DELETE("/api/v1/boards/{board_id}", path)), onSuccess });
  const change = useMutation({
    mutationFn: (body: { every_minutes?: number | null; paused?: boolean }) => unwrap(client.PATCH("/api/v1/boards/{board_id}", { ...path, body })),
    onSuccess,
  });
  const error = crawl.error ?? remove.error ?? change.error;
  useEffect(() => onProblem(error), [error, onProblem]);
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Actions for ${board.company}`} loading={remove.isPending || change.isPending}>
            <EllipsisVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isVisited(board) && (
            <>
              <Menu.Item leftSection={<RefreshCw size={16} />} disabled={board.status === "crawling"} onClick={() => crawl.mutate()}>
                Visit now
              </Menu.Item>
              {board.paused ? (
                <Menu.Item leftSection={<Play size={16} />} onClick={() => change.mutate({ paused: false })}>
                  Go on visiting
                </Menu.Item>
              ) : (
                <Menu.Item leftSection={<Pause size={16} />} onClick={() => change.mutate({ paused: true })}>
                  Pause
                </Menu.Item>
              )}
              <Menu.Divider />
              <Menu.Label>How often</Menu.Label>
              <Menu.RadioGroup value={String(board.every_minutes)} onChange={(value) => change.mutate({ every_minutes: value === "null" ? null : Number(value) })}>
                {EVERY.map(({ minutes, words }) => (
                  <Menu.RadioItem key={words} value={String(minutes)} closeMenuOnClick>
                    {words}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
              <Menu.Divider />
            </>
          )}
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
    </>
  );
}
