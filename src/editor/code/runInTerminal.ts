import * as l10n from "@vscode/l10n";
import { isShellLanguage } from "../../shared/codeInfo";
import { UserFacingError } from "../../shared/userFacingError";
import type { CodeBlock } from "./codeBlock";

/** Characters and lines that can be read in a dialog before they are run. */
const longest = 4_000;
const mostLines = 40;

/** Why a block is not offered to the terminal. */
export type Refusal = "empty" | "tooLong" | "invisible";

/**
 * Characters that are not seen in a dialog but act in a terminal, or that make a command read as another
 * one: controls other than line ends and tabs, Unicode's formatting characters (Trojan Source,
 * CVE-2021-42574), spaces and line ends that are none to a shell, and letters without ink.
 */
const invisible = /[\p{Cc}--[\n\t]]|\p{Cf}|[\p{Zs}--[ ]]|[\u2028\u2029\u115f\u1160\u3164\uffa0]/v;
const prompt = /^\s*\$ /;

/** Asks whether to run exactly this; true only when a person said so. */
export type ConfirmCommand = (command: string) => Promise<boolean>;

/** Runs the commands of an answer, each time only after a person has seen and confirmed them. */
export class RunInTerminal {
  /** @param trusted whether the workspace is trusted at this moment */
  constructor(
    private readonly terminal: { run(command: string): Promise<unknown> },
    private readonly confirm: ConfirmCommand,
    private readonly trusted: () => boolean,
  ) {}

  /**
   * @returns whether the person has declined
   * @throws UserFacingError "untrusted", "notShell", "empty", "invisible" or "tooLong"
   */
  async run({ code, language }: CodeBlock): Promise<"left" | undefined> {
    if (!this.trusted()) {
      throw new UserFacingError(
        "untrusted",
        l10n.t("Commands don't run in a folder that you haven't trusted. Trust it first, or copy the command."),
        ["trustWorkspace"],
      );
    }
    if (!isShellLanguage(language)) {
      throw new UserFacingError(
        "notShell",
        l10n.t("This code can't run in a terminal. Copy it, or open it in a new editor."),
      );
    }
    const commands = shellCommand(code);
    if ("refused" in commands) {
      throw new UserFacingError(commands.refused, refusal(commands.refused));
    }
    if (!(await this.confirm(commands.command))) {
      return "left";
    }
    await this.terminal.run(commands.command);
    return undefined;
  }
}

function refusal(reason: Refusal): string {
  switch (reason) {
    case "empty":
      return l10n.t("Nothing to run: this code block contains no command.");
    case "invisible":
      return l10n.t(
        "This command contains invisible characters, so it may not do what it says. It wasn't run. Open it in a new editor to inspect it.",
      );
    case "tooLong":
      return l10n.t(
        "These commands are too long to review in a dialog. Open them in a new editor, and run them from there.",
      );
  }
}

/**
 * The commands of a code block exactly as they would be sent, or why they are not. A transcript of a
 * terminal (`$ ls` and what it printed) gives only what stands behind its prompts.
 */
export function shellCommand(code: string): { readonly command: string } | { readonly refused: Refusal } {
  const lines = code.replaceAll("\r\n", "\n").split("\n");
  const isTranscript = prompt.test(lines.find((line) => line.trim() !== "") ?? "");
  const command = (isTranscript ? behindPrompts(lines) : lines).join("\n").trim();
  if (command === "") {
    return { refused: "empty" };
  }
  if (invisible.test(command)) {
    return { refused: "invisible" };
  }
  return command.length > longest || command.split("\n").length > mostLines ? { refused: "tooLong" } : { command };
}

/** What was typed: lines with a prompt, and those that go on after a `\` at the end of one. */
function behindPrompts(lines: readonly string[]): readonly string[] {
  const typed: string[] = [];
  let goesOn = false;
  for (const line of lines) {
    if (goesOn || prompt.test(line)) {
      typed.push(goesOn ? line.replace(/^> /, "") : line.replace(prompt, ""));
      goesOn = line.endsWith("\\");
    }
  }
  return typed;
}
