import { Button, Menu, Modal, Stack, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Star, ThumbsDown } from "lucide-react";

import type { Match } from "@/api/shapes";
import { useKeys } from "@/app/keys";
import { formText } from "@/components/formText";
import { Problem } from "@/components/Notice";

import { reasonOf, REASONS, shownBy } from "./decisions";
import { asSaid, useDecide } from "./useDecide";
import styles from "./match.module.css";

interface DecideButtonsProps {
  postingId: string;
  label: Match["label"];
}

/** The user's own word about a posting: on the shortlist, or not for them, and why. Each button takes its word back. */
export function DecideButtons({ postingId, label }: DecideButtonsProps) {
  const decide = useDecide(postingId, label);
  const [menu, setMenu] = useDisclosure(false);
  const [writing, setWriting] = useDisclosure(false);
  const said = asSaid(label);
  const liked = said.decision === "shortlist";
  const disliked = said.decision === "reject";
  const shortlist = () => decide.mutate({ decision: liked ? "clear" : "shortlist" });
  const refuse = (reason: string | null) => decide.mutate({ decision: "reject", reason });
  const turn = () => (disliked ? decide.mutate({ decision: "clear" }) : setMenu.open());
  useKeys({ s: shortlist, x: turn });
  const why = disliked ? reasonOf(said.reason ?? null) : null;
  const shown = shownBy(label);
  return (
    <div className={styles.decide} role="group" aria-label="What you think of it">
      <Button
        variant={liked ? "filled" : "default"}
        leftSection={<Star size={16} fill={liked ? "currentColor" : "none"} aria-hidden="true" />}
        aria-pressed={liked}
        loading={decide.isPending && decide.variables.decision === "shortlist"}
        onClick={shortlist}
      >
        Shortlist
      </Button>
      {disliked ? (
        <Button
          variant="filled"
          color="gray.8"
          leftSection={<ThumbsDown size={16} aria-hidden="true" />}
          aria-pressed
          title="Take it back"
          onClick={turn}
        >
          Not interested
        </Button>
      ) : (
        <Menu opened={menu} onChange={setMenu.set} position="bottom-start" shadow="md">
          <Menu.Target>
            <Button variant="default" leftSection={<ThumbsDown size={16} aria-hidden="true" />} aria-pressed={false}>
              Not interested
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Why? Your score learns from it.</Menu.Label>
            {REASONS.map(({ value, label: words }) => (
              <Menu.Item key={value} onClick={() => refuse(value)}>
                {words}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={() => refuse(null)}>No particular reason</Menu.Item>
            <Menu.Item onClick={setWriting.open}>In your own words …</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {why !== null && <span className={styles.soft}>{why}</span>}
      {shown !== null && <span className={styles.soft}>{shown}</span>}
      <Problem error={decide.error} />
      <Modal opened={writing} onClose={setWriting.close} title="Not interested, because …">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            refuse(formText(event.currentTarget, "reason").trim() || null);
            setWriting.close();
          }}
        >
          <Stack>
            <Textarea name="reason" label="Reason" autosize minRows={2} maxLength={500} data-autofocus />
            <Button type="submit">Save</Button>
          </Stack>
        </form>
      </Modal>
    </div>
  );
}
