import { type Cost, costOf } from "../../measure/cost";
import { type AnswerSpec, answerSpec, questionFor } from "../server/answerSpec";
import { clientOf, type Side } from "./clients";

export interface SampleOf {
  readonly side: Side;
  readonly origin: string;
  readonly spec: AnswerSpec;
}

/** An answer that compiles what an answer needs. */
const WARM_UP = answerSpec({ chunks: 1_000 });

/**
 * Reads one answer in this process and says what that cost it, after a small answer as warm-up.
 *
 * @throws Error when not all of the text has come
 */
export async function answerSample({ side, origin, spec }: SampleOf): Promise<Cost> {
  const ask = clientOf(side, origin);
  await ask(questionFor(WARM_UP));
  return costOf(async () => {
    const length = await ask(questionFor(spec));
    if (length !== spec.chunks * spec.chunkSize) {
      throw new Error(`${side} brought ${String(length)} characters of ${String(spec.chunks * spec.chunkSize)}.`);
    }
  });
}
