import { createContext } from "preact";
import type { Panel } from "../panel";
import { candidatePaths } from "./filePaths";
import type { Block } from "./markdownStream";

/**
 * The paths that the host has found in the workspace. A context of its own: only the file names drawn
 * below it draw again when one is added, and not the blocks they stand in.
 */
export const KnownPaths = createContext<ReadonlySet<string>>(new Set());

/** Paths in one message; a long thread that opens asks for all of its paths at once. */
const mostInMessage = 200;

const questions = new WeakMap<Panel, PathQuestions>();

/** The questions of this panel; one for as long as the panel lives. */
export function pathQuestionsOf(panel: Panel): PathQuestions {
  const known = questions.get(panel) ?? new PathQuestions(panel);
  questions.set(panel, known);
  return known;
}

/** Asks the host which paths exist: each once, and those of one drawing in one message. */
export class PathQuestions {
  private readonly seen = new WeakSet<Block>();
  private readonly asked = new Set<string>();
  private waiting: string[] = [];

  constructor(private readonly panel: Pick<Panel, "post">) {}

  /** @param blocks blocks that will not change any more; those seen before cost nothing */
  ask(blocks: readonly Block[]): void {
    for (const block of blocks) {
      if (!this.seen.has(block)) {
        this.seen.add(block);
        this.askFor(candidatePaths(block.token));
      }
    }
  }

  private askFor(paths: readonly string[]): void {
    for (const path of paths) {
      if (!this.asked.has(path)) {
        this.asked.add(path);
        if (this.waiting.push(path) === 1) {
          queueMicrotask(() => this.send());
        }
      }
    }
  }

  private send(): void {
    const paths = this.waiting;
    this.waiting = [];
    for (let start = 0; start < paths.length; start += mostInMessage) {
      this.panel.post("checkPaths", { paths: paths.slice(start, start + mostInMessage) });
    }
  }
}
