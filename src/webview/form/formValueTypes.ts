/** One entry of a list; the number stays with it when others are removed. */
export interface ListEntry {
  readonly key: number;
  readonly value: FormValue;
}

/**
 * What stands in the boxes of a form, as typed: text for text, numbers, choices and JSON; yes, no or
 * untouched (null) for a check box. Groups hold their values in the order of the fields, so that no
 * property's name (`__proto__`) can do harm. Plain JSON.
 */
export type FormValue =
  | string
  | boolean
  | null
  | { readonly group: readonly FormValue[] }
  | { readonly entries: readonly ListEntry[] }
  | { readonly chosen: number; readonly variants: readonly FormValue[] };
