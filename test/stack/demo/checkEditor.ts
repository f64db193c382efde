import type { Page } from "playwright-core";
import { ask, waitForAnswer } from "../page/ask";
import { chatFrame } from "../page/chatFrame";
import { settle } from "../page/settle";
import { StackError } from "../stackError";

const REQUEST = "Fix the bug in src/sum.mjs and run the tests";

/**
 * Lets an agent use the editor, as the demo's README says, and agrees to everything: it reads a file, changes it and
 * runs its test.
 *
 * @returns what the agent says in the end
 * @throws StackError when it says something else than that the tests pass
 */
export async function checkEditor(page: Page, log: (line: string) => void): Promise<string> {
  const chat = chatFrame(page);
  const pressed = async (what: string, button: ReturnType<typeof chat.getByRole>): Promise<void> => {
    await settle(page, what, () => button.isVisible());
    await button.click();
  };
  await chat.getByRole("button", { name: "New thread", exact: true }).click();
  await chat.getByRole("combobox", { name: "Agent" }).selectOption({ label: "Coding Agent" });
  const pencil = chat.getByRole("button", { name: "Let agents use the editor in this thread" });
  await pencil.click();
  // Its dialog is agreed to on the way.
  await settle(page, "the editor to be allowed", async () => (await pencil.getAttribute("aria-pressed")) === "true");
  log(`Asking: ${REQUEST}`);
  await ask(page, REQUEST);
  await pressed("the question whether it may read", chat.getByRole("button", { name: "Allow in this thread" }));
  const change = page.locator(".notification-toast", { hasText: /proposes a change to src\/sum\.mjs/ });
  await pressed("the change", change.getByRole("button", { name: "Accept", exact: true }));
  await pressed("the question whether it may run the test", chat.getByRole("button", { name: "Allow…", exact: true }));
  await pressed("the whole command", page.locator(".monaco-dialog-box").getByRole("button", { name: "Run" }));
  const answer = await waitForAnswer(page);
  if (!/the tests say/.test(answer)) {
    throw new StackError(`The agent has not run the tests:\n${answer}`);
  }
  return answer;
}
