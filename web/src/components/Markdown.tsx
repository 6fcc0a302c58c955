import type { Element, ElementContent, Nodes, Root, Text } from "hast";
import { useEffect, useMemo, useRef } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

import styles from "./components.module.css";
import { unitOffset } from "./format";

export interface Range {
  start: number;
  end: number;
}

interface MarkdownProps {
  /** Markdown from outside: raw HTML in it is shown as text, links open apart, images are not fetched. */
  text: string;
  /** What to mark, in code points of `text`; scrolled into view when it changes. */
  mark?: Range | null;
}

const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener nofollow">
      {children}
    </a>
  ),
  img: ({ alt }) => <>{alt}</>,
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h3>{children}</h3>,
  h4: ({ children }) => <h4>{children}</h4>,
  h5: ({ children }) => <h4>{children}</h4>,
  h6: ({ children }) => <h4>{children}</h4>,
  table: ({ children }) => (
    <div className={styles.tableScroll}>
      <table>{children}</table>
    </div>
  ),
};

export default function Markdown({ text, mark }: MarkdownProps) {
  const box = useRef<HTMLDivElement>(null);
  const start = mark ? unitOffset(text, mark.start) : -1;
  const end = mark ? unitOffset(text, mark.end) : -1;
  const plugins = useMemo(() => [[markRange, { start, end }]] as [typeof markRange, Range][], [start, end]);
  useEffect(() => {
    if (start < 0) return;
    const mark = box.current?.querySelector("mark");
    const pane = box.current?.parentElement;
    if (!mark || !pane) return;
    if (pane.scrollHeight > pane.clientHeight + 1) {
      // Where the text has a pane of its own only that scrolls: what was pressed stays under the pointer.
      const top = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
      pane.scrollTo({ top: top - pane.clientHeight / 3, behavior: "smooth" });
    } else {
      mark.scrollIntoView({ block: "center", behavior: "smooth" });
    }
  }, [start]);
  return (
    <div className={styles.prose} ref={box}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={plugins} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

/** A rehype plugin: wraps what stood between two source offsets in `<mark>`, across as many elements as it takes. */
export function markRange({ start, end }: Range) {
  return (tree: Root) => {
    if (start >= 0 && end > start) visit(tree, start, end);
  };
}

function visit(node: Root | Element, start: number, end: number): void {
  node.children = (node.children as Nodes[]).flatMap((child): Nodes[] => {
    if (child.type === "element") visit(child, start, end);
    return child.type === "text" ? split(child, start, end) : [child];
  }) as Element["children"];
}

function split(text: Text, start: number, end: number): ElementContent[] {
  const from = text.position?.start.offset;
  const to = text.position?.end.offset;
  if (from === undefined || to === undefined || to <= start || from >= end) return [text];
  // Escapes and entities make the source longer than the text; then the whole run is marked.
  const exact = to - from === text.value.length;
  const a = exact ? Math.max(0, start - from) : 0;
  const b = exact ? Math.min(text.value.length, end - from) : text.value.length;
  const marked = text.value.slice(a, b);
  if (marked.trim() === "") return [text];
  return [
    ...plain(text.value.slice(0, a)),
    { type: "element", tagName: "mark", properties: {}, children: [{ type: "text", value: marked }] },
    ...plain(text.value.slice(b)),
  ];
}

function plain(value: string): Text[] {
  return value === "" ? [] : [{ type: "text", value }];
}
