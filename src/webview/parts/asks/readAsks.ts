/**
 * What Mastra's built-in tools say when they ask (@mastra/core 1.71: tools/builtin). An agent's server may send
 * anything under their names, so everything is looked at.
 */

/** A question of `ask_user`. */
export interface AskedQuestion {
  readonly question: string;
  /** None for a question that is answered in one's own words. */
  readonly options: readonly { readonly label: string; readonly description: string }[];
  readonly several: boolean;
}

/** A plan of `submit_plan`. */
export interface AskedPlan {
  /** Where the server keeps its text; empty when the tool did not say. */
  readonly path: string;
  readonly title: string;
  /** The text itself, where the tool sent it along. */
  readonly plan: string;
}

/** Choices that are drawn; more than anybody would choose from. */
const most = 100;

/** @returns undefined for what asks nothing; a form is drawn for that */
export function readQuestion(payload: unknown): AskedQuestion | undefined {
  const { question, options, selectionMode } = fields(payload);
  if (typeof question !== "string" || question.trim() === "") {
    return undefined;
  }
  const choices = (Array.isArray(options) ? (options as readonly unknown[]) : []).slice(0, most).flatMap((option) => {
    const { label, description } = fields(option);
    return typeof label === "string" && label.trim() !== "" ? [{ label, description: text(description) }] : [];
  });
  return { question, options: choices, several: selectionMode === "multi_select" && choices.length > 0 };
}

/** @returns undefined for what names no plan */
export function readPlan(payload: unknown): AskedPlan | undefined {
  const { path, title, plan } = fields(payload);
  return text(path) === "" && text(plan) === ""
    ? undefined
    : { path: text(path), title: text(title), plan: text(plan) };
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
