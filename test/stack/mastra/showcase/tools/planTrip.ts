import { createTool } from "@mastra/core/tools";
import { z } from "zod";

/** What a person is asked for while the tool waits: one field of every kind that a form has to know. */
const answer = z.object({
  traveller: z.string().min(2).describe("Name of the traveller"),
  nights: z.number().int().min(1).max(30).describe("How many nights"),
  budget: z.number().min(0).optional().describe("Budget in euros; leave it empty for no limit"),
  insurance: z.boolean().default(false).describe("Travel insurance"),
  travelClass: z.enum(["economy", "business", "first"]).describe("Class"),
  hotel: z
    .object({
      stars: z.number().int().min(1).max(5).describe("Stars"),
      breakfast: z.boolean().default(true).describe("Breakfast"),
      district: z.string().optional().describe("Part of the city"),
    })
    .describe("Hotel"),
  stops: z.array(z.string().min(1)).max(5).describe("Stops on the way"),
});

export type TripAnswer = z.infer<typeof answer>;

/** A trip as it was planned: the city of the question and everything that the person chose. */
export interface PlannedTrip extends TripAnswer {
  readonly destination: string;
}

/** Euros for a night, below which there is no bed to be had. */
const LEAST_PER_NIGHT = 20;

/**
 * The tool `planTrip`: it stops to ask for the details of a trip, and goes on once it has them. A budget that is
 * too small for the nights fits the schema, so the tool stops a second time to ask for another one.
 */
export const planTrip = createTool({
  id: "planTrip",
  description: "Plans a trip. It asks a person for the details.",
  inputSchema: z.object({ destination: z.string().describe("City to travel to") }),
  suspendSchema: z.object({ message: z.string(), destination: z.string() }),
  resumeSchema: answer,
  execute: async ({ destination }, { agent }): Promise<PlannedTrip | undefined> => {
    const chosen = agent?.resumeData;
    const problem = chosen === undefined ? undefined : budgetProblem(chosen);
    if (chosen !== undefined && problem === undefined) {
      return { destination, ...chosen };
    }
    const message = problem ?? `Tell me how you would like to travel to ${destination}.`;
    await agent?.suspend({ message, destination });
    return undefined;
  },
});

function budgetProblem({ budget, nights }: TripAnswer): string | undefined {
  const least = nights * LEAST_PER_NIGHT;
  return budget !== undefined && budget < least ? `The budget is too small: ${least} € are the least.` : undefined;
}
