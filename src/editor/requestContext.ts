import { parseServerUrl } from "../agents/serverUrl";

/**
 * Reads the setting `agentChat.requestContext`: by a server's address, the values that its code reads. A person can
 * write anything there; what is no address or no object is ignored.
 *
 * @param baseUrl as `ServerUrl`
 */
export function contextFor(setting: unknown, baseUrl: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    entriesOf(setting).flatMap(([address, values]) => (baseUrlOf(address) === baseUrl ? entriesOf(values) : [])),
  );
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function baseUrlOf(address: string): string | undefined {
  try {
    return parseServerUrl(address).baseUrl;
  } catch {
    return undefined;
  }
}
