/** What a text must have to name a file, by where it stands. In code and links a name alone may be one. */
const signs = {
  prose: /[\\/]|\.\w{1,10}(?::L?|#L?|\()\d/,
  code: /[\\/.]|^[A-Z]/,
  markdown: /[\\/`\]]|\.\w{1,10}(?::L?|#L?|\()\d/,
} as const;

/** Quick and generous: whether it is worth looking for files in a text, a code span, or the source of a block. */
export function mayNameFile(text: string, where: keyof typeof signs): boolean {
  return signs[where].test(text);
}
