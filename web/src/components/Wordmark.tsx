import styles from "./components.module.css";

/** The roll with one line called. */
export function Wordmark({ size = 28 }: { size?: number }) {
  return (
    <span className={styles.wordmark}>
      <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#17433a" />
        <path d="M8 10.5h9M8 16h7M8 21.5h9" stroke="#8fb5a8" strokeWidth="2.6" strokeLinecap="round" />
        <path d="m18.5 16.2 3 3 4.6-6.6" fill="none" stroke="#d8f26a" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      rolecall
    </span>
  );
}
