import type { Block } from "./markdownStream";

/** Blocks that are drawn together. */
export type BlockRun = readonly Block[];

/** Drawn blocks of a run: about a screen of a sidebar. */
const runLength = 16;

/**
 * The blocks in runs, from the first one on; there is always one. A run that is as it was before is the
 * same array again, so that what an answer costs while it grows does not grow with it.
 */
export function runsOf(blocks: readonly Block[], before: readonly BlockRun[]): readonly BlockRun[] {
  const runs: BlockRun[] = [];
  let start = 0;
  do {
    const end = endOfRun(blocks, start);
    const old = before[runs.length];
    runs.push(old !== undefined && isRun(old, blocks, start, end) ? old : blocks.slice(start, end));
    start = end;
  } while (start < blocks.length);
  return runs;
}

/** False for blank lines and definitions. */
export function isDrawn({ token }: Block): boolean {
  return token.type !== "space" && token.type !== "def";
}

/** What is not drawn belongs to the run before it. */
function endOfRun(blocks: readonly Block[], start: number): number {
  let drawn = 0;
  for (let index = start; index < blocks.length; index++) {
    const block = blocks[index];
    if (block !== undefined && isDrawn(block) && drawn++ === runLength) {
      return index;
    }
  }
  return blocks.length;
}

function isRun(run: BlockRun, blocks: readonly Block[], start: number, end: number): boolean {
  return run.length === end - start && run.every((block, index) => block === blocks[start + index]);
}
