const fence = /^ {0,3}(?:`{3,}|~{3,})/;

/** Markdown without the signs that are not drawn, so that a search finds words as they are read. */
export function plainMarkdown(markdown: string): string {
  if (!/[*_`~[#]/.test(markdown)) {
    return markdown;
  }
  let inCode = false;
  return markdown
    .split("\n")
    .map((line) => {
      if (fence.test(line)) {
        inCode = !inCode;
        return "";
      }
      return inCode ? line : plainLine(line);
    })
    .join("\n");
}

function plainLine(line: string): string {
  // What stands between backticks is drawn as it is.
  return line
    .replace(/^\s{0,3}#{1,6}\s+/, "")
    .split(/(`+[^`]*`+)/)
    .map((piece, index) => (index % 2 === 1 ? piece.replace(/^`+|`+$/g, "") : plainWords(piece)))
    .join("");
}

function plainWords(words: string): string {
  return words
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*|__|~~/g, "")
    .replace(/(^|\W)[*_](?=\S)([^*_]*\S)[*_](?=\W|$)/g, "$1$2");
}
