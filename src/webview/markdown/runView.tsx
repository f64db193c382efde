import { memo } from "../memo";
import type { BlockRun } from "./blockRuns";
import { BlockView } from "./blockView";

interface Props {
  readonly run: BlockRun;
  /** Depth of the answer's first heading. */
  readonly firstDepth: number;
}

/** Some blocks in a box of their own, which costs next to nothing while it is out of sight. */
export const RunView = memo(function RunView({ run, firstDepth }: Props) {
  return (
    <div class="blockRun">
      {run.map((block, index) => (
        <BlockView key={index} block={block} firstDepth={firstDepth} />
      ))}
    </div>
  );
});
