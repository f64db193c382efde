import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import * as l10n from "@vscode/l10n";
import type { ToolCallPart } from "../../shared/transcript";
import { useUniqueId } from "../components/preactHelpers";
import { asksForSecret, type Field } from "../form/field";
import { FieldView } from "../form/fieldView";
import { fitted } from "../form/formValue";
import { type FormReading, readForm, rootPath, type Wrong } from "../form/readForm";
import { readSchema } from "../form/readSchema";
import type { FormDrafts, FormValue } from "../state/formDrafts";
import { usePanel } from "../state/panel";
import { prettyValue, structureOf } from "./values";
import { ToolValue } from "./valueViews";

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
  const reading = useMemo(() => readForm(field, value), [field, value]);
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

/** Where tools put their question, in the order of how much it is one. */
const questionNames = ["message", "question", "prompt", "reason", "description", "text", "title"];

/** Characters above which a text is no question but a document, and is shown as one. */
const longestQuestion = 2000;

interface SuspensionWordsProps {
  readonly toolName: string;
  readonly payload: unknown;
}

/** Why a tool waits: its own question where it has one, and whatever else it said. */
function SuspensionWords({ toolName, payload }: SuspensionWordsProps) {
  const { question, rest } = questionIn(payload);
  return (
    <>
      <p class="question" dir="auto">
        {question ?? l10n.t("{0} needs an answer to go on.", toolName)}
      </p>
      {rest !== undefined && <ToolValue title={l10n.t("Details")} value={rest} open="short" />}
    </>
  );
}

/** Parts a payload into its question and the rest of it. */
export function questionIn(payload: unknown): { readonly question?: string; readonly rest?: unknown } {
  const structure = structureOf(payload);
  if (structure === undefined) {
    return isQuestion(payload)
      ? { question: payload }
      : payload === undefined || payload === null
        ? {}
        : { rest: payload };
  }
  if (Array.isArray(structure)) {
    return structure.length === 0 ? {} : { rest: structure };
  }
  const fields = Object.entries(structure);
  const name = questionNames.find((candidate) => fields.some(([key, value]) => key === candidate && isQuestion(value)));
  const question = fields.find(([key]) => key === name)?.[1];
  const others = fields.filter(([key]) => key !== name);
  return {
    ...(isQuestion(question) ? { question } : {}),
    ...(others.length === 0 ? {} : { rest: Object.fromEntries(others) }),
  };
}

function isQuestion(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= longestQuestion;
}

/** Characters by which two questions are told apart. */
const questionLength = 4000;

interface SuspensionFormProps {
  readonly turnId: string;
  readonly call: ToolCallPart;
}

/** What a suspended tool asks, with a form for the answer. The button rests until the host answers. */
export function SuspensionForm({ turnId, call }: SuspensionFormProps) {
  const panel = usePanel();
  const id = useUniqueId();
  const element = useRef<HTMLFormElement>(null);
  const { payload, schema } = call.suspension ?? {};
  const asked = useMemo(() => prettyValue({ payload, schema }).slice(0, questionLength), [payload, schema]);
  const form = useForm(panel.formDrafts, `form ${turnId} ${call.id}`, asked, schema);
  const [answered, setAnswered] = useState<ToolCallPart>();
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
    } else if (answered !== call) {
      setAnswered(call);
      form.sent();
      panel.post("resumeToolCall", { turnId, toolCallId: call.id, data });
    }
  };
  const wrong = half === undefined ? form.wrong : withHalf(form.wrong, half);
  return (
    <div class="suspension">
      <SuspensionWords toolName={call.toolName} payload={payload} />
      <form
        ref={element}
        class="toolForm"
        aria-label={l10n.t("Answer for {0}", call.toolName)}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey) {
            // The panel's own use of this key is to approve a call.
            event.preventDefault();
            event.stopPropagation();
            submit();
          }
        }}
      >
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
        <div class="actions">
          <button type="submit" class="button primary" disabled={answered === call}>
            {l10n.t("Continue")}
          </button>
        </div>
      </form>
    </div>
  );
}

function withHalf(wrong: Wrong, path: string): Wrong {
  return new Map([...wrong, [path, l10n.t("This is not complete. Fill in the rest, or clear it.")]]);
}
