import { memo } from "../memo";
import { type BlockRun, isDrawn } from "./blockRuns";
import { BlockView } from "./blockView";

interface RunViewProps {
  readonly run: BlockRun;
  /** Depth of the answer's first heading. */
  readonly firstDepth: number;
}

/**
 * Some blocks in a box of their own, which costs next to nothing while it is out of sight. (To keep the nodes
 * of blocks instead of comparing properties saves little, and each would keep the answer as it was then: Preact's
 * nodes know their parents, 30 MB for 80 KB, measured.)
 */
export const RunView = memo(function RunView({ run, firstDepth }: RunViewProps) {
  return (
    <div class="blockRun">
      {run.map((block, index) => isDrawn(block) && <BlockView key={index} block={block} firstDepth={firstDepth} />)}
    </div>
  );
});
