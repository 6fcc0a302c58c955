import { Loader } from "@mantine/core";
import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useState } from "react";

import { client, unwrap } from "@/api/client";
import type { ResumeFile } from "@/api/shapes";

import styles from "./profile.module.css";

export type Upload = UseMutationResult<ResumeFile, Error, File>;

export function useUpload(onSuccess?: () => void): Upload {
  return useMutation({
    onSuccess,
    mutationFn: (file: File) => {
      // The server says the same, but only once the whole file is with it.
      if (file.size > MOST_BYTES) return Promise.reject(new Error(`${file.name} has ${Math.ceil(file.size / 1e6)} MB; at most 10 MB are read.`));
      return unwrap(
        client.POST("/api/v1/resumes", {
          body: { file: file as unknown as string },
          bodySerializer: () => {
            const form = new FormData();
            form.append("file", file);
            return form;
          },
        }),
      );
    },
  });
}

const MOST_BYTES = 10_000_000;
const ACCEPT = ".pdf,.docx,.txt,.md,.markdown,.json,.yaml,.yml,.zip";

/** A place to drop a file on; it is the label of a file field, so that a click and the keyboard do the same. */
export function DropResume({ upload }: { upload: Upload }) {
  const [over, setOver] = useState(false);
  const send = (files: FileList | null) => {
    const file = files?.[0];
    if (file) upload.mutate(file);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is one way more; the field in it is the other
    <label
      className={styles.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        send(event.dataTransfer.files);
      }}
    >
      {upload.isPending ? <Loader size="sm" aria-hidden="true" /> : <FileUp size={30} strokeWidth={1.6} aria-hidden="true" />}
      <strong>{upload.isPending ? "Sending your résumé …" : "Drop your résumé here, or choose a file"}</strong>
      <span className={styles.soft}>PDF, Word, text, Markdown, JSON Resume, RenderCV, or LinkedIn’s export as PDF or ZIP. It stays with this Rolecall.</span>
      <input
        type="file"
        accept={ACCEPT}
        className={styles.fileInput}
        disabled={upload.isPending}
        onChange={(event) => {
          send(event.currentTarget.files);
          // The same file may be chosen again after it was put right.
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
