import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { withCancellableProgress } from "../../auth/vscode/cancellableProgress";
import { textAttachment } from "../../chat/attachments/attachmentOf";
import { diffOfFiles } from "../../chat/attachments/diffOfFiles";
import { gitDiffText, type RepositoryChanges } from "../../chat/attachments/gitDiffText";
import { cannotRead, nothingThere } from "../../chat/attachments/refusals";
import { formatList } from "../../shared/formats";
import { nameOf } from "../attachments/documentUris";
import { changesOf, pathInRepository } from "../attachments/git";
import type { GitRepository } from "../attachments/gitApi";
import type { Asker } from "./asker";
import { commitMessageIn, commitPrompt } from "./commitMessage";
import { type GitSelection, gitSelection, selectedRepositories, selectedRepository } from "./gitSelection";
import type { PanelQuestions } from "./panelQuestions";
import type { TaskName } from "./taskNames";
import type { UnstoredTurns } from "./unstoredTurns";

/** Commits whose subjects show an agent how messages are written here. */
const LAST_COMMITS = 10;

/** What agents do with changes that Git knows. */
export class GitTasks {
  /**
   * The messages that agents have written: they may be replaced without a question. By the repository's address,
   * because Git makes another object of it each time.
   */
  private readonly written = new Map<string, string>();

  constructor(
    private readonly panel: PanelQuestions,
    private readonly turns: UnstoredTurns,
    private readonly agentFor: (task: TaskName) => string | undefined,
  ) {}

  /** Asks in the panel what is wrong with changes. @param args of a menu of the Source Control view */
  async review(asker: Asker, ...args: readonly unknown[]): Promise<void> {
    const agentId = this.agentFor("reviewChanges");
    const question = l10n.t("Review these changes. Point out mistakes, risks and what is missing.");
    await this.panel.send(asker, agentId, question, [await changesAttachment(gitSelection(args))]);
  }

  /** Asks in the panel what changes do. @param args as for `review` */
  async explain(asker: Asker, ...args: readonly unknown[]): Promise<void> {
    const agentId = this.agentFor("explainChanges");
    const question = l10n.t("Explain what these changes do.");
    await this.panel.send(asker, agentId, question, [await changesAttachment(gitSelection(args))]);
  }

  /**
   * Puts an agent's message for what is staged, or else for all changes, into the box of a repository. VS Code
   * can undo that as if it had been typed.
   *
   * @param args as for `review`
   * @throws UserFacingError "nothing" when nothing has changed
   */
  async writeCommitMessage(asker: Asker, ...args: readonly unknown[]): Promise<void> {
    const agentId = this.agentFor("writeCommitMessage");
    const repository = await selectedRepository(gitSelection(args));
    if (!repository) {
      return;
    }
    const box = repository.inputBox;
    const typed = box.value;
    if (this.isTyped(repository) && !(await mayReplace())) {
      return;
    }
    const changes = commitChanges(await read(repository));
    const agent = await this.turns.agent(asker, agentId);
    if (!agent) {
      return;
    }
    const title = l10n.t("{0} is writing the commit message…", agent.name);
    const response = await withCancellableProgress(title, async (signal) =>
      agent.respond(commitPrompt(changes, await lastSubjects(repository)), signal),
    );
    // What was typed while the agent wrote was not asked about.
    if (box.value !== typed && !(await mayReplace())) {
      return;
    }
    box.value = commitMessageIn(response);
    this.written.set(repository.rootUri.toString(), box.value);
  }

  private isTyped({ inputBox, rootUri }: GitRepository): boolean {
    return inputBox.value.trim() !== "" && inputBox.value !== this.written.get(rootUri.toString());
  }
}

async function mayReplace(): Promise<boolean> {
  const replace = l10n.t("Replace");
  const question = l10n.t("Replace the commit message that is already there?");
  const detail = l10n.t("You can undo this in the box.");
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, replace)) === replace;
}

/** @throws UserFacingError "nothing" when there is no change, "unreadable" when git fails */
async function changesAttachment(selection: GitSelection): Promise<Attachment> {
  const repositories = await selectedRepositories(selection);
  const changes = await Promise.all(
    repositories.map(async (repository) => selected(await read(repository), repository, selection)),
  );
  const text = gitDiffText(changes);
  if (text === "") {
    throw nothingThere(l10n.t("No Git changes in this workspace."));
  }
  const names = selection.files.length > 0 ? selection.files : repositories.map(({ rootUri }) => rootUri);
  const name =
    selection.part === undefined
      ? l10n.t("Git changes")
      : selection.part === "staged"
        ? l10n.t("Staged changes")
        : l10n.t("Changes that are not staged");
  const detail = formatList(names.map(nameOf));
  return textAttachment("gitDiff", { id: `gitDiff:${crypto.randomUUID()}`, name, detail, openable: true }, text);
}

function selected(
  { name, staged, unstaged, untracked }: RepositoryChanges,
  { rootUri }: GitRepository,
  { part, files }: GitSelection,
): RepositoryChanges {
  const paths = files.map((uri) => pathInRepository(rootUri, uri));
  const of = (diff: string): string => (files.length === 0 ? diff : diffOfFiles(diff, paths));
  return {
    name,
    staged: part === "unstaged" ? "" : of(staged),
    unstaged: part === "staged" ? "" : of(unstaged),
    untracked: part === "staged" ? [] : untracked.filter((path) => files.length === 0 || paths.includes(path)),
  };
}

/** What the next commit holds: as git does it, everything where nothing is staged. */
function commitChanges(changes: RepositoryChanges): string {
  const text = gitDiffText([changes.staged.trim() === "" ? changes : { ...changes, unstaged: "", untracked: [] }]);
  if (text === "") {
    throw nothingThere(l10n.t("Nothing has changed in this repository, so there is nothing to commit."));
  }
  return text;
}

async function read(repository: GitRepository): Promise<RepositoryChanges> {
  try {
    return await changesOf(repository);
  } catch (error) {
    throw cannotRead(l10n.t("Git changes"), error);
  }
}

async function lastSubjects(repository: GitRepository): Promise<readonly string[]> {
  try {
    const commits = await repository.log({ maxEntries: LAST_COMMITS });
    return commits.map(({ message }) => message.split("\n", 1)[0] ?? "");
  } catch {
    // The first commit of all has none before it.
    return [];
  }
}
