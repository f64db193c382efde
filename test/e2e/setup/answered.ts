import type { Chat } from "./chat";

/** Waits until an answer is complete that says something; one that is asked for again may have said it before. */
export function answered(chat: Chat, words: RegExp): Promise<void> {
  return chat.until(`an answer with ${String(words)}`, async () => {
    const last = chat.turns.last();
    const isOver = (await last.getByRole("toolbar", { name: "Response" }).count()) > 0;
    // In this order: there is no Stop either before the question has gone out.
    return isOver && words.test(await last.innerText()) && !(await chat.button("Stop").isVisible());
  });
}
