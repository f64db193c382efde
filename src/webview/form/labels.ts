/** Characters of a value that a label may take. */
const longest = 80;

/** A property's name for people: `firstName` and `first_name` become "First name". */
export function readableName(name: string): string {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/[_\-.\s]+/g, " ")
    .trim()
    .split(" ")
    // A word in capitals is an abbreviation and stays one.
    .map((word, index) => (index === 0 || /^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase()))
    .join(" ");
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

/** A fixed value of a schema for people: texts as they are, everything else as JSON. */
export function valueLabel(value: unknown): string {
  const text = typeof value === "string" ? value : ((JSON.stringify(value) as string | undefined) ?? "");
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
