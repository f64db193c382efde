import { AnswerForm } from "../form/answerForm";
import { FieldView } from "../form/fieldView";
import { rootPath } from "../form/readForm";
import { useForm } from "../form/useForm";
import { usePanel } from "../state/panel";

interface Props {
  /** What was typed is kept under it. */
  readonly name: string;
  /** What is asked; what was sent for something else is not offered again. */
  readonly asked: string;
  readonly schema: object | undefined;
  /** The form's name. */
  readonly label: string;
  readonly button: string;
  /** True while nothing may be sent. */
  readonly rests: boolean;
  readonly onSend: (data: unknown) => void;
}

/** A form for what a workflow, or a step of it, wants to know. */
export function InputForm({ name, asked, schema, label, button, rests, onSend }: Props) {
  const form = useForm(usePanel().formDrafts, name, asked, schema);
  const submit = (): void =>
    form.submit((data) => {
      if (!rests) {
        form.sent();
        onSend(data);
      }
    });
  return (
    <AnswerForm label={label} element={form.element} onSubmit={submit}>
      <FieldView frame={form.frame} path={rootPath} field={form.field} value={form.value} onChange={form.change} />
      <div class="actions">
        <button type="submit" class="button primary" disabled={rests}>
          {button}
        </button>
      </div>
    </AnswerForm>
  );
}
