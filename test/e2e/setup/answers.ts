import type { Locator } from "playwright-core";
import { ask } from "../../stack/page/ask";
import type { Chat } from "./chat";

/**
 * Asks, and waits until nothing is being written any more: the answer is over, however it ended, or waits
 * for a person.
 *
 * @returns the answer's turn, which stays that turn when others follow
 */
export async function answerTo(chat: Chat, text: string): Promise<Locator> {
  const before = await chat.turns.count();
  await ask(chat.page, text);
  const turn = chat.turns.nth(before + 1);
  await chat.until(
    `an answer to "${text}"`,
    async () => (await turn.count()) === 1 && ((await isOver(chat, turn)) || (await waits(turn))),
  );
  return turn;
}

/** Waits until a turn is over, however it ended. */
export function over(chat: Chat, turn: Locator): Promise<void> {
  return chat.until("the end of the answer", () => isOver(chat, turn));
}

/** The card of a tool; of several with this name the first one. */
export function toolCard(turn: Locator, name: string): Locator {
  return turn.getByRole("group", { name: `Tool ${name}`, exact: true }).first();
}

/** The line by which something is opened and closed. */
export function fold(parent: Locator, title: string | RegExp): Locator {
  return parent.locator("summary", { hasText: title }).first();
}

/** Opens the card of a tool, of which one line is left when it is done. */
export async function openCard(card: Locator): Promise<void> {
  await card.locator("summary").first().click();
}

/** Opens a fold, looks at what it holds, and closes it again. */
export async function inside(line: Locator, look: () => Promise<void>): Promise<void> {
  await line.click();
  await look();
  await line.click();
}

async function isOver(chat: Chat, turn: Locator): Promise<boolean> {
  return (
    !(await chat.button("Stop").isVisible()) && (await turn.getByRole("toolbar", { name: "Response" }).isVisible())
  );
}

async function waits(turn: Locator): Promise<boolean> {
  return turn
    .getByRole("button", { name: /^(Approve|Continue)$/ })
    .first()
    .isVisible();
}
