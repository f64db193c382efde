import { lazily } from "../../shared/lazily";
import { isForTerminal } from "../../shared/terminalCodes";

/** What terminals do with a text comes with the first one that was written for one. */
export const terminal = lazily(async () => {
  const [{ ColouredText }, { withoutCodes }] = await Promise.all([
    import("./colouredText"),
    import("../../shared/terminalLines"),
  ]);
  return { ColouredText, withoutCodes };
});

const codes = /\u001b\[[0-?]*[ -/]*[@-~]?|\u001b\][^\u0007\u001b\n]*\u0007?|\u001b.?/g;
/** What was written over: a line up to a carriage return (which ends a line for a regular expression), a letter. */
const writtenOver = /^.*\r(?!\n)|.\u0008/gm;

/**
 * What a program put out, without its codes for a terminal. Until what obeys all of them has been loaded, for which
 * this asks, lines that were written over are left out as a whole.
 */
export function plainOutput(text: string): string {
  if (!isForTerminal(text)) {
    return text;
  }
  if (terminal.made === undefined) {
    terminal().catch(() => undefined);
    // Codes first: a line that begins with one is written over as well.
    return text.replace(codes, "").replace(writtenOver, "");
  }
  return terminal.made.withoutCodes(text);
}
