import { Button, Group, Modal, VisuallyHidden } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Download, Eye, FileArchive, FileText } from "lucide-react";
import { useEffect, useState } from "react";

import { fetchBlob } from "@/api/client";
import type { PackageFile } from "@/api/shapes";
import { size } from "@/components/format";
import { Loading, Problem } from "@/components/Notice";

import styles from "./prepare.module.css";

const NAMES: Record<string, string> = {
  "resume.pdf": "Résumé, PDF",
  "resume.docx": "Résumé, Word",
  "cover-letter.pdf": "Cover letter, PDF",
  "cover-letter.docx": "Cover letter, Word",
};

/** Fetch a file of the API and give it to the browser as a download. */
export function useDownload() {
  return useMutation({
    mutationFn: async ({ url, name }: { url: string; name: string }) => {
      const address = URL.createObjectURL(await fetchBlob(url));
      const link = document.createElement("a");
      link.href = address;
      link.download = name;
      link.click();
      URL.revokeObjectURL(address);
    },
  });
}

export function FileList({ files }: { files: PackageFile[] }) {
  const [shown, setShown] = useState<PackageFile | null>(null);
  const download = useDownload();
  return (
    <>
      <ul className={styles.files}>
        {files.map((file) => (
          <FileCard key={file.name} file={file} onLook={() => setShown(file)} onSave={() => download.mutate(file)} />
        ))}
      </ul>
      <Problem error={download.error} />
      <Modal opened={shown !== null} onClose={() => setShown(null)} title={shown ? (NAMES[shown.name] ?? shown.name) : ""} size="min(900px, 96vw)">
        {shown && <Preview file={shown} />}
      </Modal>
    </>
  );
}

/** What is kept beside the files and does not go to the employer: the cover sheet, and everything as one archive. */
export function Enclosures({ applicationId, version, isOut }: { applicationId: string; version: number; isOut: boolean }) {
  const download = useDownload();
  const base = `/api/v1/applications/${applicationId}`;
  return (
    <div className={styles.enclosures}>
      <span className={styles.soft}>The cover sheet keeps the posting as it stood, the score with its reasons and the fingerprints. It is for you.</span>
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Download size={15} />}
          onClick={() => download.mutate({ url: `${base}/package/versions/${version}/files/cover-sheet.pdf`, name: "cover-sheet.pdf" })}
        >
          Cover sheet
        </Button>
        {isOut && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<FileArchive size={15} />}
            onClick={() => download.mutate({ url: `${base}/export`, name: "application.zip" })}
          >
            Everything as ZIP
          </Button>
        )}
      </Group>
      <Problem error={download.error} />
    </div>
  );
}

function FileCard({ file, onLook, onSave }: { file: PackageFile; onLook: () => void; onSave: () => void }) {
  const [printShown, setPrintShown] = useState(false);
  const name = NAMES[file.name] ?? file.name;
  return (
    <li>
      <FileText size={20} strokeWidth={1.7} aria-hidden="true" />
      <div className={styles.fileName}>
        <strong>{name}</strong>
        <span className={styles.soft}>
          {size(file.size)},{" "}
          <button type="button" className={styles.printToggle} aria-expanded={printShown} onClick={() => setPrintShown(!printShown)}>
            fingerprint<VisuallyHidden>&nbsp;of {name}</VisuallyHidden>
          </button>
        </span>
      </div>
      <Group gap={4} wrap="nowrap">
        {file.media_type === "application/pdf" && (
          <Button variant="subtle" size="compact-sm" leftSection={<Eye size={15} />} onClick={onLook}>
            Look<VisuallyHidden>&nbsp;at {name}</VisuallyHidden>
          </Button>
        )}
        <Button variant="subtle" size="compact-sm" leftSection={<Download size={15} />} onClick={onSave}>
          Save<VisuallyHidden>&nbsp;{name}</VisuallyHidden>
        </Button>
      </Group>
      {printShown && (
        <span className={styles.print}>
          SHA-256 <code>{file.sha256}</code>
        </span>
      )}
    </li>
  );
}

/** A PDF as the browser shows it. Asked for by fingerprint, so that what is seen is what would be sent. */
function Preview({ file }: { file: PackageFile }) {
  const query = useQuery({
    queryKey: ["file", file.url, file.sha256],
    queryFn: () => fetchBlob(file.url),
    staleTime: Infinity,
  });
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!query.data) return;
    const made = URL.createObjectURL(query.data);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the address lives exactly as long as this effect
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [query.data]);
  if (query.error) return <Problem error={query.error} onRetry={query.refetch} />;
  if (address === null) return <Loading what="Fetching the document" />;
  return <iframe src={address} title={NAMES[file.name] ?? file.name} className={styles.preview} />;
}
