import type { GroupField } from "../../../form/field";
import type { FormValue } from "../../../form/formValueTypes";
import { pathOf, rootPath } from "../../../form/readForm";
import { FieldAbout, FieldWrong, hasAbout, LabelText } from "./fieldParts";
import type { FieldProps } from "./fieldProps";
import { FieldView } from "./fieldView";
import { describedBy } from "./formFrame";

/** Fields that belong together; the outermost group is the form itself and has no frame. */
export function GroupView({ frame, path, field, value, label, onChange }: FieldProps<GroupField>) {
  const values = typeof value === "object" && value !== null && "group" in value ? value.group : [];
  const fields = field.entries.map((entry, index) => (
    <FieldView
      key={entry.name}
      frame={frame}
      path={pathOf(path, index)}
      field={entry.field}
      value={values[index] ?? null}
      onChange={(changed: FormValue) => onChange({ group: values.with(index, changed) })}
    />
  ));
  const described = describedBy(frame, path, hasAbout(field));
  return path === rootPath ? (
    <>
      <FieldAbout frame={frame} path={path} field={field} />
      {fields}
    </>
  ) : (
    <fieldset class="field group" aria-describedby={described["aria-describedby"]}>
      <legend>
        <LabelText field={field} label={label ?? field.label} />
      </legend>
      <FieldAbout frame={frame} path={path} field={field} />
      {fields}
      <FieldWrong frame={frame} path={path} />
    </fieldset>
  );
}
