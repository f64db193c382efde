import type { RecentError } from "./recentErrors";
import { withoutSecrets } from "./withoutSecrets";

/** A table with a heading. */
export interface ReportSection {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Errors whose sentences are about servers, Clerk and the settings. All others may name threads, files, or what an
 * agent has said, or who was signed in, and are told by their kind alone.
 */
const ABOUT_CONNECTION: ReadonlySet<string> = new Set([
  "accessDenied",
  "browserNotOpened",
  "clerkNotConfigured",
  "clientId",
  "clockWrong",
  "codeRejected",
  "deviceCodeExpired",
  "deviceGrantRefused",
  "foreignOrigin",
  "idTokenInvalid",
  "insecureOrigin",
  "insecureUrl",
  "invalidClient",
  "issuer",
  "keysUnreachable",
  "network",
  "noAgents",
  "noMemory",
  "noServer",
  "notClerk",
  "notMastra",
  "notSignedIn",
  "notSignedOut",
  "offline",
  "opaqueToken",
  "originDeclined",
  "otherInstance",
  "portNotOpened",
  "publishableKey",
  "rateLimited",
  "redirected",
  "refreshRefused",
  "server",
  "serverClock",
  "sessionEnded",
  "signInRequired",
  "storageFailed",
  "timedOut",
  "timeout",
  "tokenExpired",
  "tooLarge",
  "unauthorized",
]);

/** @param names of accounts and organizations, which are taken out of the sentences */
export function errorSection(errors: readonly RecentError[], names: readonly string[]): ReportSection {
  return {
    title: "Last errors of this window",
    columns: ["when (UTC)", "while", "kind", "cause", "what was said"],
    rows: errors.map(({ at, what, kind, cause, sentence }) => [
      new Date(at).toISOString(),
      what,
      kind === "" ? "unexpected" : kind,
      cause,
      ABOUT_CONNECTION.has(kind) ? withoutSecrets(sentence, names) : "",
    ]),
  };
}

/**
 * The report as Markdown. It is in English whatever the display language: people who help read it, and what was said to
 * the person stands in it as they have read it.
 */
export function reportText(sections: readonly ReportSection[]): string {
  const head = [
    "# Agent Chat diagnostics",
    "",
    "Read this before you share it, and delete what should stay with you. It holds no tokens, no names of accounts, no queries of addresses, and nothing of your threads. It does name the hosts of your server and of your Clerk instance.",
  ];
  return `${[...head, ...sections.flatMap(sectionLines)].join("\n")}\n`;
}

function sectionLines({ title, columns, rows }: ReportSection): readonly string[] {
  const lines = rows.length === 0 ? ["none"] : [line(columns), line(columns.map(() => "---")), ...rows.map(line)];
  return ["", `## ${title}`, "", ...lines];
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll(/\s+/g, " ").replaceAll("|", "\\|")).join(" | ")} |`;
}
