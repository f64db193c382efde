import type { Field } from "../../../form/field";
import type { FormValue } from "../../../form/formValueTypes";
import type { FormFrame } from "./formFrame";

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
