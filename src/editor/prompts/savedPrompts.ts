import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { SavedPrompt } from "../../shared/context";
import { configuration } from "../configuration";
import { loadYaml } from "./loadYaml";
import { readPromptFile, type ReadPrompt, readPromptSetting } from "./promptFile";

/** Bytes of a prompt file, and files of a folder, above which it is something else. */
const largest = 256 * 1024;
const mostFiles = 200;

/** The prompts that a person has saved, for the list behind `/`. */
export class SavedPrompts {
  constructor(private readonly log: Pick<vscode.LogOutputChannel, "warn">) {}

  /**
   * Those in `.github/prompts/*.prompt.md` of each workspace folder, then those of `agentChat.prompts`.
   * What cannot be read is left out and named in the log; this never fails.
   */
  async list(): Promise<SavedPrompt[]> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const promptFolders = folders.map(({ uri }) => vscode.Uri.joinPath(uri, ".github", "prompts"));
    const fromFiles = await Promise.all(promptFolders.map((folder) => this.inFolder(folder)));
    const source = l10n.t("Settings");
    const fromSettings = readPromptSetting(configuration().get<unknown>("prompts")).map((read, index) =>
      this.taken(read, source, `agentChat.prompts[${index}]`),
    );
    return [...fromFiles.flat(), ...fromSettings].filter((prompt) => prompt !== undefined);
  }

  private async inFolder(folder: vscode.Uri): Promise<readonly (SavedPrompt | undefined)[]> {
    const names = await promptFilesIn(folder);
    return Promise.all(names.map((name) => this.inFile(vscode.Uri.joinPath(folder, name), name)));
  }

  private async inFile(uri: vscode.Uri, name: string): Promise<SavedPrompt | undefined> {
    const source = vscode.workspace.asRelativePath(uri);
    return this.taken(await readFile(uri, name), source, source);
  }

  private taken(read: ReadPrompt, source: string, where: string): SavedPrompt | undefined {
    if ("problem" in read) {
      this.log.warn(`The saved prompt ${where} is left out: ${read.problem}.`);
      return undefined;
    }
    return { ...read.prompt, source };
  }
}

/** Most folders have none, which is no problem. */
async function promptFilesIn(folder: vscode.Uri): Promise<readonly string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(([name, type]) => (type & vscode.FileType.File) !== 0 && /.\.prompt\.md$/i.test(name))
      .map(([name]) => name)
      .sort()
      .slice(0, mostFiles);
  } catch {
    return [];
  }
}

async function readFile(uri: vscode.Uri, name: string): Promise<ReadPrompt> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > largest) {
      return { problem: "it is too large" };
    }
    const bytes = await vscode.workspace.fs.readFile(uri);
    const content = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return readPromptFile(content, name, await loadYaml());
  } catch (error) {
    return { problem: error instanceof TypeError ? "it is no UTF-8 text" : "it could not be read" };
  }
}
