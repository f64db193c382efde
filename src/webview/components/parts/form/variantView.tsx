import * as l10n from "@vscode/l10n";
import type { VariantField } from "../../../form/field";
import { pathOf } from "../../../form/readForm";
import { Icon } from "../../icon";
import { FieldAbout, FieldWrong, hasAbout, LabelText } from "./fieldParts";
import type { FieldProps } from "./fieldProps";
import { FieldView } from "./fieldView";
import { describedBy, idOf } from "./formFrame";

/** One of several shapes: which one, and then its own boxes. What was typed in another one is kept. */
export function VariantView({ frame, path, field, value, label, onChange }: FieldProps<VariantField>) {
  const id = idOf(frame, path);
  const current =
    typeof value === "object" && value !== null && "variants" in value ? value : { chosen: -1, variants: [] };
  const chosen = field.variants[current.chosen];
  return (
    <div class="field variant">
      <label for={id}>
        <LabelText field={field} label={label ?? field.label} />
      </label>
      <FieldAbout frame={frame} path={path} field={field} />
      <div class="selectBox">
        <select
          id={id}
          value={`${current.chosen}`}
          required={field.required}
          onChange={(event) => onChange({ ...current, chosen: Number(event.currentTarget.value) })}
          {...describedBy(frame, path, hasAbout(field))}
        >
          <option value="-1">{field.required && !field.nullable ? l10n.t("Choose…") : l10n.t("None")}</option>
          {field.variants.map((variant, index) => (
            <option key={index} value={`${index}`}>
              {variant.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" class="selectArrow" />
      </div>
      <FieldWrong frame={frame} path={path} />
      {chosen !== undefined && (
        <FieldView
          key={current.chosen}
          frame={frame}
          path={pathOf(path, current.chosen)}
          field={chosen}
          value={current.variants[current.chosen] ?? null}
          onChange={(changed) => onChange({ ...current, variants: current.variants.with(current.chosen, changed) })}
        />
      )}
    </div>
  );
}
