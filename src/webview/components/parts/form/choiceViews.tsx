import * as l10n from "@vscode/l10n";
import type { BooleanField, ChoiceField } from "../../../form/field";
import { Icon } from "../../icon";
import { FieldAbout, FieldWrong, hasAbout, LabelText } from "./fieldParts";
import type { FieldProps } from "./fieldProps";
import { describedBy, idOf } from "./formFrame";

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

/** One of several values. */
export function ChoiceView({ frame, path, field, value, label, onChange }: FieldProps<ChoiceField>) {
  const id = idOf(frame, path);
  const chosen = typeof value === "string" ? value : "";
  return (
    <div class="field">
      <label for={id}>
        <LabelText field={field} label={label ?? field.label} />
      </label>
      <FieldAbout frame={frame} path={path} field={field} />
      <div class="selectBox">
        <select
          id={id}
          value={chosen}
          required={field.required}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...describedBy(frame, path, hasAbout(field))}
        >
          <option value="">{field.required && !field.nullable ? l10n.t("Choose…") : l10n.t("None")}</option>
          {field.options.map((option, index) => (
            <option key={index} value={`${index}`}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" class="selectArrow" />
      </div>
      <FieldWrong frame={frame} path={path} />
    </div>
  );
}
