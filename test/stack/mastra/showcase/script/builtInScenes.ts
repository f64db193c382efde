import type { Decision } from "../../model/decision";
import type { ToolOutcome } from "../../model/prompt";
import type { Scene } from "./scene";

/** Where the agent writes its plan; Mastra's server reads plans from this folder alone. */
const PLAN_FILE = ".mastracode/plans/harbour-station.md";

const PLAN = `# A station at the harbour

1. Choose the mast, away from the warm quay.
2. Mount the anemometer at **10 m** and the thermometer at 2 m.
3. Compare it with the old station for a month.

| Part | Weeks |
| --- | --- |
| Mast | 2 |
| Comparison | 4 |`;

const STATIONS = [
  { id: "mast", content: "Check the mast", activeForm: "Checking the mast" },
  { id: "gauge", content: "Empty the rain gauge", activeForm: "Emptying the rain gauge" },
  { id: "log", content: "Write the station log", activeForm: "Writing the station log" },
] as const;

/** Mastra's own tools for talking to a person: `ask_user`, `submit_plan` and the task list. */
export const BUILT_IN_SCENES: readonly Scene[] = [
  scene("Ask me something", /\bask me something\b(?! open)/i, (outcomes) => {
    const options = [
      { label: "The harbour", description: "Windy, and close to the old station." },
      { label: "The airport", description: "Flat and well measured." },
      { label: "The hill" },
    ];
    return outcomes.length > 0 ? heard(outcomes) : call("ask_user", { question: "Where shall I look first?", options });
  }),
  scene("Ask me something open", /\bask me something open\b/i, (outcomes) => {
    return outcomes.length > 0 ? heard(outcomes) : call("ask_user", { question: "What do you want to know?" });
  }),
  scene("Ask me which stations", /\bask me which stations\b/i, (outcomes) => {
    const options = ["Bergen", "Oslo", "Tromsø"].map((label) => ({ label }));
    const question = "Which stations shall I compare?";
    return outcomes.length > 0
      ? heard(outcomes)
      : call("ask_user", { question, options, selectionMode: "multi_select" });
  }),
  scene("Make a plan", /\bmake a plan\b(?!.*\bgone\b)/i, nextOfPlan),
  scene("Make a plan whose file is gone", /\bmake a plan\b.*\bgone\b/i, (outcomes) => {
    return outcomes.length > 0 ? nextOfPlan(outcomes) : call("submit_plan", { path: ".mastracode/plans/gone.md" });
  }),
  scene("Begin a task list", /\bbegin a task list\b/i, (outcomes) => {
    return beginTasks()[outcomes.length] ?? { text: "The mast is checked; the rest can wait." };
  }),
  scene("Work through a task list", /\btask list\b/i, (outcomes) => {
    return throughTasks()[outcomes.length] ?? { text: "All three tasks are done." };
  }),
];

function scene(phrase: string, asked: RegExp, step: (outcomes: readonly ToolOutcome[]) => Decision): Scene {
  return { phrase, asked, decide: () => step([]), next: step };
}

function call(toolName: string, args: Readonly<Record<string, unknown>>): Decision {
  return { toolCalls: [{ toolName, args }] };
}

/** What the person said, as the tool hands it to the model. */
function heard(outcomes: readonly ToolOutcome[]): Decision {
  return { text: contentOf(outcomes) };
}

/** Writes the plan, submits it, and revises it for as long as it is sent back with a reason. */
function nextOfPlan(outcomes: readonly ToolOutcome[]): Decision {
  const last = outcomes.at(-1);
  if (last === undefined) {
    return write(PLAN);
  }
  if (last.toolName !== "submit_plan") {
    return call("submit_plan", { path: PLAN_FILE });
  }
  const content = contentOf(outcomes);
  const feedback = /User feedback: (.*)/.exec(content)?.[1];
  if (feedback !== undefined) {
    return write(`${PLAN}\n\n## Changed\n\n${feedback}`);
  }
  return { text: content.startsWith("Plan approved") ? "The plan is approved; I begin." : "I wait for your words." };
}

function write(content: string): Decision {
  return call("mastra_workspace_write_file", { path: PLAN_FILE, content });
}

/** An agent makes five steps at most unless it is told otherwise: four calls, and the words after them. */
function throughTasks(): readonly Decision[] {
  return [begin(), ...STATIONS.map(({ id }) => call("task_complete", { id }))];
}

function beginTasks(): readonly Decision[] {
  return [
    begin(),
    call("task_complete", { id: "mast" }),
    call("task_update", { id: "gauge", status: "in_progress" }),
    call("task_check", {}),
  ];
}

function begin(): Decision {
  const tasks = STATIONS.map((task, index) => ({ ...task, status: index === 0 ? "in_progress" : "pending" }));
  return call("task_write", { tasks });
}

function contentOf(outcomes: readonly ToolOutcome[]): string {
  const { value, error } = outcomes.at(-1) ?? {};
  const content: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "content") : value;
  return typeof content === "string" ? content : (error ?? JSON.stringify(value));
}
