import * as l10n from "@vscode/l10n";
import type { Turn } from "../../shared/transcript";
import { textOf } from "../turn/turnChanges";

/** Characters of a thread that go along with a message: a model has to read all of them. */
export const THREAD_TEXT_LIMIT = 100_000;

/** Characters that people and agents have written. */
export function lengthOf(turns: readonly Turn[]): number {
  return turns.reduce((sum, turn) => sum + textOf(turn).length, 0);
}

/**
 * What was said in a thread, as Markdown: words alone, without tool calls. Of a long one the end.
 *
 * @param earlier whether there are messages before these turns
 */
export function threadText(
  title: string,
  turns: readonly Turn[],
  earlier: boolean,
): { readonly text: string; readonly isWhole: boolean } {
  const said: string[] = [];
  let room = THREAD_TEXT_LIMIT;
  let isWhole = !earlier;
  for (const turn of turns.toReversed()) {
    const words = textOf(turn).trim();
    if (words === "") {
      continue;
    }
    if (words.length > room) {
      isWhole = false;
      if (said.length > 0) {
        break;
      }
    }
    const who = turn.role === "user" ? l10n.t("You") : turn.agentName;
    said.push(`## ${who}\n\n${words.slice(0, room).toWellFormed()}`);
    room = Math.max(0, room - words.length);
  }
  const heading = isWhole ? `# ${title}` : `# ${title} (${l10n.t("partly")})`;
  return { text: [heading, ...said.reverse()].join("\n\n"), isWhole };
}
