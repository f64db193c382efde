import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { fenceAround } from "../../shared/fences";
import { innerCall } from "../../shared/approvals";
import type { ToolCallPart } from "../../shared/transcript";
import { isCancellation } from "../../shared/userFacingError";
import { editorAnswers, resumeForm } from "./resumeQuestions";

/** What a person has said about a call that waits for them. */
export type Answer =
  | { readonly kind: "decided"; readonly approved: boolean }
  | { readonly kind: "data"; readonly data: unknown }
  /** VS Code cannot ask that, or it was left without an answer: the panel asks. */
  | { readonly kind: "panel" };

const PANEL: Answer = { kind: "panel" };

/** VS Code's own tools, which it has for its agents (docs/wire.md#vs-code-its-own-chat). */
const CONFIRM = "vscode_get_confirmation_with_options";
const ASK = "vscode_askQuestions";

/** What VS Code answers by itself where nobody is to be asked; it must not pass for a person's words. */
const NOBODY_THERE = /^The user is not available to respond\b/;

/** Arguments that are longer are shown in the panel. */
const MOST_ARGUMENTS = 4_000;

/** As much of `vscode.lm` as is used here. */
export type EditorTools = Pick<typeof vscode.lm, "tools" | "invokeTool">;

/** Asks whoever has written the message in VS Code's chat, by cards in its response. */
export class PersonQuestions {
  /** @param token of the request in whose response the cards are shown */
  constructor(
    private readonly tools: EditorTools,
    private readonly token: vscode.ChatParticipantToolToken,
  ) {}

  /** @param cancel takes the card away */
  async ask(call: ToolCallPart, cancel: vscode.CancellationToken): Promise<Answer> {
    try {
      return call.status === "suspended" ? await this.fill(call, cancel) : await this.approve(call, cancel);
    } catch (error) {
      if (isCancellation(error) || error instanceof vscode.CancellationError) {
        return PANEL;
      }
      throw error;
    }
  }

  private async approve(call: ToolCallPart, cancel: vscode.CancellationToken): Promise<Answer> {
    const { toolName, args } = innerCall(call.suspension?.payload) ?? call;
    const json = JSON.stringify(args ?? {}, null, 2);
    if (!this.has(CONFIRM) || json.length > MOST_ARGUMENTS) {
      return PANEL;
    }
    const [approve, decline] = [l10n.t("Approve"), l10n.t("Decline")];
    const answer = await this.invoke(
      CONFIRM,
      { title: l10n.t("Approve {0}?", toolName), message: codeBlock(json), buttons: [approve, decline] },
      cancel,
    );
    return answer === approve || answer === decline ? { kind: "decided", approved: answer === approve } : PANEL;
  }

  private async fill(call: ToolCallPart, cancel: vscode.CancellationToken): Promise<Answer> {
    const { schema, payload } = call.suspension ?? {};
    const words = { yes: l10n.t("Yes"), no: l10n.t("No") };
    const form = this.has(ASK) ? resumeForm(schema, questionOf(payload), words) : undefined;
    if (!form) {
      return PANEL;
    }
    const answers = editorAnswers(await this.invoke(ASK, { questions: form.questions }, cancel));
    if (!answers || Object.values(answers).some(({ freeText }) => NOBODY_THERE.test(freeText ?? ""))) {
      return PANEL;
    }
    const data = form.read(answers);
    return data === undefined ? PANEL : { kind: "data", data };
  }

  private has(name: string): boolean {
    return this.tools.tools.some((tool) => tool.name === name);
  }

  private async invoke(name: string, input: object, cancel: vscode.CancellationToken): Promise<string> {
    const result = await this.tools.invokeTool(name, { input, toolInvocationToken: this.token }, cancel);
    return result.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
  }
}

function questionOf(payload: unknown): string {
  if (typeof payload === "string") {
    return payload;
  }
  const { message, question } = (payload ?? {}) as Partial<Record<"message" | "question", unknown>>;
  return [message, question].find((words) => typeof words === "string") ?? "";
}

function codeBlock(text: string): string {
  const fence = fenceAround(text);
  return `${fence}json\n${text}\n${fence}`;
}
