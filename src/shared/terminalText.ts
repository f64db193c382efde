import { isForTerminal } from "./terminalCodes";
import { withoutCodes } from "./terminalLines";

/** A text without codes for a terminal; one that has none as it is. */
export function terminalText(text: string): string {
  return isForTerminal(text) ? withoutCodes(text) : text;
}
