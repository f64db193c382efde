import * as l10n from "@vscode/l10n";
import type { NumberField } from "./field";
import type { Checked } from "./checked";

/** Digits with an optional sign, fraction and exponent; no separators of thousands, no decimal comma. */
const numberText = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Reads a typed number against its field's limits. */
export function checkNumber(field: NumberField, text: string): Checked {
  const trimmed = text.trim();
  const data = Number(trimmed);
  if (!numberText.test(trimmed) || !Number.isFinite(data)) {
    return { wrong: l10n.t("This is not a number. Write it with digits, such as {0}.", field.integer ? "12" : "12.5") };
  }
  if (field.integer && !Number.isInteger(data)) {
    return { wrong: l10n.t("This must be a whole number, such as {0}.", "12") };
  }
  if (Number.isInteger(data) && !Number.isSafeInteger(data)) {
    // Beyond 2^53 the number that arrives would be another one than the one typed.
    return { wrong: l10n.t("This number is too large to be sent exactly.") };
  }
  const wrong = outsideLimits(field, data);
  return wrong === undefined ? { data } : { wrong };
}

/** Limits are written as numbers are typed here, with a decimal point whatever the display language is. */
function outsideLimits(field: NumberField, data: number): string | undefined {
  if (field.minimum !== undefined && data < field.minimum) {
    return l10n.t("The number must be {0} or more.", field.minimum);
  }
  if (field.maximum !== undefined && data > field.maximum) {
    return l10n.t("The number must be {0} or less.", field.maximum);
  }
  if (field.exclusiveMinimum !== undefined && data <= field.exclusiveMinimum) {
    return l10n.t("The number must be greater than {0}.", field.exclusiveMinimum);
  }
  if (field.exclusiveMaximum !== undefined && data >= field.exclusiveMaximum) {
    return l10n.t("The number must be less than {0}.", field.exclusiveMaximum);
  }
  if (field.multipleOf !== undefined && field.multipleOf > 0 && !isMultiple(data, field.multipleOf)) {
    return l10n.t("The number must be a multiple of {0}.", field.multipleOf);
  }
  return undefined;
}

/** 0.3 is a multiple of 0.1, though binary fractions leave a rest. */
function isMultiple(data: number, step: number): boolean {
  const ratio = data / step;
  return Math.abs(ratio - Math.round(ratio)) <= Number.EPSILON * Math.max(1, Math.abs(ratio)) * 4;
}
