import * as l10n from "@vscode/l10n";
import { isShellLanguage } from "../../shared/codeInfo";
import { UserFacingError } from "../../shared/userFacingError";
import type { CodeBlock } from "./codeBlock";
import { shellCommand, type Refusal } from "./shellCommand";

/** Asks whether to run exactly this; true only when a person said so. */
export type ConfirmCommand = (command: string) => Promise<boolean>;

/** Runs the commands of an answer, each time only after a person has seen and confirmed them. */
export class RunInTerminal {
  /** @param trusted whether the workspace is trusted at this moment */
  constructor(
    private readonly terminal: { run(command: string): Promise<void> },
    private readonly confirm: ConfirmCommand,
    private readonly trusted: () => boolean,
  ) {}

  /** @throws UserFacingError "untrusted", "notShell", "empty", "invisible" or "tooLong" */
  async run({ code, language }: CodeBlock): Promise<void> {
    if (!this.trusted()) {
      throw new UserFacingError(
        "untrusted",
        l10n.t("Commands are not run in a folder that you have not trusted. Trust it first, or copy the command."),
        ["trustWorkspace"],
      );
    }
    if (!isShellLanguage(language)) {
      throw new UserFacingError(
        "notShell",
        l10n.t("This code is not for a terminal. Copy it, or open it in a new editor."),
      );
    }
    const commands = shellCommand(code);
    if ("refused" in commands) {
      throw new UserFacingError(commands.refused, refusal(commands.refused));
    }
    if (await this.confirm(commands.command)) {
      await this.terminal.run(commands.command);
    }
  }
}

function refusal(reason: Refusal): string {
  switch (reason) {
    case "empty":
      return l10n.t("This code block holds no command, so there is nothing to run.");
    case "invisible":
      return l10n.t(
        "This command holds characters that cannot be seen, so it may do something else than it says. It was not run; open it in a new editor to look at it.",
      );
    case "tooLong":
      return l10n.t(
        "These commands are too long to read in a dialog, so they are not run from here. Open them in a new editor, and run them from there.",
      );
  }
}
