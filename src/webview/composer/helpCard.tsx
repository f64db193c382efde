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
        <h2 id="helpTitle">{l10n.t("Commands and keys")}</h2>
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

function keys({ sendWith, name }: SendKey): readonly Entry[] {
  const apple = isApple();
  const command = sendWith === "ctrlEnter";
  return [
    { term: "@", meaning: l10n.t("Adds files, the selection, problems and more to the message") },
    { term: "//", meaning: l10n.t("Sends a text that begins with one slash") },
    { term: name, meaning: l10n.t("Sends; queues while an answer is written") },
    { term: command ? l10n.t("Enter") : l10n.t("Shift+Enter"), meaning: l10n.t("Starts a new line") },
    { term: l10n.t("Up Arrow"), meaning: l10n.t("In the empty box: edits the last question") },
    { term: l10n.t("Backspace"), meaning: l10n.t("In the empty box: removes the last thing added") },
    { term: l10n.t("Escape"), meaning: l10n.t("Closes what is open, then stops the answer") },
    { term: apple ? "⌘F" : l10n.t("Ctrl+F"), meaning: l10n.t("Finds in the conversation") },
    { term: apple ? "⌥↑ ⌥↓" : "Alt+↑ Alt+↓", meaning: l10n.t("Moves between turns") },
    {
      term: apple ? "⌥⌘↑ ⌥⌘↓" : l10n.t("Ctrl+Alt+↑ Ctrl+Alt+↓"),
      meaning: l10n.t("Moves between your messages"),
    },
    {
      term: apple ? "⌘Enter" : l10n.t("Ctrl+Enter"),
      meaning: command
        ? l10n.t("In the empty box: approves the tool call that waits")
        : l10n.t("Approves the tool call that waits"),
    },
    {
      term: apple ? "⌥⌘Enter" : l10n.t("Ctrl+Alt+Enter"),
      meaning: l10n.t("Declines the tool call that waits"),
    },
  ];
}
