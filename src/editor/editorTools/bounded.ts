/** Characters of one result, so that a step's results fit into a request. */
export const MOST_CHARACTERS = 60_000;

/** Entries of a list that an agent gets. */
const MOST_ENTRIES = 500;

/** A text that is cut where it is too long. */
export function boundedText(text: string): { readonly text: string; readonly cut?: string } {
  return text.length <= MOST_CHARACTERS
    ? { text }
    : { text: text.slice(0, MOST_CHARACTERS), cut: `Only the first ${MOST_CHARACTERS} of ${text.length} characters.` };
}

/** A list that is cut where it is too long. */
export function boundedList<T>(entries: readonly T[]): { readonly count: number; readonly entries: readonly T[] } {
  return { count: entries.length, entries: entries.slice(0, MOST_ENTRIES) };
}
