import * as l10n from "@vscode/l10n";
import type { SavedPrompt } from "../../shared/context";
import { IconButton } from "../components/icon";
import { isApple } from "../components/keys";
import type { SendKey } from "../components/sendKey";
import type { Command } from "./commands";

interface Props {
  readonly commands: readonly Command[];
  readonly sendKey: SendKey;
  readonly prompts: readonly SavedPrompt[];
  readonly onClose: () => void;
}

/** What `/help` shows. The focus stays in the message box; Escape closes it from there too. */
export function HelpCard({ commands, sendKey, prompts, onClose }: Props) {
  const own = commands.map(({ name, argument, description }): Entry => ({
    term: `/${name}`,
    argument,
    meaning: description,
  }));
  const saved = prompts.map(({ name, description, source }): Entry => ({
    term: `/${name}`,
    meaning: description || source,
  }));
  return (
    <section class="floating helpCard" aria-labelledby="helpTitle">
      <div class="helpHead">
        <h2 id="helpTitle">{l10n.t("Commands and keyboard shortcuts")}</h2>
        <IconButton icon="close" label={l10n.t("Close help")} onClick={onClose} />
      </div>
      <Entries entries={[...own, ...saved]} />
      <Entries entries={keys(sendKey)} />
    </section>
  );
}

interface Entry {
  readonly term: string;
  /** What stands behind the term, in words. */
  readonly argument?: string | undefined;
  readonly meaning: string;
}

function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <dl class="helpList">
      {entries.map(({ term, argument, meaning }, index) => (
        <div key={index} class="helpEntry">
          <dt>
            <kbd>{term}</kbd>
            {argument !== undefined && <span class="helpArgument"> {argument}</span>}
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

function keys({ sendWith, name, nowName }: SendKey): readonly Entry[] {
  const apple = isApple();
  const command = sendWith === "ctrlEnter";
  return [
    { term: "@", meaning: l10n.t("Attach files, the selection, problems, and more") },
    { term: "//", meaning: l10n.t("Send text that starts with a slash") },
    { term: name, meaning: l10n.t("Send, or queue during a response") },
    { term: nowName, meaning: l10n.t("During a response: send into it now") },
    { term: command ? l10n.t("Enter") : l10n.t("Shift+Enter"), meaning: l10n.t("Start a new line") },
    { term: l10n.t("Up Arrow"), meaning: l10n.t("In an empty box: edit the last message") },
    { term: l10n.t("Backspace"), meaning: l10n.t("In an empty box: remove the last attachment") },
    { term: l10n.t("Escape"), meaning: l10n.t("Close the open view, or stop the response") },
    { term: apple ? "⌘F" : l10n.t("Ctrl+F"), meaning: l10n.t("Find in the thread") },
    { term: apple ? "⌥↑ ⌥↓" : "Alt+↑ Alt+↓", meaning: l10n.t("Move between messages and responses") },
    {
      term: apple ? "⌥⌘↑ ⌥⌘↓" : l10n.t("Ctrl+Alt+↑ Ctrl+Alt+↓"),
      meaning: l10n.t("Move between your messages"),
    },
    {
      term: apple ? "⌘Enter" : l10n.t("Ctrl+Enter"),
      meaning: command
        ? l10n.t("In an empty box: approve the waiting tool call")
        : l10n.t("Approve the waiting tool call"),
    },
    {
      term: apple ? "⌥⌘Enter" : l10n.t("Ctrl+Alt+Enter"),
      meaning: l10n.t("Decline the waiting tool call"),
    },
  ];
}
