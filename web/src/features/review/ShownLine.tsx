import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";

import { Facts, type Shown } from "./Facts";
import styles from "./review.module.css";

export interface LineProps {
  shown: Shown | null;
  onShow: (shown: Shown) => void;
}

interface ShownLineProps extends LineProps {
  part: Shown;
  look: string;
  beside?: ReactNode;
}

/** One line of the package: its words show their facts. */
export function ShownLine({ part, look, beside, shown, onShow }: ShownLineProps) {
  const narrow = useMediaQuery("(max-width: 75em)", undefined, { getInitialValueInEffect: false });
  const isShown = shown?.id === part.id;
  const show = () => onShow(part);
  return (
    <div className={styles.row} data-shown={isShown} data-role={look} data-source={part.source}>
      <button type="button" className={styles.words} onClick={show} onFocus={show} onMouseEnter={show} aria-pressed={isShown}>
        {part.text}
      </button>
      {beside !== undefined && <div className={styles.beside}>{beside}</div>}
      {narrow && isShown && (
        <div className={styles.inline}>
          <Facts shown={part} />
        </div>
      )}
    </div>
  );
}
