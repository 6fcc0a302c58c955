import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Plus, Radio } from "lucide-react";

import { boards } from "@/api/queries";
import { count } from "@/components/format";
import { Empty, Waiting } from "@/components/Notice";
import { Card, Page } from "@/components/Page";
import { AddPosting } from "@/features/discover/AddPosting";

import { AddBoards } from "./AddBoards";
import { BoardRow } from "./BoardRow";
import styles from "./boards.module.css";

/** The boards that are visited, how each is doing, and when it is visited next. */
export default function Sources() {
  const query = useQuery(boards());
  const items = query.data?.items;
  const failing = items?.filter((board) => board.status === "failing").length ?? 0;
  const [adding, add] = useDisclosure(false);
  const lead = !items
    ? undefined
    : `${count(items.length, "source")}${failing > 0 ? `, ${failing} of them failing: each says why and when it is tried again` : ""}.`;
  return (
    <Page
      title="Sources"
      lead={lead}
      narrow
      actions={
        <Button variant="default" leftSection={<Plus size={16} />} onClick={add.open}>
          Add a posting by hand
        </Button>
      }
    >
      <Stack gap="lg">
        <Card label="Add a source">
          <AddBoards label="Add a company" />
        </Card>
        <Waiting query={query} what="the sources" />
        {items?.length === 0 && (
          <Empty icon={<Radio size={28} />} title="No sources yet">
            Name a company above. Its job board is found, read politely, and visited again by itself.
          </Empty>
        )}
        {items !== undefined && items.length > 0 && (
          <ul className={styles.boards}>
            {items.map((board) => (
              <BoardRow key={board.id} board={board} />
            ))}
          </ul>
        )}
      </Stack>
      <AddPosting opened={adding} onClose={add.close} />
    </Page>
  );
}
