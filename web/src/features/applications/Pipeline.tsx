import { Button, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Columns3 } from "lucide-react";

import { applications, boards, overview } from "@/api/queries";
import type { Application } from "@/api/shapes";
import { count } from "@/components/format";
import { Empty, Waiting } from "@/components/Notice";
import { Page } from "@/components/Page";

import { Card } from "./Card";
import styles from "./applications.module.css";
import { WorthPreparing } from "./WorthPreparing";
import { CLOSED, COLUMNS } from "./states";

/** Every application by where it stands; what waits for the person is loud. */
export default function Pipeline() {
  const query = useQuery(applications());
  const items = query.data?.items;
  const companies = useQuery({ ...boards(), enabled: items?.length === 0 });
  const hasNone = companies.data?.items.length === 0;
  const closed = items?.filter(({ state }) => CLOSED.includes(state)) ?? [];
  return (
    <Page title="Pipeline" lead={<Figures />}>
      <Waiting query={query} what="your applications" />
      {items?.length === 0 && (
        <Empty
          icon={<Columns3 size={28} />}
          title="No applications yet"
          action={
            companies.data && (
              <Button component={Link} to={hasNone ? "/sources" : "/postings"}>
                {hasNone ? "Name a company" : "Look at the postings"}
              </Button>
            )
          }
        >
          {hasNone
            ? "Name the companies that you like. Their postings are read and scored; you choose which are worth an application."
            : "Choose a posting that is worth it and press “Prepare application”. It then moves through this board, and you decide at every gate."}
        </Empty>
      )}
      {items?.length === 0 && <WorthPreparing />}
      {items !== undefined && items.length > 0 && (
        <>
          <div className={styles.board}>
            {COLUMNS.map((column) => (
              <ColumnOf key={column.key} title={column.title} empty={column.empty} loud={column.key === "review"}
                items={items.filter(({ state }) => column.states.includes(state))} />
            ))}
          </div>
          <WorthPreparing />
          {closed.length > 0 && (
            <details className={styles.closed}>
              <summary>{count(closed.length, "closed application")}</summary>
              <ul className={styles.closedList}>
                {closed.map((item) => (
                  <Card key={item.id} application={item} />
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </Page>
  );
}

function ColumnOf({ title, empty, items, loud }: { title: string; empty: string; items: Application[]; loud: boolean }) {
  return (
    <section className={styles.column} aria-label={`${title}, ${count(items.length, "application")}`} data-empty={items.length === 0}>
      <header className={styles.columnHead}>
        <Title order={2} size="h3">
          {title}
        </Title>
        <span className={styles.tally} data-loud={loud && items.length > 0} aria-hidden="true">
          {items.length}
        </span>
      </header>
      {items.length === 0 ? (
        <p className={styles.columnEmpty}>{empty}</p>
      ) : (
        <ul className={styles.cards}>
          {items.map((item) => (
            <Card key={item.id} application={item} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Figures() {
  const { data } = useQuery(overview());
  if (!data) return <> </>;
  const waiting = data.applications.awaiting_approval ?? 0;
  const { postings_open: open, scored } = data;
  return (
    <>
      {count(open, "open posting")}
      {open > 0 && (scored < open ? `, ${scored} scored so far` : ", each scored against your résumé")}
      {waiting > 0 ? `; ${waiting === 1 ? "one package waits" : `${waiting} packages wait`} for your approval.` : "."}
    </>
  );
}
