import { useMemo, useState } from "preact/hooks";
import { asksForSecret, type Field } from "../../../form/field";
import type { FormDrafts } from "../../../form/formDrafts";
import { fitted } from "../../../form/formValue";
import type { FormValue } from "../../../form/formValueTypes";
import { readForm, type FormReading, type Wrong } from "../../../form/readForm";
import { readSchema } from "../../../form/readSchema";

export interface FormState {
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
export function useForm(drafts: FormDrafts, key: string, asked: string, schema: unknown): FormState {
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
