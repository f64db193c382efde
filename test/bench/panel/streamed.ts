import { pauseAfter } from "../../../src/chat/panelLink";
import type { ToView, TranscriptPatch } from "../../../src/shared/protocol";
import { agent, snapshot, streaming, user } from "../../e2e/setup/gallery/states/samples";
import { pieces } from "../texts/answer";
import type { Timed } from "./panelPage";
import { threadId } from "./thread";

/** Characters that 1,000 tokens are: four a token is the usual rule of thumb. */
export const THOUSAND_TOKENS = 4000;

/** The thread before its answer comes. */
export function beforeAnswer(question: string): ToView {
  return snapshot({ state: { busy: true }, turns: [user("question", question), streaming("answer", [""])] });
}

/**
 * An answer as the host tells the panel of it.
 *
 * @param rate characters a second that its server sends; 1,000 tokens when nothing is said
 */
export function streamed(text: string, rate = THOUSAND_TOKENS): readonly Timed[] {
  const seconds = text.length / rate;
  // What the host puts into one message.
  const pause = pauseAfter((rate * pauseAfter(0)) / 1000);
  const batches = pieces(text, Math.round((seconds * 1000) / pause));
  const patched = (patch: TranscriptPatch): ToView => ({ type: "patches", threadId, patches: [patch] });
  return [
    ...batches.map((batch, index) => ({
      at: index * pause,
      message: patched({ op: "append", turnId: "answer", part: 0, text: batch }),
    })),
    { at: batches.length * pause, message: patched({ op: "turn", turn: agent("answer", [text]) }) },
  ];
}
