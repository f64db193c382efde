import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";

const draftSchema = z.object({ title: z.string(), words: z.number() });
const publishedSchema = z.object({ title: z.string(), published: z.boolean(), comment: z.string() });

const write = createStep({
  id: "write",
  description: "Writes the draft",
  inputSchema: z.object({ title: z.string() }),
  outputSchema: draftSchema,
  execute: ({ inputData: { title } }) => Promise.resolve({ title, words: 120 + title.length }),
});

const review = createStep({
  id: "review",
  description: "Waits for a person to read the draft",
  inputSchema: draftSchema,
  outputSchema: publishedSchema,
  suspendSchema: z.object({ message: z.string(), draft: draftSchema }),
  resumeSchema: z.object({
    publish: z.boolean().describe("Publish the report"),
    comment: z.string().default("").describe("Anything to add"),
  }),
  execute: async ({ inputData, resumeData, suspend }) => {
    if (resumeData === undefined) {
      return suspend({ message: `May "${inputData.title}" be published?`, draft: inputData });
    }
    return { title: inputData.title, published: resumeData.publish, comment: resumeData.comment };
  },
});

/** A workflow whose second step waits for a person. */
export const publishReport = createWorkflow({
  id: "publishReport",
  description: "Writes a report and publishes it once a person has read it.",
  inputSchema: z.object({ title: z.string().describe("Title of the report") }),
  outputSchema: publishedSchema,
})
  .then(write)
  .then(review)
  .commit();
