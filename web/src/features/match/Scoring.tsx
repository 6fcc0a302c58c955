import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { scoring } from "@/api/queries";
import { Waiting } from "@/components/Notice";
import { Page } from "@/components/Page";

import { Learnt } from "./Learnt";
import { LabelsCounted } from "./LabelsCounted";
import { TakeOrReset } from "./TakeOrReset";
import { Weights } from "./Weights";

/** What counts for the user's score, what it learnt from their decisions, and how to take it along or start over. */
export default function Scoring() {
  const query = useQuery(scoring());
  return (
    <Page title="How your score is made" narrow lead="The same for every posting, and nothing in it is hidden.">
      <Stack gap="lg">
        <Waiting query={query} what="how your score is made" />
        {query.data && (
          <>
            <LabelsCounted scoring={query.data} />
            <Weights parts={query.data.parts} />
            <Learnt scoring={query.data} />
            <TakeOrReset scoring={query.data} />
          </>
        )}
      </Stack>
    </Page>
  );
}
