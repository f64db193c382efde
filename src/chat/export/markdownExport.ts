import * as l10n from "@vscode/l10n";
import type { Transcript, Turn } from "../../shared/transcript";
import type { ExportDetails } from "./exportDetails";
import { isoTime } from "./jsonExport";
import { inlineText } from "./markdownText";
import { errorMarkdown, paragraphs, partsMarkdown } from "./partMarkdown";

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
    `*${facts.join(", ")}*`,
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
      return `*${l10n.t("This answer was still being written.")}*`;
    case "waiting":
      return `*${l10n.t("This answer waits for a decision.")}*`;
    case "stopped":
      return `*${l10n.t("Stopped.")}*`;
    case "interrupted":
      return `*${l10n.t("The connection was lost before this answer was complete.")}*`;
    case "failed":
      return `*${l10n.t("This answer failed.")}*`;
  }
}
