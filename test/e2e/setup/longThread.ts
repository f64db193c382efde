import { ServerMemory } from "./serverMemory";
import type { World } from "./world";

export const LONG_THREAD = { title: "A long way back", messages: 2000, rare: "zugspitze" } as const;

/** Numbers of the messages that hold the rare word: on the first page, in the middle and on the last one. */
const RARE: ReadonlySet<number> = new Set([4, 1001, 1994]);

let made: { readonly world: World; readonly threadId: Promise<string> } | undefined;

/** A thread of 2,000 messages on the server, made by the first suite of the run that asks. @returns its id */
export function longThread(world: World): Promise<string> {
  if (made?.world !== world) {
    made = { world, threadId: new ServerMemory(world).createThread(LONG_THREAD.title, LONG_THREAD.messages, wordsOf) };
  }
  return made.threadId;
}

function wordsOf(number: number): string {
  const rare = RARE.has(number) ? ` It is cold on the ${LONG_THREAD.rare}.` : "";
  return number % 2 === 1
    ? `Question ${number} of many.${rare}`
    : `Answer ${number} of many.\n\n- one line\n- another line\n\nAnd a paragraph after them.${rare}`;
}
