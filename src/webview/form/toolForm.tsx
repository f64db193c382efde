import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import type { ToolCallPart } from "../../shared/transcript";
import { useUniqueId } from "../components/preactHelpers";
import type { FormDrafts, FormValue } from "../state/formDrafts";
import { usePanel } from "../state/panel";
import { AnswerForm } from "./answerForm";
import { asksForSecret, type Field } from "./field";
import { FieldView } from "./fieldView";
import { fitted } from "./formValue";
import { type FormReading, readForm, rootPath, type Wrong } from "./readForm";
import { readSchema } from "./readSchema";

interface FormState {
  readonly field: Field;
  readonly value: FormValue;
  /** Empty until somebody tried to send; from then on it follows every key. */
  readonly wrong: Wrong;
  readonly change: (value: FormValue) => void;
  /** Reads the form for sending, and begins to show what is wrong. */
  readonly read: () => FormReading;
  /** Notes that the answer was sent. */
  readonly sent: () => void;
}

const nothingWrong: Wrong = new Map();

/**
 * The state of a form.
 * @param key names the call that asks; what was typed is kept under it
 * @param asked the question; what was sent for another one is not offered again
 */
function useForm(drafts: FormDrafts, key: string, asked: string, schema: unknown): FormState {
  const field = useMemo(() => readSchema(schema), [schema]);
  const [typed, setTyped] = useState<FormValue | undefined>(() => {
    const draft = drafts.get(key);
    return draft?.sentFor === undefined || draft.sentFor === asked ? draft?.value : undefined;
  });
  const [tried, setTried] = useState(false);
  const value = useMemo(() => fitted(field, typed), [field, typed]);
  const reading = useMemo(() => readForm(field, value, schema), [field, value, schema]);
  return {
    field,
    value,
    wrong: tried ? reading.wrong : nothingWrong,
    change: (changed) => {
      drafts.set(key, { value: changed }, asksForSecret(field));
      setTyped(changed);
    },
    read: () => {
      setTried(true);
      return reading;
    },
    sent: () => drafts.set(key, { value, sentFor: asked }, asksForSecret(field)),
  };
}

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
  const id = useUniqueId();
  const element = useRef<HTMLFormElement>(null);
  const form = useForm(panel.formDrafts, `form ${turnId} ${call.id}`, asked, call.suspension?.schema);
  const [refusals, setRefusals] = useState(0);
  const [half, setHalf] = useState<string>();
  useLayoutEffect(() => {
    if (refusals > 0) {
      element.current?.querySelector<HTMLElement>("[aria-invalid], [data-wrong]")?.focus();
    }
  }, [refusals]);
  const submit = (): void => {
    const { data, wrong } = form.read();
    // Half a date: the browser keeps it to itself, and the form would take the box for an empty one.
    const unfinished = [...(element.current?.querySelectorAll("input") ?? [])].find((input) => input.validity.badInput);
    setHalf(unfinished?.id.slice(id.length + 1));
    if (unfinished !== undefined || wrong.size > 0) {
      setRefusals(refusals + 1);
    } else if (!rests) {
      onAnswered();
      form.sent();
      panel.post("resumeToolCall", { turnId, toolCallId: call.id, data });
    }
  };
  const wrong = half === undefined ? form.wrong : withHalf(form.wrong, half);
  return (
    <AnswerForm toolName={call.toolName} element={element} onSubmit={submit}>
      <FieldView
        frame={{ id, wrong }}
        path={rootPath}
        field={form.field}
        value={form.value}
        onChange={(value) => {
          setHalf(undefined);
          form.change(value);
        }}
      />
      {actions(
        <button type="submit" class="button primary" disabled={rests}>
          {l10n.t("Continue")}
        </button>,
      )}
    </AnswerForm>
  );
}

function withHalf(wrong: Wrong, path: string): Wrong {
  return new Map([...wrong, [path, l10n.t("This is incomplete. Fill in the rest, or clear it.")]]);
}
