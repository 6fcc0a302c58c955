import { Button, Group, Stack, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { FileClock } from "lucide-react";
import { useState } from "react";

import { application, applicationPackage, posting } from "@/api/queries";
import type { Application, Package } from "@/api/shapes";
import { ago, shortPrint } from "@/components/format";
import { Meta, When } from "@/components/Meta";
import { Empty, Notice, Waiting } from "@/components/Notice";
import { Card, Page } from "@/components/Page";
import { Tag } from "@/components/Tag";
import { LivenessLine } from "@/features/discover/LivenessLine";
import { FileList } from "@/features/prepare/Files";
import { LetterPanel } from "@/features/prepare/LetterPanel";

import { DecisionBar } from "./DecisionBar";
import { FactsAside, type Shown } from "./Facts";
import { LetterText } from "./LetterText";
import { ResumeText } from "./ResumeText";
import styles from "./review.module.css";

const route = getRouteApi("/member/shell/applications/$applicationId/package");

export default function PackageReview() {
  const { applicationId } = route.useParams();
  const item = useQuery(application(applicationId));
  const made = useQuery(applicationPackage(applicationId));
  if (!item.data || !made.data) {
    return (
      <Page title="Package" narrow>
        <Waiting query={item.data ? made : item} what="the package" />
        {made.data === null && (
          <Empty
            icon={<FileClock size={28} />}
            title="No package yet"
            action={
              <Link to="/applications/$applicationId" params={{ applicationId }}>
                To the application
              </Link>
            }
          >
            It is being written; this page shows it as soon as it is there.
          </Empty>
        )}
      </Page>
    );
  }
  return <Review key={applicationId} application={item.data} latest={made.data} />;
}

/** What is on the screen stays until the person asks for the newer version: nobody approves what they have not seen. */
function Review({ application: item, latest }: { application: Application; latest: Package }) {
  const [seen, setSeen] = useState(latest);
  const [shown, setShown] = useState<Shown | null>(null);
  const editable = seen.status === "draft" && item.state === "awaiting_approval";
  // Same bytes: take over what else changed, such as that it was approved.
  if (latest !== seen && latest.fingerprint === seen.fingerprint) setSeen(latest);
  const isOld = latest.fingerprint !== seen.fingerprint;
  const parts = { applicationId: item.id, editable, shown, onShow: setShown, onEdited: setSeen };
  return (
    <Page
      title={`Package for ${item.title}`}
      lead={
        <Meta>
          <Link to="/applications/$applicationId" params={{ applicationId: item.id }}>
            {item.company}
          </Link>
          <>version {seen.version}</>
          <When at={seen.created_at}>made {ago(seen.created_at)}</When>
          <code title={seen.fingerprint}>{shortPrint(seen.fingerprint)}</code>
          <PackageTag status={seen.status} />
        </Meta>
      }
    >
      <Stack gap="sm" mb="md" role="status">
        {isOld && (
          <Notice tone="fair">
            <Group justify="space-between">
              This package was replaced by version {latest.version}. What you see is version {seen.version}, which can no longer be approved.
              <Button size="compact-sm" variant="default" onClick={() => setSeen(latest)}>
                Show version {latest.version}
              </Button>
            </Group>
          </Notice>
        )}
        {editable && <PostingStands postingId={item.posting_id} />}
        {seen.notices.map((notice) => (
          <Notice key={notice}>{notice}</Notice>
        ))}
      </Stack>
      <div className={styles.layout}>
        <Tabs defaultValue="resume" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="resume">Résumé</Tabs.Tab>
            <Tabs.Tab value="letter">Cover letter</Tabs.Tab>
            <Tabs.Tab value="files">Files</Tabs.Tab>
            <Tabs.Tab value="out">Left out ({seen.left_out.length})</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="resume">
            <ResumeText sections={seen.resume.sections} {...parts} />
          </Tabs.Panel>
          <Tabs.Panel value="letter">
            <LetterPanel applicationId={item.id} shown={seen} editable={editable} onWritten={setSeen} />
            <LetterText paragraphs={seen.letter.paragraphs} {...parts} />
          </Tabs.Panel>
          <Tabs.Panel value="files">
            <Card label="Files">
              <FileList files={seen.files} />
            </Card>
          </Tabs.Panel>
          <Tabs.Panel value="out">
            <LeftOut items={seen.left_out} />
          </Tabs.Panel>
        </Tabs>
        <FactsAside shown={shown} />
      </div>
      {item.state === "awaiting_approval" && <DecisionBar key={seen.fingerprint} application={item} seen={seen} isOld={isOld} />}
    </Page>
  );
}

/** Whoever approves is told first where the posting is gone, or where nobody knows. */
function PostingStands({ postingId }: { postingId: string }) {
  const { data } = useQuery(posting(postingId));
  if (data === undefined || data.liveness.state === "live") return null;
  return (
    <>
      <Notice tone={data.liveness.state === "closed" ? "poor" : "fair"}>
        {data.liveness.state === "closed"
          ? "The posting is closed. You can approve the package anyway, if you know better."
          : "Nobody knows just now whether the posting is still open. It is looked at once more when you approve."}
      </Notice>
      <LivenessLine postingId={postingId} liveness={data.liveness} />
    </>
  );
}

function PackageTag({ status }: { status: Package["status"] }) {
  if (status === "approved") return <Tag tone="good">Approved</Tag>;
  if (status === "draft") return <Tag tone="call">Waits for your approval</Tag>;
  return <Tag>Discarded</Tag>;
}

function LeftOut({ items }: { items: Package["left_out"] }) {
  return (
    <Card label="Left out">
      {items.length === 0 && <p style={{ margin: 0 }}>Nothing of your résumé was left out.</p>}
      <ul className={styles.leftOut}>
        {items.map(({ text, why }, at) => (
          <li key={at}>
            <q className={styles.document}>{text}</q>
            <span className={styles.soft}>{why}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
