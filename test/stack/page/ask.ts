import type { Page } from "playwright-core";
import { StackError } from "../stackError";
import { chatFrame } from "./chatFrame";
import { settle } from "./settle";

/** Types a message into the chat, sends it with Enter once it can be sent, and waits until it is in the conversation. */
export async function ask(page: Page, text: string): Promise<void> {
  const frame = chatFrame(page);
  const message = frame.getByRole("textbox", { name: "Message" });
  const turns = frame.getByRole("article").filter({ hasText: text });
  const before = await turns.count();
  await message.fill(text);
  await pressEnter(page);
  await settle(page, "the message to appear in the conversation", async () => {
    if ((await turns.count()) > before) {
      return true;
    }
    // Enter does nothing when the server is looked at anew just then; a message that was sent has left the box.
    if ((await message.inputValue()) === text && (await canSend(page))) {
      await message.press("Enter");
    }
    return false;
  });
}

/** Sends what is in the message box with a key, once it can be sent: while the server is looked at, it does nothing. */
export async function pressEnter(page: Page, key: "Enter" | "Control+Enter" = "Enter"): Promise<void> {
  await settle(page, "the message to be one that can be sent", () => canSend(page));
  await chatFrame(page).getByRole("textbox", { name: "Message" }).press(key);
}

async function canSend(page: Page): Promise<boolean> {
  const send = chatFrame(page).getByRole("button", { name: "Send", exact: true });
  return (await send.isVisible()) && (await send.isEnabled());
}

/**
 * Waits until the agent has finished its answer.
 *
 * @param timeoutMs default three minutes
 * @returns the text of the last turn, without markup
 * @throws StackError with the text of the error when the view shows one
 */
export async function waitForAnswer(page: Page, timeoutMs?: number): Promise<string> {
  const frame = chatFrame(page);
  const turns = frame.getByRole("log", { name: "Conversation" }).getByRole("article");
  const last = turns.last();
  const stop = frame.getByRole("button", { name: "Stop", exact: true });
  // The tools of an answer come when it is over; Stop may still be to come when its first words are there.
  const tools = last.getByRole("toolbar", { name: "Response" });
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
      return isAnswer && shown !== "" && (await tools.count()) > 0 && !(await stop.isVisible());
    },
    timeoutMs,
  );
  // What has just been laid out has no inner text until it is drawn; what was there a moment ago is the answer then.
  return (await last.innerText()).trim() || shown;
}
