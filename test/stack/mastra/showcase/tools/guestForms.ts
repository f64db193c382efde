import { createTool } from "@mastra/core/tools";
import { z } from "zod";

/** What the desk of a hotel wants to know: a default list, names with titles, and a union beside properties. */
const GUEST = {
  type: "object",
  properties: {
    languages: {
      type: "array",
      items: { type: "string", minLength: 1 },
      default: ["English", "Portuguese"],
      description: "Languages in which the desk may write",
    },
    meal: {
      oneOf: [
        { const: "none", title: "No breakfast" },
        { const: "veg", title: "Vegetarian breakfast" },
        { const: "all", title: "Breakfast with everything" },
      ],
      default: "veg",
    },
    luggage: {
      type: "object",
      additionalProperties: { type: "integer", minimum: 1 },
      description: "What is brought, and how many of it",
    },
    remarks: { type: "string", description: "May be empty" },
  },
  required: ["languages", "meal", "remarks"],
  anyOf: [
    { title: "By train", properties: { train: { type: "string", pattern: "^[A-Z]+ \\d+$" } }, required: ["train"] },
    { title: "By car", properties: { plate: { type: "string", minLength: 2 } }, required: ["plate"] },
  ],
} as const;

/** What a mailbox wants to know: fields of which one of two combinations has to be filled in. */
const MAILBOX = {
  type: "object",
  properties: {
    token: { type: "string", description: "An access token, or else a name and a password" },
    username: { type: "string" },
    password: { type: "string", format: "password" },
  },
  anyOf: [{ required: ["token"] }, { required: ["username", "password"] }],
} as const;

/** An answer as it arrived. */
export interface Registration {
  readonly answer: Readonly<Record<string, unknown>>;
}

/** The tool `registerGuest`: it stops to ask for a guest, with a schema that a tool from elsewhere (MCP) would send. */
export const registerGuest = asking("registerGuest", "Registers a guest. It asks a person for the details.", GUEST, {
  message: "Who is coming?",
});

/** The tool `connectMailbox`: it stops to ask for a token, or for a name and a password. */
export const connectMailbox = asking("connectMailbox", "Connects a mailbox. It asks a person to sign in.", MAILBOX, {
  message: "How do you sign in to your mailbox?",
});

function asking(id: string, description: string, schema: object, payload: { readonly message: string }) {
  return createTool({
    id,
    description,
    inputSchema: z.object({}),
    execute: async (_, { agent }): Promise<Registration | undefined> => {
      const answer: unknown = agent?.resumeData;
      if (answer === undefined) {
        await agent?.suspend(payload, { resumeSchema: JSON.stringify(schema) });
        return undefined;
      }
      return { answer: answer as Registration["answer"] };
    },
  });
}
