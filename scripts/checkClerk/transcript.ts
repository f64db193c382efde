import { parseServerUrl } from "../../src/agents/serverUrl";
import { type Finding, linesOf } from "./report";

/** What else a reader of the transcript wants to know. */
export interface TranscriptHead {
  readonly extensionVersion: string;
  readonly issuer: string;
  /** As it was typed, which may hold a password; undefined when no server was to be checked. */
  readonly server: string | undefined;
  readonly now: Date;
}

/** The report as a text that can be attached to an issue. */
export function transcriptOf(findings: readonly Finding[], head: TranscriptHead): string {
  const sections = [...new Set(findings.map(({ section }) => section))];
  const body = sections.map((section) => {
    const lines = findings.filter((finding) => finding.section === section).flatMap(linesOf);
    return [section, ...lines].join("\n");
  });
  return `${[
    [
      `Agent Chat ${head.extensionVersion}: check of Clerk, ${head.now.toISOString()}`,
      `Node ${process.version} on ${process.platform}`,
      `Clerk: ${head.issuer === "" ? "not known" : head.issuer}`,
      `Server: ${serverInWords(head.server)}`,
      "There is no token, code or value of a claim in this file. It does name the addresses above and your agents.",
    ].join("\n"),
    ...body,
  ].join("\n\n")}\n`;
}

function serverInWords(server: string | undefined): string {
  if (server === undefined) {
    return "not checked";
  }
  try {
    return parseServerUrl(server).baseUrl;
  } catch {
    return "not an address that can be used";
  }
}
