import { Kbd, Modal, Switch } from "@mantine/core";

import { SHORTCUTS, useShortcutsOn } from "./keys";
import styles from "./Shell.module.css";

export function ShortcutsHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [on, setOn] = useShortcutsOn();
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="md">
      <dl className={styles.shortcuts}>
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              {keys.split(" ").map((key) => (
                <Kbd key={key} me={4}>
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch mt="md" label="Use single-key shortcuts" checked={on} onChange={(event) => setOn(event.currentTarget.checked)} />
    </Modal>
  );
}
