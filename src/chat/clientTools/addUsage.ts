import type { AgentChunk } from "../../agents/chunk";
import type { Usage } from "../../shared/transcript";

type Finish = AgentChunk & { readonly type: "finish" };

const COUNTS = [
  "inputTokens",
  "outputTokens",
  "totalTokens",
  "reasoningTokens",
  "cachedInputTokens",
] as const satisfies readonly (keyof Usage)[];

/** The end of a response that took several requests: the tokens of all of them are its own. */
export function addUsage(finish: Finish, before: Finish | undefined): Finish {
  const [now, then] = [finish.usage, before?.usage];
  if (!now || !then) {
    return (now ?? then) ? { ...finish, usage: now ?? then ?? {} } : finish;
  }
  const sums = COUNTS.flatMap((count) =>
    now[count] === undefined && then[count] === undefined ? [] : [[count, (now[count] ?? 0) + (then[count] ?? 0)]],
  );
  return { ...finish, usage: Object.fromEntries(sums) as Usage };
}
