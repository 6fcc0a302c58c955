import { Button, PasswordInput, SegmentedControl, Stack, TextInput, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";

import { client, unwrap } from "@/api/client";
import { signedIn } from "@/api/session";
import { formText } from "@/components/formText";
import { Loading, Problem } from "@/components/Notice";
import { Wordmark } from "@/components/Wordmark";

import styles from "./SignIn.module.css";

const route = getRouteApi("/sign-in");

/** Three ways in: the one-time link that `rolecall up` prints, e-mail and password, or a new account. */
export default function SignIn() {
  useDocumentTitle("Sign in · Rolecall");
  const { next } = route.useSearch();
  const router = useRouter();
  const token = useLinkToken();
  const [mode, setMode] = useState<"login" | "register">("login");
  const enter = () => router.history.replace(next ?? "/");

  return (
    <div className={styles.split}>
      <aside className={styles.brand}>
        <Wordmark size={34} />
        <p className={styles.promise}>A job search in which nothing gets lost.</p>
        <ol className={styles.stages} aria-label="How it works">
          <li>Finds the postings of the companies you name</li>
          <li>Scores each one, with reasons</li>
          <li>Writes your documents from your own facts</li>
          <li>Sends nothing that you have not approved</li>
          <li>Keeps track of what became of it</li>
        </ol>
      </aside>
      <main id="content" className={styles.form}>
        {token !== null ? (
          <LinkSignIn key={token} token={token} onDone={enter} />
        ) : (
          <>
            <Title order={1}>{mode === "login" ? "Welcome back" : "Make an account"}</Title>
            <SegmentedControl
              fullWidth
              mt="lg"
              aria-label="Sign in or register"
              value={mode}
              onChange={(value) => setMode(value === "register" ? "register" : "login")}
              data={[
                { value: "login", label: "Sign in" },
                { value: "register", label: "Register" },
              ]}
            />
            <Credentials key={mode} mode={mode} onDone={enter} />
            <p className={styles.hint}>
              On your own machine? <code>rolecall up</code> prints a sign-in link: opening it is enough.
            </p>
          </>
        )}
      </main>
    </div>
  );
}

/** A link may also be pasted into a tab that shows this page already: then only the part after `#` changes. */
function useLinkToken(): string | null {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    const onHash = () => setToken((before) => takeToken() ?? before);
    window.addEventListener("hashchange", onHash);
    return () => window.removeEventListener("hashchange", onHash);
  }, []);
  return token;
}

/** The token of `/sign-in#token=…`, taken out of the address at once so that it stays in no history. */
function takeToken(): string | null {
  const token = new URLSearchParams(window.location.hash.slice(1)).get("token");
  if (token !== null) window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  return token;
}

function LinkSignIn({ token, onDone }: { token: string; onDone: () => void }) {
  const { mutate, error } = useMutation({
    mutationFn: () => unwrap(client.POST("/api/v1/auth/link", { body: { token } })),
    onSuccess: (tokens) => {
      signedIn(tokens);
      onDone();
    },
  });
  // The link works once: a second effect of the same page must not use it again.
  const used = useRef(false);
  useEffect(() => {
    if (used.current) return;
    used.current = true;
    mutate();
  }, [mutate]);
  if (!error) return <Loading what="Signing you in" />;
  return (
    <Stack>
      <Title order={1}>This link did not work</Title>
      <Problem error={error} />
      <Button component="a" href="/sign-in" variant="default">
        Sign in another way
      </Button>
    </Stack>
  );
}

function Credentials({ mode, onDone }: { mode: "login" | "register"; onDone: () => void }) {
  const send = useMutation({
    mutationFn: (body: { name: string; email: string; password: string }) =>
      mode === "register"
        ? unwrap(client.POST("/api/v1/auth/register", { body }))
        : unwrap(client.POST("/api/v1/auth/login", { body: { email: body.email, password: body.password } })),
    onSuccess: (tokens) => {
      signedIn(tokens);
      onDone();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        send.mutate({ name: formText(form, "name"), email: formText(form, "email"), password: formText(form, "password") });
      }}
    >
      <Stack mt="lg">
        {mode === "register" && <TextInput name="name" label="Your name" autoComplete="name" required withAsterisk={false} />}
        <TextInput name="email" type="email" label="E-mail" autoComplete="email" required withAsterisk={false} />
        <PasswordInput
          name="password"
          label="Password"
          description={mode === "register" ? "At least 12 characters; a few words are fine." : undefined}
          minLength={mode === "register" ? 12 : undefined}
          autoComplete={mode === "register" ? "new-password" : "current-password"}
          required
          withAsterisk={false}
        />
        <Problem error={send.error} />
        <Button type="submit" loading={send.isPending} size="md">
          {mode === "register" ? "Make the account" : "Sign in"}
        </Button>
      </Stack>
    </form>
  );
}
