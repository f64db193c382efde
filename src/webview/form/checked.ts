/** What a box holds for the tool, or the sentence that says what is wrong with it. */
export type Checked = { readonly data: unknown } | { readonly wrong: string };
