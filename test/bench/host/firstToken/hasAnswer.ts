import type { ToView } from "../../../../src/shared/protocol";

/** True when the panel draws words of the answer after this message. */
export function hasAnswer(message: ToView): boolean {
  return (
    message.type === "patches" &&
    message.patches.some((patch) => {
      if (patch.op === "turn") {
        return patch.turn.role === "agent" && patch.turn.parts.some(({ kind }) => kind === "text");
      }
      return patch.op === "append" || (patch.op === "part" && patch.value.kind === "text");
    })
  );
}
