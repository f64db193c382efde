import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import type { ToolCallPart } from "../../shared/transcript";
import { usePanel } from "../state/panel";
import { AnswerForm } from "./answerForm";
import { FieldView } from "./fieldView";
import { rootPath } from "./readForm";
import { useForm } from "./useForm";

interface Props {
  readonly turnId: string;
  readonly call: ToolCallPart;
  /** The question as text; what was sent for another one is not offered again. */
  readonly asked: string;
  /** True once the call was answered or declined, until the host says what came of it. */
  readonly rests: boolean;
  readonly onAnswered: () => void;
  /** Draws the row of buttons around the one that sends. */
  readonly actions: (send: ComponentChildren) => ComponentChildren;
}

/** The form for what a suspended tool asks. The button rests until the host answers. */
export function ToolForm({ turnId, call, asked, rests, onAnswered, actions }: Props) {
  const panel = usePanel();
  const form = useForm(panel.formDrafts, `form ${turnId} ${call.id}`, asked, call.suspension?.schema);
  const submit = (): void =>
    form.submit((data) => {
      if (!rests) {
        onAnswered();
        form.sent();
        panel.post("resumeToolCall", { turnId, toolCallId: call.id, data });
      }
    });
  return (
    <AnswerForm label={l10n.t("Input for {0}", call.toolName)} element={form.element} onSubmit={submit}>
      <FieldView frame={form.frame} path={rootPath} field={form.field} value={form.value} onChange={form.change} />
      {actions(
        <button type="submit" class="button primary" disabled={rests}>
          {l10n.t("Continue")}
        </button>,
      )}
    </AnswerForm>
  );
}
