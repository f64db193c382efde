import type { AgentChunk } from "../../agents/chunk";

type Words = AgentChunk & { readonly type: "text-delta" | "reasoning-delta" };

/**
 * The same chunks, where neighbours that go on with the same text are one: a fast model's words come by the
 * hundred in one piece of the network, and each of them would make a copy of its part, list and turn.
 */
export function joinWords(chunks: readonly AgentChunk[]): readonly AgentChunk[] {
  const joined: AgentChunk[] = [];
  let open: Words | undefined;
  let words = "";
  const close = (): void => {
    if (open) {
      joined.push({ ...open, text: words });
      open = undefined;
    }
  };
  for (const chunk of chunks) {
    if (open && chunk.type === open.type && chunk.id === open.id) {
      words += chunk.text;
      continue;
    }
    close();
    if (chunk.type === "text-delta" || chunk.type === "reasoning-delta") {
      open = chunk;
      words = chunk.text;
    } else {
      joined.push(chunk);
    }
  }
  close();
  return joined;
}
