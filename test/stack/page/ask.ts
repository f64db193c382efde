import type { Page } from "playwright-core";
import { StackError } from "../stackError";
import { chatFrame } from "./chatFrame";
import { settle } from "./settle";

/** Types a message into the chat and sends it with Enter. */
export async function ask(page: Page, text: string): Promise<void> {
  const frame = chatFrame(page);
  const message = frame.getByRole("textbox", { name: "Message" });
  await message.fill(text);
  await message.press("Enter");
  const turn = frame.getByRole("article").filter({ hasText: text });
  await settle(page, "the message to appear in the conversation", async () => (await turn.count()) > 0, 60_000);
}

/**
 * Waits until the agent has finished its answer.
 *
 * @param timeoutMs default two minutes
 * @returns the text of the last turn, without markup
 * @throws StackError with the text of the error when the view shows one
 */
export async function waitForAnswer(page: Page, timeoutMs?: number): Promise<string> {
  const frame = chatFrame(page);
  const turns = frame.getByRole("log", { name: "Conversation" }).getByRole("article");
  const last = turns.last();
  const stop = frame.getByRole("button", { name: "Stop", exact: true });
  const alert = frame.getByRole("alert");
  let shown = "";
  await settle(
    page,
    "the answer to be finished",
    async () => {
      if (await alert.first().isVisible()) {
        throw new StackError(`The chat shows an error: ${(await alert.first().innerText()).trim()}`);
      }
      // A question and an answer at least: right after Enter the conversation may still be empty.
      const isAnswer =
        (await turns.count()) > 1 && (await last.getByRole("heading", { name: "You", exact: true }).count()) === 0;
      shown = (await last.innerText()).trim();
      return isAnswer && shown !== "" && !(await stop.isVisible());
    },
    timeoutMs,
  );
  // What has just been laid out has no inner text until it is drawn; what was there a moment ago is the answer then.
  return (await last.innerText()).trim() || shown;
}
