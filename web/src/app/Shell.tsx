import { ActionIcon, Button, Menu, Tooltip, VisuallyHidden } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { BookOpenCheck, Columns3, Keyboard, ListFilter, LogOut, Radio, Settings, UserRound } from "lucide-react";
import { useEffect, useState } from "react";

import { client } from "@/api/client";
import { followLive, type LiveState } from "@/api/live";
import { me, overview, searches } from "@/api/queries";
import { signedOut } from "@/api/session";
import { Empty, Problem } from "@/components/Notice";
import { Wordmark } from "@/components/Wordmark";

import { useKeys } from "./keys";
import styles from "./Shell.module.css";
import { ShortcutsHelp } from "./ShortcutsHelp";

const PLACES = [
  { to: "/", label: "Pipeline", icon: Columns3 },
  { to: "/postings", label: "Postings", icon: ListFilter },
  { to: "/sources", label: "Sources", icon: Radio },
  { to: "/profile", label: "Profile", icon: UserRound },
  { to: "/facts", label: "Facts", icon: BookOpenCheck },
  { to: "/settings", label: "Settings", icon: Settings },
] as const;

/** What the figure beside a place counts. */
const BADGES: Record<string, { words: string; kind: string } | undefined> = {
  "/": { words: "waiting for your approval", kind: "call" },
  "/postings": { words: "new in your saved searches", kind: "news" },
  "/sources": { words: "failing", kind: "poor" },
};

/** The frame of the signed-in screens: where one can go, and whether the screen is live. */
export function Shell() {
  const [helpOpen, help] = useDisclosure(false);
  const navigate = useNavigate();
  const live = useLive();
  const { data: counts } = useQuery(overview());
  useKeys({
    "g p": () => void navigate({ to: "/" }),
    "g o": () => void navigate({ to: "/postings" }),
    "g s": () => void navigate({ to: "/sources" }),
    "g r": () => void navigate({ to: "/profile" }),
    "g f": () => void navigate({ to: "/facts" }),
    "g ,": () => void navigate({ to: "/settings" }),
    "?": help.open,
  });
  const { data: saved } = useQuery(searches());
  // Those that were asked to be told of.
  const news = saved?.items.reduce((sum, { notify, new: found }) => sum + (notify ? found : 0), 0) ?? 0;
  const waiting = counts?.applications.awaiting_approval ?? 0;
  const badges: Record<string, number | undefined> = { "/": waiting, "/postings": news, "/sources": counts?.boards.failing };
  return (
    <div className={styles.shell}>
      <nav className={styles.rail} aria-label="Main">
        <Link to="/" className={styles.home} aria-label="Rolecall, to the pipeline">
          <Wordmark />
        </Link>
        <div className={styles.nav}>
          {PLACES.map(({ to, label, icon: Icon }) => (
            <Link key={to} to={to} activeOptions={{ exact: to === "/" }} className={styles.place} activeProps={{ "aria-current": "page" }}>
              <Icon size={19} strokeWidth={1.9} aria-hidden="true" />
              <span>{label}</span>
              {(badges[to] ?? 0) > 0 && (
                <span className={styles.badge} data-kind={BADGES[to]?.kind}>
                  {badges[to]}
                  <VisuallyHidden> {BADGES[to]?.words}</VisuallyHidden>
                </span>
              )}
            </Link>
          ))}
        </div>
        <div className={styles.foot}>
          <Live state={live} />
          <Tooltip label="Keyboard shortcuts (?)">
            <ActionIcon variant="transparent" className={styles.footButton} onClick={help.open} aria-label="Keyboard shortcuts">
              <Keyboard size={18} />
            </ActionIcon>
          </Tooltip>
          <Account />
        </div>
      </nav>
      <main id="content" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <ShortcutsHelp opened={helpOpen} onClose={help.close} />
    </div>
  );
}

function useLive(): LiveState {
  const [state, setState] = useState<LiveState>("connecting");
  const queries = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    void followLive(queries, setState, stop.signal);
    return () => stop.abort();
  }, [queries]);
  return state;
}

const LIVE_WORDS: Record<LiveState, string> = { live: "Live", connecting: "Connecting", offline: "Offline" };

function Live({ state }: { state: LiveState }) {
  return (
    <span className={styles.live} data-state={state} role="status">
      <span className={styles.dot} aria-hidden="true" />
      {LIVE_WORDS[state]}
    </span>
  );
}

function Account() {
  const { data } = useQuery(me());
  const signOut = async () => {
    await client.POST("/api/v1/auth/logout").catch(() => null);
    signedOut();
  };
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="transparent" className={styles.footButton} aria-label="Your account">
          <LogOut size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{data ? `${data.user.name} · ${data.workspace.name}` : "Your account"}</Menu.Label>
        <Menu.Item leftSection={<LogOut size={16} />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function Missing() {
  return (
    <main id="content">
      <Empty icon={<ListFilter size={28} />} title="There is nothing at this address" action={<Link to="/">To the pipeline</Link>}>
        The address may be old, or mistyped.
      </Empty>
    </main>
  );
}

export function Failure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div style={{ maxWidth: 640, margin: "12vh auto", padding: 24 }}>
      <Problem error={error} />
      <Button mt="md" onClick={again}>
        Try again
      </Button>
    </div>
  );
}
