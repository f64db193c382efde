import type { VNode } from "preact";
import { BlockView } from "./blockView";
import type { BlockRun } from "./blockRuns";

type Nodes = readonly (VNode | null)[];

/** Blocks and the nodes that draw them. */
export interface DrawnRun {
  readonly run: BlockRun;
  /** Depth of the answer's first heading. */
  readonly firstDepth: number;
  /** One for each block; null for what is not seen. */
  readonly blocks: Nodes;
  readonly box: VNode;
}

/**
 * Draws the blocks of a run. One that is as it was before has the node of then: Preact leaves a component
 * alone whose node it has drawn already, and does not even compare its properties.
 */
export function drawRun(run: BlockRun, firstDepth: number, before: DrawnRun | undefined): DrawnRun {
  const known = before?.firstDepth === firstDepth ? before : undefined;
  if (known?.run === run) {
    return known;
  }
  const blocks = run.map((block, index) => {
    if (known?.run[index] === block) {
      return known.blocks[index] ?? null;
    }
    const { type } = block.token;
    return type === "space" || type === "def" ? null : <BlockView key={index} token={block.token} firstDepth={firstDepth} />;
  });
  return { run, firstDepth, blocks, box: <RunBox blocks={blocks} /> };
}

/** A box of their own, which costs next to nothing while it is out of sight. */
function RunBox({ blocks }: { readonly blocks: Nodes }) {
  return <div class="blockRun">{blocks}</div>;
}
