import { BooleanView, ChoiceView } from "./choiceViews";
import type { FieldProps } from "./fieldProps";
import { GroupView } from "./groupView";
import { ListView } from "./listView";
import { TextView } from "./textView";
import { VariantView } from "./variantView";

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
