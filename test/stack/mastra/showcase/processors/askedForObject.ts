import type { ProcessInputStepArgs, ProcessInputStepResult, Processor } from "@mastra/core/processors";
import { toStandardSchema } from "@mastra/core/schema";
import { z } from "zod";
import { askedIn } from "./askedIn";

const schema = toStandardSchema(
  z.object({
    city: z.string(),
    country: z.string(),
    warmestMonth: z.string(),
    temperaturesC: z.array(z.number()),
  }),
);

/** Turns structured output on when the question asks for an object, as no chat client sends a schema. */
export class AskedForObject implements Processor<"asked-for-object"> {
  readonly id = "asked-for-object" as const;

  processInputStep({ messages }: ProcessInputStepArgs): ProcessInputStepResult | undefined {
    return /\bas an object\b/i.test(askedIn(messages)) ? { structuredOutput: { schema } } : undefined;
  }
}
