import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { admission } from "../../chat/attachments/admission";
import { assertFits, requestBytes } from "../../chat/attachments/limits";
import { UserFacingError } from "../../shared/userFacingError";
import { readAttachment } from "../attachments/readAttachment";
import type { WorkspaceFiles } from "../code/workspaceFiles";
import { linkTarget } from "./linkTarget";

/** More files at once are a mistake of whoever asks. */
const MOST_FILES = 20;

/**
 * Reads the files that an assistant names, as they are in the editor. They must lie in the workspace, also where
 * links lead; those whose names say that they hold secrets are refused, since no person has named them.
 *
 * @throws UserFacingError with one sentence, which the assistant reads
 */
export async function readAskFiles(
  paths: readonly string[],
  files: Pick<WorkspaceFiles, "findAll">,
): Promise<readonly Attachment[]> {
  if (paths.length === 0) {
    return [];
  }
  if (!vscode.workspace.isTrusted) {
    throw refusal(l10n.t("No files can be sent, because this workspace is not trusted. Ask without files."));
  }
  if (paths.length > MOST_FILES) {
    throw refusal(l10n.t("At most {0} files can be sent with a question. Choose the most important ones.", MOST_FILES));
  }
  const attachments: Attachment[] = [];
  let taken = 0;
  // One after the other: many large files at once would fill the memory.
  for (const path of new Set(paths)) {
    const attachment = await readAttachment(await theFile(path, files));
    assertFits(attachment, taken);
    taken += requestBytes(attachment);
    attachments.push(attachment);
  }
  return attachments;
}

async function theFile(path: string, files: Pick<WorkspaceFiles, "findAll">): Promise<vscode.Uri> {
  const found = await files.findAll(path);
  const [uri] = found;
  if (!uri || vscode.workspace.getWorkspaceFolder(uri) === undefined) {
    throw refusal(l10n.t("{0} is no file of this workspace. Name a file by its path in the workspace.", path));
  }
  if (found.length > 1) {
    throw refusal(l10n.t("Several folders contain {0}. Put the name of its folder in front.", path));
  }
  const target = await linkTarget(uri);
  if (target === undefined) {
    throw refusal(l10n.t("{0} was not sent, because it is a link to a file outside of this workspace.", path));
  }
  if ([uri.path, target].some((each) => admission({ path: each, isAtHand: true }, "oneOfMany") === "leaveOut")) {
    throw refusal(
      l10n.t(
        "{0} was not sent, because its name suggests that it contains secrets. Only a person can attach it.",
        path,
      ),
    );
  }
  return uri;
}

function refusal(message: string): UserFacingError {
  return new UserFacingError("fileRefused", message);
}
