import { randomUUID } from "node:crypto";
import { ReadableStream } from "node:stream/web";
import { setTimeout as delay } from "node:timers/promises";
import type { AnswerGate } from "./answerGate";
import type { Decide, Decision, GeneratedFile, ToolCall, WebSource } from "./decision";
import type { CallOptions, LanguageModel, StreamPart, StreamResult } from "./languageModel";
import { decideSummary } from "./decideSummary";
import { readPrompt } from "./prompt";

export interface ScriptedModelOptions {
  readonly agentId: string;
  /** The server's address, for answers about how to call it. */
  readonly apiUrl: () => string;
  /** Pause between two chunks, in milliseconds. */
  readonly chunkDelayMs: number;
  /** Where answers pause; without it nowhere. */
  readonly gate?: AnswerGate;
  readonly decide: Decide;
}

type GenerateResult = Awaited<ReturnType<LanguageModel["doGenerate"]>>;

/**
 * A language model made of rules instead of weights: it reads the question, calls the agent's tools
 * and writes its answer from their results, with the same parts in the same order as a real one.
 */
export class ScriptedModel implements LanguageModel {
  readonly specificationVersion = "v2" as const;
  readonly provider = "agent-chat-demo";
  readonly modelId = "scripted-1";
  readonly supportedUrls = {};

  constructor(private readonly options: ScriptedModelOptions) {}

  doStream(call: CallOptions): Promise<StreamResult> {
    // Node's own stream and the DOM's are one class with two declarations.
    const stream = ReadableStream.from(this.parts(call)) as unknown as StreamResult["stream"];
    return Promise.resolve({ stream });
  }

  doGenerate(call: CallOptions): Promise<GenerateResult> {
    const decision = this.decide(call);
    const { reasoning, text, sources = [], files = [], toolCalls = [], failure } = decision;
    if (failure !== undefined) {
      return Promise.reject(new Error(failure));
    }
    const content = [
      ...(reasoning === undefined ? [] : [{ type: "reasoning" as const, text: reasoning }]),
      ...(text === undefined ? [] : [{ type: "text" as const, text }]),
      ...sources.map(sourcePart),
      ...files.map(filePart),
      ...toolCalls.map(toolCallPart),
    ];
    return Promise.resolve({
      content,
      finishReason: finishReason(decision),
      usage: usage(call, decision),
      warnings: [],
    });
  }

  private decide({ prompt, tools = [], temperature }: CallOptions): Decision {
    const { agentId, apiUrl, decide } = this.options;
    const schemas = Object.fromEntries(tools.map((tool) => [tool.name, "inputSchema" in tool ? tool.inputSchema : {}]));
    const conversation = readPrompt(prompt);
    const context = {
      ...{ agentId, apiUrl: apiUrl(), tools: Object.keys(schemas), schemas },
      ...(temperature === undefined ? {} : { temperature }),
    };
    const decision = decideSummary(conversation, context) ?? decide(conversation, context);
    return goingOn(decision, conversation.begun);
  }

  private async *parts(call: CallOptions): AsyncGenerator<StreamPart> {
    const decision = this.decide(call);
    const { reasoning, text, sources = [], files = [], toolCalls = [], failure } = decision;
    yield { type: "stream-start", warnings: [] };
    yield { type: "response-metadata", id: randomUUID(), modelId: this.modelId, timestamp: new Date() };
    if (reasoning !== undefined) {
      yield* this.run("reasoning", reasoning, call.abortSignal);
    }
    if (text !== undefined) {
      yield* this.run("text", text, call.abortSignal);
    }
    yield* sources.map(sourcePart);
    yield* files.map(filePart);
    for (const toolCall of toolCalls) {
      yield* this.call(toolCall, call.abortSignal);
    }
    if (failure !== undefined) {
      yield { type: "error", error: new Error(failure) };
    }
    yield { type: "finish", finishReason: finishReason(decision), usage: usage(call, decision) };
  }

  private async *run(kind: "reasoning" | "text", text: string, signal?: AbortSignal): AsyncGenerator<StreamPart> {
    const id = randomUUID();
    yield { type: `${kind}-start`, id };
    let written = 0;
    for await (const delta of this.paced(text, signal)) {
      yield { type: `${kind}-delta`, id, delta };
      written += delta.length;
      await this.options.gate?.pass(kind === "text" ? written : 0, signal);
    }
    yield { type: `${kind}-end`, id };
  }

  private async *call(toolCall: ToolCall, signal?: AbortSignal): AsyncGenerator<StreamPart> {
    const part = toolCallPart(toolCall);
    const id = part.toolCallId;
    yield { type: "tool-input-start", id, toolName: part.toolName };
    let written = 0;
    for await (const delta of this.paced(part.input, signal)) {
      yield { type: "tool-input-delta", id, delta };
      written += delta.length;
      await this.options.gate?.passArguments(written, signal);
    }
    yield { type: "tool-input-end", id };
    yield part;
  }

  /** The text a word or two at a time; ends with an AbortError when the run is aborted. */
  private async *paced(text: string, signal?: AbortSignal): AsyncGenerator<string> {
    for (const chunk of text.match(/\s*\S{1,16}(?:[ ]\S{1,6}(?=\s))?\s*/g) ?? []) {
      signal?.throwIfAborted();
      yield chunk;
      await delay(this.options.chunkDelayMs, undefined, signal === undefined ? {} : { signal });
    }
  }
}

/** As a model does that sees the beginning of its own answer: it writes the rest. */
function goingOn(decision: Decision, begun = ""): Decision {
  const { text } = decision;
  return begun !== "" && text?.startsWith(begun) === true ? { ...decision, text: text.slice(begun.length) } : decision;
}

function toolCallPart({ toolName, args }: ToolCall) {
  const toolCallId = `call_${randomUUID().replaceAll("-", "").slice(0, 24)}`;
  return { type: "tool-call" as const, toolCallId, toolName, input: JSON.stringify(args) };
}

function sourcePart({ title, url }: WebSource) {
  return { type: "source" as const, sourceType: "url" as const, id: randomUUID(), title, url };
}

function filePart({ mediaType, bytes }: GeneratedFile) {
  return { type: "file" as const, mediaType, data: Buffer.from(bytes).toString("base64") };
}

function finishReason({ toolCalls = [], failure, cutOff }: Decision) {
  return failure !== undefined ? "error" : (cutOff ?? (toolCalls.length > 0 ? "tool-calls" : "stop"));
}

/** Four letters a token is the usual rule of thumb. */
function usage({ prompt }: CallOptions, decision: Decision) {
  const inputTokens = Math.ceil(JSON.stringify(prompt).length / 4);
  const outputTokens = Math.ceil(JSON.stringify(decision).length / 4);
  return { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens };
}
