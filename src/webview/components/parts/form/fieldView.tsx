import type { Field } from "../../../form/field";
import type { FormValue } from "../../../form/formValue";
import { BooleanView, ChoiceView } from "./choiceViews";
import type { FormFrame } from "./formFrame";
import { GroupView } from "./groupView";
import { ListView } from "./listView";
import { TextView } from "./textView";
import { VariantView } from "./variantView";

export interface FieldProps<F extends Field = Field> {
  readonly frame: FormFrame;
  readonly path: string;
  readonly field: F;
  readonly value: FormValue;
  /** Instead of the field's own label, where it is one of several. */
  readonly label?: string;
  readonly onChange: (value: FormValue) => void;
}

/** The boxes for one field of a form. */
export function FieldView({ field, ...rest }: FieldProps) {
  switch (field.kind) {
    case "const":
      return null;
    case "text":
    case "number":
    case "json":
      return <TextView field={field} {...rest} />;
    case "boolean":
      return <BooleanView field={field} {...rest} />;
    case "choice":
      return <ChoiceView field={field} {...rest} />;
    case "group":
      return <GroupView field={field} {...rest} />;
    case "list":
      return <ListView field={field} {...rest} />;
    case "variant":
      return <VariantView field={field} {...rest} />;
  }
}
