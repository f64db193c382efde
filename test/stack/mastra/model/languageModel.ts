import type { MastraModelConfig } from "@mastra/core/llm";

/** Keeps the interface that a provider implements; Mastra's wrapper of it answers `doGenerate` with a stream. */
type Implemented<Model> = Model extends {
  specificationVersion: "v2";
  doGenerate: (options: never) => PromiseLike<infer Result>;
}
  ? Result extends { content: unknown }
    ? Model
    : never
  : never;

/**
 * The AI SDK's language model interface, version 2. The package that declares it is bundled into
 * `@mastra/core`, so its types are taken from what an agent accepts as a model.
 */
export type LanguageModel = Implemented<MastraModelConfig>;
export type CallOptions = Parameters<LanguageModel["doStream"]>[0];
export type Prompt = CallOptions["prompt"];
export type StreamResult = Awaited<ReturnType<LanguageModel["doStream"]>>;
export type StreamPart = StreamResult["stream"] extends ReadableStream<infer Part> ? Part : never;
