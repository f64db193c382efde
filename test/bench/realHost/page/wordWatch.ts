import type { Frame } from "playwright-core";
import { within } from "../../browser/within";

/** When things happened in a frame, by its clock: `performance.timeOrigin + performance.now()`. Not a number: never. */
export interface WordTimes {
  /** Enter was pressed. */
  readonly enter: number;
  /** VS Code gave the page a message with the words. Only the panel gets messages. */
  readonly received: number;
  /** The words stand in the document. */
  readonly text: number;
  /** The browser began the frame that paints them. */
  readonly frame: number;
  /** They are painted. */
  readonly painted: number;
}

/** The same by the clock that all processes share. */
export interface SharedTimes extends WordTimes {
  /** Milliseconds by which all of them may be wrong, together and alike: what lies between two of them is exact. */
  readonly clockError: number;
}

declare global {
  /** What the watch will have seen. */
  var benchWords: Promise<WordTimes> | undefined;
}

/**
 * Begins to look out for words that are not in the document yet. Enter, the message and the words are noted
 * as they come; nothing polls.
 *
 * @param isPanel whether messages of the host may come; the workbench's own messages are left alone
 */
export async function watchWords(frame: Frame, words: string, isPanel = true): Promise<void> {
  await frame.evaluate(
    ([wanted, hasMessages]) => {
      const now = (): number => performance.timeOrigin + performance.now();
      const times = { enter: Number.NaN, received: Number.NaN, text: Number.NaN, frame: Number.NaN };
      const once = (name: "enter" | "received"): void =>
        void (times[name] = Number.isNaN(times[name]) ? now() : times[name]);
      const gone = new AbortController();
      addEventListener("keydown", ({ key }) => key === "Enter" && once("enter"), {
        capture: true,
        signal: gone.signal,
      });
      // A listener would come behind the panel's own; VS Code's frame around this one calls what stands here.
      const post = globalThis.postMessage;
      const isPatch = (data: unknown): boolean => (data as { type?: unknown } | null)?.type === "patches";
      if (hasMessages) {
        globalThis.postMessage = (...args: readonly unknown[]) => {
          if (isPatch(args[0]) && JSON.stringify(args[0]).includes(wanted)) {
            once("received");
          }
          Reflect.apply(post, globalThis, args);
        };
      }
      // Words that come inside a frame's callback are painted with this very frame, all others with the next.
      let drawing = false;
      let began = Number.NaN;
      const frame = requestAnimationFrame;
      globalThis.requestAnimationFrame = (callback) =>
        frame((time) => {
          if (!drawing) {
            drawing = true;
            afterTask(() => (drawing = false));
          }
          began = now();
          callback(time);
        });
      // Tasks that are posted inside a frame come behind its painting.
      const afterTask = (callback: () => void): void => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = callback;
        port2.postMessage(undefined);
      };
      const has = ({ target, addedNodes }: MutationRecord): boolean =>
        [target.nodeType === Node.TEXT_NODE ? target : null, ...addedNodes].some((node) =>
          node?.textContent?.includes(wanted),
        );
      globalThis.benchWords = new Promise((resolve) => {
        const watch = new MutationObserver((records) => {
          if (!records.some(has)) {
            return;
          }
          times.text = now();
          watch.disconnect();
          gone.abort();
          globalThis.requestAnimationFrame = frame;
          if (hasMessages) {
            globalThis.postMessage = post;
          }
          const paintedBy = (beginning: number): void => {
            times.frame = beginning;
            afterTask(() => resolve({ ...times, painted: now() }));
          };
          if (drawing) {
            paintedBy(began);
          } else {
            frame(() => paintedBy(now()));
          }
        });
        watch.observe(document, { childList: true, characterData: true, subtree: true });
      });
    },
    [words, isPanel] as const,
  );
}

/** Waits for what the watch sees. @throws Error when the words do not come within a minute */
export async function watchedWords(frame: Frame): Promise<WordTimes> {
  const seen = frame.evaluate(async () => {
    const times = await globalThis.benchWords;
    if (times === undefined) {
      throw new Error("Nothing is watched.");
    }
    return times;
  });
  return within("the first words", seen);
}
