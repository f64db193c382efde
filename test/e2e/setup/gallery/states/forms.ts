import { type GalleryState, narrow } from "../galleryState";
import { agent, snapshot, tool, user } from "./samples";

const schema = {
  type: "object",
  properties: {
    name: { type: "string", title: "Name of the guest", description: "As in the passport.", minLength: 2 },
    nights: { type: "integer", title: "Nights", minimum: 1, maximum: 30, default: 3 },
    room: { type: "string", title: "Room", enum: ["single", "double", "suite"] },
    breakfast: { type: "boolean", title: "With breakfast", default: true },
    address: {
      type: "object",
      title: "Address",
      properties: { street: { type: "string", title: "Street" }, city: { type: "string", title: "City" } },
      required: ["city"],
    },
    wishes: { type: "array", title: "Wishes", items: { type: "string" } },
  },
  required: ["name", "nights", "room"],
};

function suspended(asked: unknown) {
  const call = tool({
    toolName: "bookHotel",
    status: "suspended",
    argsText: '{"city":"Lisbon"}',
    suspension: { payload: { message: "Who stays, and for how long?" }, schema: asked },
  });
  return snapshot({
    state: { busy: true, agentId: "travelAgent" },
    turns: [
      user("question", "Book a hotel in Lisbon"),
      agent("answer", [call], { state: "waiting", agentName: "Travel Agent", agentId: "travelAgent" }),
    ],
  });
}

/** What a suspended tool asks for. */
export const formStates: readonly GalleryState[] = [
  { name: "form", messages: [suspended(schema)] },
  { name: "form-narrow", messages: [suspended(schema)], size: narrow },
  {
    name: "form-with-errors",
    messages: [suspended(schema)],
    act: async (page) => {
      const card = page.getByRole("group", { name: "Tool bookHotel" });
      await card.getByRole("textbox", { name: /Name of the guest/ }).fill("A");
      await card.getByRole("button", { name: /^(Send|Submit|Continue|Resume|Answer)/ }).click();
    },
  },
  {
    name: "form-without-schema",
    messages: [suspended("not a schema")],
  },
];
