import { readMetadata, type TurnOffer } from "./turnMetadata";

/** What a person may want to send next, as the response has put it into its metadata. */
export function followups(metadata: Readonly<Record<string, unknown>> | undefined): TurnOffer[] {
  return [...(readMetadata(metadata)?.offers ?? [])];
}
