import type { JsonField, NumberField, TextField } from "../../../form/field";
import { isSendKey } from "../../../keys";
import { FieldAbout, FieldWrong, hasAbout, LabelText } from "./fieldParts";
import type { FieldProps } from "./fieldProps";
import { describedBy, idOf } from "./formFrame";

type Keyboard =
  | { readonly type: "text"; readonly inputmode?: "numeric" | "decimal" | "email" | "url" }
  | { readonly type: "password" }
  | { readonly type: "date" }
  | { readonly type: "datetime-local" };

type Typed = TextField | NumberField | JsonField;

/** A box to type in: text, a number, a date, or JSON. */
export function TextView({ frame, path, field, value, label, onChange }: FieldProps<Typed>) {
  const common = {
    id: idOf(frame, path),
    value: typeof value === "string" ? value : "",
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
          // As in the message box: Enter sends, with Shift it is a new line.
          onKeyDown={(event) => {
            if (isSendKey(event)) {
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }
          }}
        />
      )}
      {field.kind !== "json" && !isLong(field) && <input {...common} {...keyboardOf(field)} class="textInput" />}
      <FieldWrong frame={frame} path={path} />
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
      return { type: /^(\d{4}-\d\d-\d\d)?$/.test(field.initial) ? "date" : "text" };
    case "date-time":
      // A default with a zone does not fit in a box that has none.
      return { type: field.initial === "" ? "datetime-local" : "text" };
    default:
      return { type: "text" };
  }
}
