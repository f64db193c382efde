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
