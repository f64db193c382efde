import { ReadableStream } from "node:stream/web";
import { setTimeout as delay } from "node:timers/promises";
import type { CallOptions, LanguageModel, StreamPart, StreamResult } from "../../../stack/mastra/model/languageModel";
import { type AnswerSpec, answerSpec, piecesOf, specIn } from "./answerSpec";

/** The call that brings a large result. */
export const RESULT_TOOL = "readRecords";

type GenerateResult = Awaited<ReturnType<LanguageModel["doGenerate"]>>;

const TICK_MS = 5;

const USAGE = { inputTokens: 10, outputTokens: 10, totalTokens: 20 };

/**
 * A language model that writes as many chunks as the question asks for, as fast as they are taken. It
 * calls the tool first when a result is wanted, and thinks as long as it is told to.
 */
export class AnswerModel implements LanguageModel {
  readonly specificationVersion = "v2" as const;
  readonly provider = "agent-chat-bench";
  readonly modelId = "answers-1";
  readonly supportedUrls = {};

  doStream({ prompt }: CallOptions): Promise<StreamResult> {
    const spec = specIn(JSON.stringify(prompt)) ?? answerSpec({});
    const answered = prompt.at(-1)?.role === "tool";
    const parts = spec.resultBytes > 0 && !answered ? callParts(spec) : textParts(spec);
    // Node's own stream and the DOM's are one class with two declarations.
    return Promise.resolve({ stream: ReadableStream.from(parts) as unknown as StreamResult["stream"] });
  }

  doGenerate({ prompt }: CallOptions): Promise<GenerateResult> {
    const text = piecesOf(specIn(JSON.stringify(prompt)) ?? answerSpec({})).join("");
    return Promise.resolve({ content: [{ type: "text", text }], finishReason: "stop", usage: USAGE, warnings: [] });
  }
}

async function* textParts(spec: AnswerSpec): AsyncGenerator<StreamPart> {
  yield { type: "stream-start", warnings: [] };
  if (spec.thinkMs > 0) {
    await delay(spec.thinkMs);
  }
  yield { type: "text-start", id: "t1" };
  const began = performance.now();
  for (const [index, delta] of piecesOf(spec).entries()) {
    const due = spec.perSecond === 0 ? 0 : began + (index / spec.perSecond) * 1000 - performance.now();
    // Timers are not finer than this; what is due in between goes out together.
    if (due >= TICK_MS) {
      await delay(due);
    }
    yield { type: "text-delta", id: "t1", delta };
  }
  yield { type: "text-end", id: "t1" };
  yield { type: "finish", finishReason: "stop", usage: USAGE };
}

function* callParts({ resultBytes }: AnswerSpec): Generator<StreamPart> {
  const input = JSON.stringify({ bytes: resultBytes });
  yield { type: "stream-start", warnings: [] };
  yield { type: "tool-call", toolCallId: "call_1", toolName: RESULT_TOOL, input };
  yield { type: "finish", finishReason: "tool-calls", usage: USAGE };
}
