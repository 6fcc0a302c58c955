import { Button, Checkbox, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BookmarkPlus } from "lucide-react";

import { client, unwrap } from "@/api/client";
import { searches } from "@/api/queries";
import { formText } from "@/components/formText";
import { Problem } from "@/components/Notice";

import { inWords } from "./facets";
import { filtersOf, type PostingSearch } from "./filters";

/** Keep the filters under a name. */
export function SaveSearch({ search }: { search: PostingSearch }) {
  const [opened, { open, close }] = useDisclosure(false);
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (given: { name: string; notify: boolean }) => unwrap(client.POST("/api/v1/searches", { body: { ...given, filters: filtersOf(search) } })),
    onSuccess: ({ name }) => {
      void queries.invalidateQueries(searches());
      notifications.show({ message: `Saved as “${name}”.` });
      close();
    },
  });
  return (
    <>
      <Button variant="subtle" size="compact-sm" leftSection={<BookmarkPlus size={15} />} onClick={open}>
        Save this search
      </Button>
      <Modal opened={opened} onClose={close} title="Save this search">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const form = event.currentTarget;
            const name = formText(form, "name").trim();
            if (name !== "") save.mutate({ name, notify: new FormData(form).get("notify") !== null });
          }}
        >
          <Stack>
            <TextInput name="name" label="Name" required withAsterisk={false} maxLength={200} defaultValue={inWords(search).slice(0, 80)} data-autofocus />
            <Checkbox name="notify" label="Tell me when something new matches" defaultChecked />
            <Problem error={save.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" loading={save.isPending}>
                Save
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
