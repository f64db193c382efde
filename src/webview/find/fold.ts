/**
 * A text without its letter case, of the same length, so that places in one are places in the other:
 * the small letters of a few capitals (`İ`) have another length and keep their form.
 */
export function fold(text: string): string {
  const small = text.toLowerCase();
  if (small.length === text.length) {
    return small;
  }
  return Array.from(text, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  }).join("");
}

/** Where a text holds the words, from left to right without overlap; both as they are compared. */
export function indexesOf(text: string, words: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    places.push(at);
  }
  return places;
}

/** How often a text holds the words: `placesIn(…).length` without the list, which can be long. */
export function countIn(text: string, words: string): number {
  let count = 0;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    count++;
  }
  return count;
}
