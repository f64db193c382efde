import * as vscode from "vscode";
import type { Chat } from "../chat/chat";
import { discoveryRows, errorInWords } from "../editor/diagnostics/discoveryRows";
import type { RecentErrors } from "../editor/diagnostics/recentErrors";
import { machineRows } from "../editor/diagnostics/machineRows";
import { errorSection, type ReportSection, reportText } from "../editor/diagnostics/report";
import { reviewReport } from "../editor/diagnostics/reviewReport";
import { type SettingSchema, settingRows } from "../editor/diagnostics/settingRows";
import type { Timings } from "../editor/diagnostics/timings";
import type { Session } from "./createSession";

/** Longest wait for the server and for Clerk, in milliseconds. */
const DISCOVERY_MS = 10_000;

/** How many responses have their times told. */
const RESPONSES = 10;

/** What of the extension's manifest is told. */
interface Manifest {
  readonly version: string;
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, SettingSchema>> } };
}

export interface DiagnosticsParts {
  readonly context: Pick<vscode.ExtensionContext, "extension">;
  readonly session: () => Promise<Session>;
  /** The chat, once it has been used in this window. */
  readonly chat: () => Chat | undefined;
  readonly errors: Pick<RecentErrors, "all">;
  readonly timings: Pick<Timings, "all">;
  readonly guard: (run: () => Promise<void>) => void;
}

/**
 * Collects what helps to find out why something doesn't work, and shows it for review. What cannot be told is a row
 * that says so: whoever needs this report has a window in which something is broken.
 */
export async function copyDiagnostics(parts: DiagnosticsParts): Promise<void> {
  const manifest = parts.context.extension.packageJSON as Manifest;
  const signIn = await signInFacts(parts.session);
  const sections: readonly ReportSection[] = [
    { title: "Versions", columns: ["what", "version"], rows: versionRows(manifest.version, parts.context.extension) },
    {
      title: "Settings",
      columns: ["setting", "value", "written in"],
      rows: settingRows(manifest.contributes.configuration.properties, (name) =>
        vscode.workspace.getConfiguration().inspect(name),
      ),
    },
    {
      title: "Discovery",
      columns: ["what", "where", "found", "took"],
      rows: await discovery(parts.session),
    },
    { title: "Sign-in and chat", columns: ["what", "state"], rows: [...signIn.rows, ...chatRows(parts.chat())] },
    { title: "Timings", columns: ["what", "took"], rows: timingRows(parts.timings, parts.chat()) },
    errorSection(parts.errors.all, signIn.names),
  ];
  await reviewReport(reportText(sections), parts.guard);
}

function versionRows(version: string, extension: vscode.Extension<unknown>): readonly (readonly string[])[] {
  const { appName, appHost, uiKind, remoteName, uriScheme, language } = vscode.env;
  const { isTrusted, workspaceFolders = [] } = vscode.workspace;
  const runsIn = extension.extensionKind === vscode.ExtensionKind.UI ? "user interface" : "workspace";
  return [
    ["Agent Chat", version],
    ["Editor", `${appName} ${vscode.version}`],
    ["Host", `${uiKind === vscode.UIKind.Web ? "web" : "desktop"}, ${appHost}, ${uriScheme}`],
    ["Remote", remoteName ?? "none"],
    ["Extension runs in", runsIn],
    ...machineRows(),
    ["Display language", language],
    ["Workspace", `${workspaceFolders.length} folders, ${isTrusted ? "trusted" : "not trusted"}`],
  ];
}

async function discovery(session: DiagnosticsParts["session"]): Promise<readonly (readonly string[])[]> {
  try {
    const { settings, issuer } = await session();
    const { serverUrl, apiPrefix } = settings.agents();
    return await discoveryRows({
      serverUrl,
      apiPrefix,
      issuer: issuer(),
      send: (input, init) => fetch(input, init),
      signal: AbortSignal.timeout(DISCOVERY_MS),
    });
  } catch (error) {
    return [["Settings", "", errorInWords(error), ""]];
  }
}

/** Whether somebody is signed in, and every name that must not be told. */
async function signInFacts(
  session: DiagnosticsParts["session"],
): Promise<{ rows: readonly (readonly string[])[]; names: readonly string[] }> {
  try {
    const { auth } = await session();
    const [account, accounts] = await Promise.all([auth.account(), auth.accounts()]);
    const token = account && (await auth.tokenOrigin(account));
    const all = account ? [account, ...accounts] : accounts;
    return {
      rows: [
        ["Signed in", account ? "yes" : "no"],
        ["Accounts at this Clerk instance", String(accounts.length)],
        ...(account ? [["For an organization", account.organizationId === undefined ? "no" : "yes"]] : []),
        ...(account ? [["Access token", token ? tokenInWords(token.issuedAt) : "opaque, or without an issuer"]] : []),
      ],
      names: all.flatMap(({ label, sub, organization = "", organizationId = "" }) => [
        label,
        sub,
        organization,
        organizationId,
      ]),
    };
  } catch (error) {
    return { rows: [["Signed in", errorInWords(error)]], names: [] };
  }
}

/** @param issuedAt seconds since the epoch; 0 when the token does not say */
function tokenInWords(issuedAt: number): string {
  const minutes = Math.round((Date.now() / 1000 - issuedAt) / 60);
  return issuedAt === 0 ? "JWT" : `JWT, issued ${minutes} minutes ago`;
}

function chatRows(chat: Chat | undefined): readonly (readonly string[])[] {
  if (!chat) {
    return [["Chat", "not used in this window"]];
  }
  const { status, isOpen, agents } = chat.connection;
  return [
    ["Connection", status],
    ["Server is open", isOpen ? "yes" : "no"],
    ["Agents", String(agents.length)],
    ["Open threads", String(chat.sessions.current?.conversations.all.length ?? 0)],
  ];
}

/** Times of the extension, and of the last responses of this window: how long, and how they ended. */
function timingRows(timings: Pick<Timings, "all">, chat: Chat | undefined): readonly (readonly string[])[] {
  const turns = chat?.sessions.current?.conversations.all.flatMap((conversation) => conversation.turns) ?? [];
  const responses = turns
    .filter(({ role, endedAt }) => role === "agent" && endedAt !== undefined)
    .sort((a, b) => a.createdAt - b.createdAt)
    .slice(-RESPONSES);
  return [
    ...[...timings.all].map(([name, took]) => [name, `${took.toFixed(1)} ms`]),
    ...responses.map(({ createdAt, endedAt = createdAt, state }) => [
      `response, ${state}`,
      `${endedAt - createdAt} ms`,
    ]),
  ];
}
