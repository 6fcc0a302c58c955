import { Tabs } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";

import { Page } from "@/components/Page";

import { AnswerBank } from "./AnswerBank";
import { FactBase } from "./FactBase";

const route = getRouteApi("/member/shell/facts");

/** What may be claimed of the candidate, and what they answer to the questions of forms: said once, used everywhere. */
export default function FactsPage() {
  const { tab } = route.useSearch();
  const navigate = useNavigate();
  const show = (chosen: string | null) =>
    void navigate({ to: "/facts", search: { tab: chosen === "answers" ? "answers" : undefined }, replace: true });
  return (
    <Page title="Facts and answers" lead="Say a thing once; it is used in every score, every document and every form.">
      <Tabs value={tab ?? "facts"} onChange={show} keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="facts">Facts</Tabs.Tab>
          <Tabs.Tab value="answers">Answers for forms</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="facts">
          <FactBase />
        </Tabs.Panel>
        <Tabs.Panel value="answers">
          <AnswerBank />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
