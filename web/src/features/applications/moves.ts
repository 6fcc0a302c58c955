import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";

import { client, unwrap } from "@/api/client";

import { OUTCOME_WORDS, type Outcome } from "./states";

/** What a person may do to an application besides approving its package. Each writes its line into the timeline. */
export function useMoves(id: string) {
  const path = { params: { path: { application_id: id } } };
  return {
    sent: useMutation({
      mutationFn: (body: { sent_at?: string; note?: string }) => unwrap(client.POST("/api/v1/applications/{application_id}/sent", { ...path, body })),
      onSuccess: () => notifications.show({ message: "Noted as sent." }),
    }),
    outcome: useMutation({
      mutationFn: (body: { state: Outcome; note?: string }) => unwrap(client.POST("/api/v1/applications/{application_id}/outcome", { ...path, body })),
      onSuccess: (_, { state }) => notifications.show({ message: `Noted: ${OUTCOME_WORDS[state].toLowerCase()}.` }),
    }),
    withdraw: useMutation({
      mutationFn: (body: { reason?: string }) => unwrap(client.POST("/api/v1/applications/{application_id}/withdraw", { ...path, body })),
      onSuccess: () => notifications.show({ message: "Withdrawn." }),
    }),
    again: useMutation({
      mutationFn: () => unwrap(client.POST("/api/v1/applications/{application_id}/package", path)),
      onSuccess: () => notifications.show({ message: "Writing your documents again, from your profile as it is now." }),
    }),
    note: useMutation({
      mutationFn: (text: string) => unwrap(client.POST("/api/v1/applications/{application_id}/timeline", { ...path, body: { text } })),
    }),
  };
}
