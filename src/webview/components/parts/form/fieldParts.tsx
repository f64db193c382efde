import * as l10n from "@vscode/l10n";
import type { Field } from "../../../form/field";
import { Icon } from "../../icon";
import { idOf, type FormFrame } from "./formFrame";

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

/** What is wrong with a field; `describedBy` refers to it. */
export function FieldWrong({ frame, path }: Omit<LabelTextProps, "field">) {
  const wrong = frame.wrong.get(path);
  return wrong === undefined ? null : (
    <p id={`${idOf(frame, path)}-wrong`} class="fieldWrong">
      <Icon name="error" />
      <span>{wrong}</span>
    </p>
  );
}
