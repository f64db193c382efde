import type { ToView } from "../../../../src/shared/protocol";
import type { GalleryPage } from "./galleryPage";
import { agent, snapshot, streaming, user } from "./states/samples";

/** Where each block of the last turn is, in CSS pixels from the turn's top. */
interface Block {
  readonly text: string;
  readonly top: number;
  readonly height: number;
}

/** Half a pixel: sizes of text are fractions. */
const tolerance = 0.5;

/**
 * Streams an answer into the panel, a few letters a frame, and watches what has been written already.
 * The last block is still being written, and the one before it may yet become part of it: a list goes on.
 *
 * @returns a line for each block that moved, or changed its height, after two more had followed it, or at
 * the end of the answer
 */
export async function movedWhileStreaming(gallery: GalleryPage, answer: string): Promise<readonly string[]> {
  const question = user("question", "What should I pack?");
  await gallery.show({
    name: "streaming",
    messages: [snapshot({ state: { busy: true }, turns: [question, streaming("answer", [""])] })],
  });
  const moved: string[] = [];
  let before: readonly Block[] = [];
  const box = gallery.page.getByRole("textbox", { name: "Message" });
  const boxTop = (await box.boundingBox())?.y;
  for (const letters of answer.match(/[^]{1,9}/g) ?? []) {
    await gallery.tell([patch({ op: "append", turnId: "answer", part: 0, text: letters })]);
    const now = await blocks(gallery);
    moved.push(...changes(before.slice(0, -2), now));
    before = now;
  }
  await gallery.tell([patch({ op: "turn", turn: agent("answer", [answer]) })]);
  await gallery.settled();
  moved.push(...changes(before, await blocks(gallery)));
  if ((await box.boundingBox())?.y !== boxTop) {
    moved.push("the message box moved");
  }
  return moved;
}

function patch(change: Extract<ToView, { type: "patches" }>["patches"][number]): ToView {
  return { type: "patches", threadId: "thread", patches: [change] };
}

function changes(before: readonly Block[], now: readonly Block[]): readonly string[] {
  return before.flatMap((block, index) => {
    const same = now[index];
    const still =
      same !== undefined &&
      Math.abs(same.top - block.top) <= tolerance &&
      Math.abs(same.height - block.height) <= tolerance;
    return still
      ? []
      : [`"${block.text}" was at ${place(block)} and is at ${same === undefined ? "no place" : place(same)}`];
  });
}

function place({ top, height }: Block): string {
  return `${top.toFixed(1)} (${height.toFixed(1)} high)`;
}

/** The blocks as they are drawn with the next frame. */
function blocks({ page }: GalleryPage): Promise<readonly Block[]> {
  return page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const turn = document.querySelector('[data-turn="answer"]');
    const origin = turn?.getBoundingClientRect().top ?? 0;
    return [...(turn?.querySelectorAll(".blockRun > *") ?? [])].map((block) => {
      const { top, height } = block.getBoundingClientRect();
      return { text: block.textContent.trim().slice(0, 40), top: top - origin, height };
    });
  });
}
