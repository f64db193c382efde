import * as l10n from "@vscode/l10n";
import { formatNumber } from "../../shared/formats";
import { safeHref } from "../../shared/links";
import type {
  ContextPart,
  FilePart,
  Part,
  ProgressNote,
  ReasoningPart,
  SourcePart,
  StepPart,
  ToolCallPart,
  ToolCallStatus,
  Transcript,
  Turn,
} from "../../shared/transcript";
import { type ExportDetails, isoTime } from "./jsonExport";
import { closedMarkdown, fencedOutput, fencedValue, folded, inlineText, quoted } from "./markdownText";

/**
 * A thread as Markdown to read and to pass on: a heading for each turn, its text as it was written,
 * reasoning folded, tools with what went in and came out. The content of attachments and files is not in
 * it, only their names; the JSON export has everything.
 */
export function exportMarkdown(transcript: Transcript, details: ExportDetails): string {
  const { title, serverLabel, exportedAt } = details;
  const head = [
    `# ${inlineText(title) || l10n.t("Conversation")}`,
    [l10n.t("Server: {0}", inlineText(serverLabel)), l10n.t("Exported: {0}", isoTime(exportedAt))].join("  \n"),
    transcript.earlier === true ? `*${l10n.t("Earlier messages of this thread are not included.")}*` : undefined,
  ];
  return `${paragraphs([...head, ...transcript.turns.map(turnMarkdown)])}\n`;
}

function turnMarkdown(turn: Turn): string {
  const name = turn.role === "user" ? l10n.t("You") : inlineText(turn.agentName) || l10n.t("Agent");
  const facts = [isoTime(turn.createdAt), ...(turn.model === undefined ? [] : [inlineText(turn.model)])];
  return paragraphs([
    `## ${name}`,
    `*${facts.join(" · ")}*`,
    partsMarkdown(turn.parts),
    turn.error === undefined ? stateNote(turn) : errorMarkdown(turn.error.message),
  ]);
}

/** How a turn ended, where that is not the usual way. */
function stateNote({ state }: Turn): string | undefined {
  switch (state) {
    case "complete":
      return undefined;
    case "streaming":
      return `*${l10n.t("This response was still being written.")}*`;
    case "waiting":
      return `*${l10n.t("This response is waiting for a decision.")}*`;
    case "stopped":
      return `*${l10n.t("Stopped.")}*`;
    case "interrupted":
      return `*${l10n.t("The connection was lost before this response was complete.")}*`;
    case "failed":
      return `*${l10n.t("This response failed.")}*`;
  }
}

/** Parts of a turn as blocks of Markdown, with blank lines between them; text stays as it was written. */
function partsMarkdown(parts: readonly Part[]): string {
  return paragraphs(parts.map(partMarkdown));
}

/** Blocks with blank lines between them; empty ones are left out. */
function paragraphs(blocks: readonly (string | undefined)[]): string {
  return blocks.filter((block) => block !== undefined && block !== "").join("\n\n");
}

function partMarkdown(part: Part): string {
  switch (part.kind) {
    case "text":
      return part.text.trim() === "" ? "" : closedMarkdown(part.text.replace(/\s+$/, ""));
    case "reasoning":
      return reasoning(part);
    case "tool":
      return toolCall(part);
    case "source":
      return source(part);
    case "file":
      return `- ${l10n.t("File: {0}", fileWords(part))}`;
    case "object":
      return fencedValue(part.value);
    case "data":
      return paragraphs([`**${inlineText(part.name)}**`, progress([part.note])]);
    case "step":
      return step(part);
    case "context":
      return attachment(part);
  }
}

function reasoning({ text, durationMs }: ReasoningPart): string {
  const summary =
    durationMs === undefined
      ? l10n.t("Thought process")
      : l10n.t("Thought process ({0} s)", formatNumber(Math.max(1, Math.round(durationMs / 1000))));
  return text.trim() === "" ? "" : folded(summary, closedMarkdown(text.trim()));
}

function toolCall(call: ToolCallPart): string {
  return paragraphs([
    `### ${withStatus(l10n.t("Tool {0}", inlineText(call.toolName)), call.status)}`,
    named(l10n.t("Arguments"), call.args ?? (call.argsText === "" ? undefined : call.argsText)),
    call.progress === undefined ? undefined : progress(call.progress),
    call.nested === undefined ? undefined : inside(l10n.t("Inside {0}", call.toolName), call.nested),
    named(l10n.t("Asked for"), call.suspension?.payload),
    named(l10n.t("Result"), call.result, fencedOutput),
    call.reason === undefined || call.reason === "" ? undefined : quoted(l10n.t("Declined: {0}", call.reason)),
    call.error === undefined ? undefined : errorMarkdown(call.error),
  ]);
}

function step({ name, status, output, error, parts }: StepPart): string {
  return paragraphs([
    withStatus(`**${l10n.t("Step {0}", inlineText(name))}**`, status),
    parts.length === 0 ? undefined : inside(l10n.t("Inside {0}", name), parts),
    named(l10n.t("Result"), output, fencedOutput),
    error === undefined ? undefined : errorMarkdown(error),
  ]);
}

/** An error as a person saw it. */
function errorMarkdown(message: string): string {
  return quoted(`**${l10n.t("Error")}:** ${message}`);
}

function inside(summary: string, parts: readonly Part[]): string | undefined {
  const text = partsMarkdown(parts);
  return text === "" ? undefined : folded(summary, text);
}

function named(name: string, value: unknown, asCode = fencedValue): string | undefined {
  return value === undefined ? undefined : `${name}:\n\n${asCode(value)}`;
}

function progress(notes: readonly ProgressNote[]): string {
  return paragraphs(
    notes.flatMap(({ label, percent, value }) => {
      const words = [
        inlineText(label),
        percent === undefined ? "" : formatNumber(Math.round(percent) / 100, { style: "percent" }),
      ];
      const line = words.filter((word) => word !== "").join(" · ");
      return [line === "" ? undefined : `- ${line}`, value === undefined ? undefined : fencedOutput(value)];
    }),
  );
}

function source({ title, url }: SourcePart): string {
  const href = safeHref(url);
  const words = inlineText(title === "" ? url : title);
  return `- ${l10n.t("Source:")} ${href === undefined ? words : `[${words}](<${href.replaceAll(">", "%3E")}>)`}`;
}

function fileWords({ name, mediaType, url }: FilePart): string {
  const href = url === undefined ? undefined : safeHref(url);
  const kind = mediaType === "" ? "" : ` (${inlineText(mediaType)})`;
  return `${inlineText(name)}${kind}${href === undefined ? "" : ` <${href}>`}`;
}

function attachment({ item }: ContextPart): string {
  const detail = item.detail === "" || item.detail === item.name ? "" : ` (${inlineText(item.detail)})`;
  return `- ${l10n.t("Attached: {0}", `${inlineText(item.name)}${detail}`)}`;
}

function withStatus(name: string, status: ToolCallStatus | StepPart["status"]): string {
  return l10n.t("{0}: {1}", name, statusWord(status));
}

function statusWord(status: ToolCallStatus | StepPart["status"]): string {
  switch (status) {
    case "writing":
    case "running":
      return l10n.t("not finished");
    case "awaitingApproval":
    case "suspended":
    case "waiting":
      return l10n.t("waiting for a decision");
    case "done":
      return l10n.t("done");
    case "failed":
      return l10n.t("failed");
    case "declined":
      return l10n.t("declined");
    case "cancelled":
      return l10n.t("canceled");
  }
}
