import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { type ExportDetails, exportJson } from "../chat/export/jsonExport";
import { exportMarkdown } from "../chat/export/markdownExport";
import type { ExportFormat } from "../shared/protocol";
import type { Transcript } from "../shared/transcript";
import { UserFacingError } from "../shared/userFacingError";
import { safeFileName } from "./safeFileName";
import { nameOf, offerToOpen, type SaveDialog, saveFile } from "./saveFile";

interface Format {
  readonly mediaType: string;
  readonly filters: Record<string, string[]>;
  readonly write: (transcript: Transcript, details: ExportDetails) => string;
}

const formats: Readonly<Record<ExportFormat, Format>> = {
  markdown: { mediaType: "text/markdown", filters: { Markdown: ["md"] }, write: exportMarkdown },
  json: { mediaType: "application/json", filters: { JSON: ["json"] }, write: exportJson },
};

/** Saves a conversation as a file. */
export class ExportThread {
  /** @param serverLabel host and port of the server, for people to read */
  constructor(
    private readonly serverLabel: () => string,
    private readonly ask: SaveDialog = vscode.window.showSaveDialog,
  ) {}

  /**
   * @param transcript with all of its turns: what has not been loaded is named as missing
   * @param format asked for when it is left out
   * @throws UserFacingError "nothingToExport", or "notSaved" when the file could not be written
   */
  async run(transcript: Transcript, title: string, format?: ExportFormat): Promise<void> {
    if (transcript.turns.length === 0) {
      const message = l10n.t("Nothing to export: this thread is empty. Send a message first.");
      throw new UserFacingError("nothingToExport", message);
    }
    const chosen = format ?? (await chooseFormat());
    if (chosen === undefined) {
      return;
    }
    const { mediaType, filters, write } = formats[chosen];
    const details = { title, serverLabel: this.serverLabel(), exportedAt: Date.now() };
    const bytes = new TextEncoder().encode(write(transcript, details));
    // The dot of "v1.2" in a title is no ending.
    const name = safeFileName(title.replaceAll(".", " "), mediaType, l10n.t("Conversation"));
    const saved = await saveFile(this.ask, name, bytes, filters);
    if (saved !== undefined) {
      void offerToOpen(saved, l10n.t("Saved the thread as {0}.", nameOf(saved)));
    }
  }
}

async function chooseFormat(): Promise<ExportFormat | undefined> {
  const items: readonly (vscode.QuickPickItem & { format: ExportFormat })[] = [
    { label: l10n.t("Markdown"), description: l10n.t("Readable, for sharing"), format: "markdown" },
    { label: l10n.t("JSON"), description: l10n.t("Complete, for programs"), format: "json" },
  ];
  return (await vscode.window.showQuickPick(items, { title: l10n.t("Export Thread") }))?.format;
}
