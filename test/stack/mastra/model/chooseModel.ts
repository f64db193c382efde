import type { MastraModelConfig } from "@mastra/core/llm";
import { ScriptedModel, type ScriptedModelOptions } from "./scriptedModel";

/** Providers in the order in which their keys are looked for, with a small current model of each. */
const PROVIDERS = [
  { variable: "OPENAI_API_KEY", model: "openai/gpt-5.4-mini" },
  { variable: "ANTHROPIC_API_KEY", model: "anthropic/claude-haiku-4-5" },
  { variable: "GOOGLE_GENERATIVE_AI_API_KEY", model: "google/gemini-flash-latest" },
] as const;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The model router's name of the model that the environment has a key for, otherwise undefined. */
export function hostedModel(environment: Environment): (typeof PROVIDERS)[number]["model"] | undefined {
  return PROVIDERS.find(({ variable }) => (environment[variable] ?? "") !== "")?.model;
}

/** A provider's model through Mastra's model router when there is a key for one, else the scripted model. */
export function chooseModel(options: ScriptedModelOptions, environment: Environment): MastraModelConfig {
  return hostedModel(environment) ?? new ScriptedModel(options);
}
