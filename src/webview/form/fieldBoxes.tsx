import * as l10n from "@vscode/l10n";
import { Icon } from "../components/icon";
import { useSendKey } from "../components/sendKey";
import type { FormValue } from "../state/formDrafts";
import type { BooleanField, ChoiceField, Field, JsonField, NumberField, TextField } from "./field";
import { mayBeEmpty } from "./checks";
import { hasKey } from "./formValue";
import type { Wrong } from "./readForm";

/** What every box of a form knows of the whole. */
interface FormFrame {
  /** Goes before a box's path in ids of the page. */
  readonly id: string;
  /** What is to be changed, by path; empty until somebody tried to send. */
  readonly wrong: Wrong;
}

/** The id of a box, and of the texts that describe it. */
export function idOf(frame: FormFrame, path: string): string {
  return `${frame.id}-${path}`;
}

/** Attributes that tie a box to its description and to what is wrong with it. */
export function describedBy(
  frame: FormFrame,
  path: string,
  described: boolean,
): { readonly "aria-describedby": string | undefined; readonly "aria-invalid": true | undefined } {
  const wrong = frame.wrong.has(path);
  const ids = [described ? `${idOf(frame, path)}-about` : "", wrong ? `${idOf(frame, path)}-wrong` : ""].filter(
    (id) => id !== "",
  );
  return { "aria-describedby": ids.length === 0 ? undefined : ids.join(" "), "aria-invalid": wrong ? true : undefined };
}

/** What the boxes of a field are drawn with. */
export interface FieldProps<F extends Field = Field> {
  readonly frame: FormFrame;
  readonly path: string;
  readonly field: F;
  readonly value: FormValue;
  /** Instead of the field's own label, where it is one of several. */
  readonly label?: string;
  readonly onChange: (value: FormValue) => void;
}

interface LabelTextProps {
  readonly frame: FormFrame;
  readonly path: string;
  readonly field: Field;
}

/** The words in a label: the field's name, and that it may be left out. */
export function LabelText({ field, label }: { readonly field: Field; readonly label: string }) {
  return (
    <>
      <span dir="auto">{label}</span>
      {!field.required && <span class="optional"> {l10n.t("(optional)")}</span>}
    </>
  );
}

/** What the schema says about a field; `describedBy` refers to it. */
export function FieldAbout({ frame, path, field }: LabelTextProps) {
  const words = [field.description, field.kind === "json" ? field.why : ""].filter((text) => text !== "");
  return words.length === 0 ? null : (
    <p id={`${idOf(frame, path)}-about`} class="fieldAbout" dir="auto">
      {words.join(" ")}
    </p>
  );
}

/** True when `FieldAbout` says something. */
export function hasAbout(field: Field): boolean {
  return field.description !== "" || field.kind === "json";
}

interface WrongProps extends Omit<LabelTextProps, "field"> {
  readonly ofGroup?: boolean;
}

/** What is wrong with a field; `describedBy` refers to it. */
export function FieldWrong({ frame, path, ofGroup = false }: WrongProps) {
  const wrong = frame.wrong.get(path);
  return wrong === undefined ? null : (
    <p
      id={`${idOf(frame, path)}-wrong`}
      class="fieldWrong"
      // No single box of a group is wrong: the sentence itself is what the focus is led to.
      {...(ofGroup ? { tabIndex: -1, "data-wrong": true } : {})}
    >
      <Icon name="error" />
      <span>{wrong}</span>
    </p>
  );
}

/** Yes or no. */
export function BooleanView({ frame, path, field, value, label, onChange }: FieldProps<BooleanField>) {
  const id = idOf(frame, path);
  return (
    <div class="field">
      <div class="checkLine">
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
          {...describedBy(frame, path, hasAbout(field))}
        />
        <label for={id}>
          <LabelText field={field} label={label ?? field.label} />
        </label>
      </div>
      <FieldAbout frame={frame} path={path} field={field} />
      <FieldWrong frame={frame} path={path} />
    </div>
  );
}

interface SelectViewProps<F extends Field> extends Omit<FieldProps<F>, "value" | "onChange"> {
  /** What there is to choose from. */
  readonly options: readonly string[];
  /** Index of the chosen one; -1 for none. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

/** A label with a list to choose from. */
export function SelectView<F extends Field>({ frame, path, field, label, ...choice }: SelectViewProps<F>) {
  const id = idOf(frame, path);
  return (
    <>
      <label for={id}>
        <LabelText field={field} label={label ?? field.label} />
      </label>
      <FieldAbout frame={frame} path={path} field={field} />
      <div class="selectBox">
        <select
          id={id}
          value={`${choice.chosen}`}
          required={field.required}
          onChange={(event) => choice.onChoose(Number(event.currentTarget.value))}
          {...describedBy(frame, path, hasAbout(field))}
        >
          <option value="-1">{field.required && !field.nullable ? l10n.t("Choose…") : l10n.t("None")}</option>
          {choice.options.map((option, index) => (
            <option key={index} value={`${index}`}>
              {option}
            </option>
          ))}
        </select>
        <Icon name="chevron-right" class="selectArrow" />
      </div>
      <FieldWrong frame={frame} path={path} />
    </>
  );
}

/** One of several values. */
export function ChoiceView({ value, onChange, ...rest }: FieldProps<ChoiceField>) {
  return (
    <div class="field">
      <SelectView
        {...rest}
        options={rest.field.options.map((option) => option.label)}
        chosen={typeof value === "string" && value !== "" ? Number(value) : -1}
        onChoose={(index) => onChange(index < 0 ? "" : `${index}`)}
      />
    </div>
  );
}

type Keyboard =
  | { readonly type: "text"; readonly inputmode?: "numeric" | "decimal" | "email" | "url" }
  | { readonly type: "password" }
  | { readonly type: "date" }
  | { readonly type: "datetime-local" };

type Typed = TextField | NumberField | JsonField;

/** A box to type in: text, a number, a date, or JSON. */
export function TextView({ frame, path, field, value, label, onChange }: FieldProps<Typed>) {
  const sendKey = useSendKey();
  const mayLeave = field.kind === "text" && value === "" && frame.wrong.has(path) && mayBeEmpty(field);
  const common = {
    id: idOf(frame, path),
    value: typeof value === "string" ? value : "",
    placeholder: hasKey(value, "empty") ? l10n.t("Left empty") : undefined,
    required: field.required,
    autocomplete: "off",
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => onChange(event.currentTarget.value),
    ...describedBy(frame, path, hasAbout(field)),
  } as const;
  return (
    <div class="field">
      <label for={common.id}>
        <LabelText field={field} label={label ?? field.label} />
      </label>
      <FieldAbout frame={frame} path={path} field={field} />
      {field.kind === "json" && <textarea {...common} class="textInput json" rows={4} spellcheck={false} />}
      {field.kind !== "json" && isLong(field) && (
        <textarea
          {...common}
          class="textInput"
          rows={1}
          dir="auto"
          // As in the message box: the same key sends, the other one is a new line.
          onKeyDown={(event) => {
            if (sendKey.is(event)) {
              event.preventDefault();
              // With Ctrl or Cmd it sends the form from any of its boxes; once is enough.
              event.stopPropagation();
              event.currentTarget.form?.requestSubmit();
            }
          }}
        />
      )}
      {field.kind !== "json" && !isLong(field) && <input {...common} {...keyboardOf(field)} class="textInput" />}
      <FieldWrong frame={frame} path={path} />
      {mayLeave && (
        <button
          type="button"
          class="button secondary leaveEmpty"
          aria-label={l10n.t("Leave {0} empty", label ?? field.label)}
          onClick={() => {
            document.getElementById(common.id)?.focus();
            onChange({ empty: true });
          }}
        >
          {l10n.t("Leave empty")}
        </button>
      )}
    </div>
  );
}

/** A text that may have more than a line. */
function isLong(field: TextField | NumberField): boolean {
  const short = field.kind === "number" || field.secret || field.format !== undefined || field.pattern !== undefined;
  return !short && (field.maxLength === undefined || field.maxLength > 120);
}

/**
 * The kind of box. Numbers, mail and web addresses are typed as text: the browser's own boxes for them
 * drop or rewrite what they do not understand, and what is typed must not be lost.
 */
function keyboardOf(field: TextField | NumberField): Keyboard {
  if (field.kind === "number") {
    return { type: "text", inputmode: field.integer ? "numeric" : "decimal" };
  }
  if (field.secret) {
    return { type: "password" };
  }
  switch (field.format) {
    case "email":
      return { type: "text", inputmode: "email" };
    case "uri":
      return { type: "text", inputmode: "url" };
    case "date":
      return { type: typeof field.initial !== "string" || /^\d{4}-\d\d-\d\d$/.test(field.initial) ? "date" : "text" };
    case "date-time":
      // A default with a zone does not fit in a box that has none.
      return { type: field.initial === undefined ? "datetime-local" : "text" };
    default:
      return { type: "text" };
  }
}
