import * as l10n from "@vscode/l10n";
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useUniqueId } from "../components/preactHelpers";
import type { FormDrafts, FormValue } from "../state/formDrafts";
import { asksForSecret, type Field } from "./field";
import { fitted } from "./formValue";
import { readForm, type Wrong } from "./readForm";
import { readSchema } from "./readSchema";

/** A form that somebody fills in. */
export interface FormState {
  readonly field: Field;
  readonly value: FormValue;
  /** For the boxes: their ids, and what is wrong, which is empty until somebody tried to send. */
  readonly frame: { readonly id: string; readonly wrong: Wrong };
  readonly element: RefObject<HTMLFormElement | null>;
  readonly change: (value: FormValue) => void;
  /** Gives the data away where nothing is wrong; else the focus goes to the first box that is. */
  readonly submit: (send: (data: unknown) => void) => void;
  /** Notes that the answer was sent. */
  readonly sent: () => void;
  /** What was typed is not wanted. */
  readonly drop: () => void;
}

const nothingWrong: Wrong = new Map();

/** A question that no form has: a draft for it is never offered. */
const NO_QUESTION = "\0";

/**
 * The state of a form.
 * @param key names what asks; what was typed is kept under it
 * @param asked the question; what was sent for another one is not offered again
 */
export function useForm(drafts: FormDrafts, key: string, asked: string, schema: unknown): FormState {
  const id = useUniqueId();
  const element = useRef<HTMLFormElement>(null);
  const field = useMemo(() => readSchema(schema), [schema]);
  const [typed, setTyped] = useState<FormValue | undefined>(() => {
    const draft = drafts.get(key);
    return draft?.sentFor === undefined || draft.sentFor === asked ? draft?.value : undefined;
  });
  const [tried, setTried] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const [half, setHalf] = useState<string>();
  const value = useMemo(() => fitted(field, typed), [field, typed]);
  const reading = useMemo(() => readForm(field, value, schema), [field, value, schema]);
  useLayoutEffect(() => {
    if (refusals > 0) {
      element.current?.querySelector<HTMLElement>("[aria-invalid], [data-wrong]")?.focus();
    }
  }, [refusals]);
  const wrong = tried ? reading.wrong : nothingWrong;
  const keep = (changed: FormValue, sentFor?: string): void =>
    drafts.set(key, { value: changed, ...(sentFor === undefined ? {} : { sentFor }) }, asksForSecret(field));
  return {
    field,
    value,
    frame: { id, wrong: half === undefined ? wrong : withHalf(wrong, half) },
    element,
    change: (changed) => {
      setHalf(undefined);
      keep(changed);
      setTyped(changed);
    },
    submit: (send) => {
      setTried(true);
      // Half a date: the browser keeps it to itself, and the form would take the box for an empty one.
      const inputs = [...(element.current?.querySelectorAll("input") ?? [])];
      const unfinished = inputs.find((input) => input.validity.badInput);
      setHalf(unfinished?.id.slice(id.length + 1));
      if (unfinished !== undefined || reading.wrong.size > 0) {
        setRefusals(refusals + 1);
      } else {
        send(reading.data);
      }
    },
    sent: () => keep(value, asked),
    drop: () => keep(value, NO_QUESTION),
  };
}

function withHalf(wrong: Wrong, path: string): Wrong {
  return new Map([...wrong, [path, l10n.t("This is incomplete. Fill in the rest, or clear it.")]]);
}
