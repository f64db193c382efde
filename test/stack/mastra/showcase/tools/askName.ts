import { createTool } from "@mastra/core/tools";
import { z } from "zod";

/** Ways in which a tool can fail to say what it wants to know. */
const ODD_SCHEMAS = ["missing", "notJson", "unknownType", "tooDeep"] as const;
export type OddSchema = (typeof ODD_SCHEMAS)[number];

/**
 * The tool `askName`, which stops to ask for a name without a schema that a form could be made of. The
 * server sends on whatever text a tool hands to `suspend`, so a client gets to see each of these.
 */
export const askName = createTool({
  id: "askName",
  description: "Asks a person for a name, in a way that no form can be made of.",
  inputSchema: z.object({ schema: z.enum(ODD_SCHEMAS).describe("What is wrong with the schema") }),
  execute: async ({ schema }, { agent }): Promise<{ readonly answer: unknown } | undefined> => {
    const answer: unknown = agent?.resumeData;
    if (answer === undefined) {
      await agent?.suspend({ message: "What is your name?" }, suspendOptions(schema));
      return undefined;
    }
    return { answer };
  },
});

function suspendOptions(schema: OddSchema): { readonly resumeSchema?: string } {
  switch (schema) {
    case "missing":
      return {};
    case "notJson":
      return { resumeSchema: '{"type": "object", "properties": {"name"' };
    case "unknownType":
      return { resumeSchema: JSON.stringify({ type: "banana", properties: ["name", 7], required: "name" }) };
    case "tooDeep":
      return { resumeSchema: nested(2000) };
  }
}

/** An object in an object in an object, as deep as nobody can answer. */
function nested(depth: number): string {
  const level = '{"type":"object","properties":{"in":';
  return `${level.repeat(depth)}{"type":"string"}${"}}".repeat(depth)}`;
}
