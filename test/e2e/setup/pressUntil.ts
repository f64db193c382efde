import type { Locator } from "playwright-core";
import { settle } from "../../stack/page/settle";

export interface Pressing {
  /** What the press brings about; that the target is gone when left out. */
  readonly isDone?: () => Promise<boolean>;
  /** Comes before each press: opens what VS Code may have closed, or lays the pointer where a toolbar comes. */
  readonly prepare?: () => Promise<unknown>;
  /** Milliseconds that a press has to bring it about before the next one. */
  readonly patienceMs?: number;
}

/**
 * Presses something of VS Code's until that has done what it is for. A click that falls between two drawings of a
 * list or a toolbar does nothing, and is made again when nothing has come of it.
 *
 * @throws StackError when nothing has come of it after three minutes
 */
export async function pressUntil(
  target: Locator,
  what: string,
  { isDone = async () => !(await target.isVisible()), prepare, patienceMs = 5_000 }: Pressing = {},
): Promise<void> {
  const page = target.page();
  let pressed = false;
  await settle(page, what, async () => {
    if (pressed && (await isDone())) {
      return true;
    }
    await prepare?.();
    await target.click({ timeout: 5_000 });
    pressed = true;
    return settle(page, what, isDone, patienceMs).then(
      () => true,
      () => false,
    );
  });
}
