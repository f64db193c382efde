import type { ToView } from "../../../../../src/shared/protocol";
import type { WorkflowNode, WorkflowRunState, WorkflowsState } from "../../../../../src/shared/workflows";
import { type GalleryState, narrow } from "../galleryState";
import { exchange, galleryTime, secondsAgo, snapshot } from "./samples";

const trip = { id: "tripPlan", name: "Trip plan", description: "Finds rooms and asks before it books." };

const inputSchema = {
  type: "object",
  properties: {
    city: { type: "string", title: "City", minLength: 1 },
    nights: { type: "integer", title: "Nights", minimum: 1, default: 2 },
  },
  required: ["city"],
};

const step = (path: string, more: Partial<WorkflowNode> = {}): WorkflowNode => ({
  kind: "step",
  path: path.split("."),
  description: "",
  nodes: [],
  ...more,
});

const group = (kind: "parallel" | "branch", ...nodes: readonly WorkflowNode[]): WorkflowNode => ({
  kind,
  path: [],
  description: "",
  nodes,
});

const nodes: readonly WorkflowNode[] = [
  group("parallel", step("lookUpWeather", { description: "Looks up the weather" }), step("findRooms")),
  step("chooseOneOfAllTheRoomsThatAreLeftInTheCity", { kind: "each" }),
  step("confirm"),
  group("branch", step("payAtOnce"), step("payLater")),
  step("sendReceipt", { nodes: [step("sendReceipt.write"), step("sendReceipt.mail", { kind: "loop" })] }),
];

const at = galleryTime - 60_000;

const waiting: WorkflowRunState = {
  runId: "run-1",
  workflowId: trip.id,
  status: "suspended",
  createdAt: at,
  nodes,
  steps: {
    lookUpWeather: { status: "success", startedAt: at, endedAt: at + 1_400, output: '{"celsius":23}' },
    findRooms: { status: "success", startedAt: at, endedAt: at + 2_600, output: '{"rooms":4}' },
    chooseOneOfAllTheRoomsThatAreLeftInTheCity: {
      status: "success",
      startedAt: at + 2_600,
      endedAt: at + 72_600,
      done: 4,
      total: 4,
    },
    confirm: { status: "suspended", startedAt: at + 72_600, at: at + 72_600, asks: '{"room":"204","price":"190 €"}' },
  },
  schemas: {
    confirm: {
      type: "object",
      properties: { approved: { type: "boolean", title: "Book this room" }, note: { type: "string", title: "Note" } },
      required: ["approved"],
    },
  },
  canRepeat: true,
};

const failed: WorkflowRunState = {
  ...waiting,
  status: "failed",
  steps: {
    ...waiting.steps,
    confirm: { status: "success", startedAt: at, endedAt: at + 5_000, output: '{"approved":true}' },
    payAtOnce: { status: "failed", startedAt: at, endedAt: at + 1_000, error: "The card was declined by the bank." },
  },
  error: "The card was declined by the bank.",
};

function view(told: WorkflowsState): readonly ToView[] {
  const turns = exchange("How warm is it in Lisbon?", ["It is **18 °C** in Lisbon."]);
  return [snapshot({ state: { workflows: true }, turns }), { type: "showWorkflows" }, { type: "workflows", told }];
}

/** The workflows: their list, one with its history, and runs. */
export const workflowStates: readonly GalleryState[] = [
  {
    name: "workflows",
    messages: view({ workflows: [trip, { id: "report", name: "A report of every station", description: "" }] }),
  },
  {
    name: "workflow-chosen",
    messages: view({
      chosen: {
        ...trip,
        inputSchema,
        runs: [
          { runId: "run-1", status: "suspended", createdAt: secondsAgo(60) },
          { runId: "run-2", status: "success", createdAt: secondsAgo(90_000) },
        ],
        more: true,
      },
    }),
  },
  { name: "workflow-waiting", messages: view({ chosen: trip, run: waiting }) },
  { name: "workflow-waiting-narrow", messages: view({ chosen: trip, run: waiting }), size: narrow },
  { name: "workflow-waiting-right-to-left", messages: view({ chosen: trip, run: waiting }), direction: "rtl" },
  { name: "workflow-failed", messages: view({ chosen: trip, run: failed }) },
];
