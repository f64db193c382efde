/**
 * Reads the query of a callback. It may arrive percent-encoded once more (facts/vscode-host.md), as a
 * whole or value by value, and with VS Code's own keys in it; those are left out.
 *
 * @param query `Uri.query`, without the question mark
 */
export function parseCallbackQuery(query: string): URLSearchParams {
  const once = new URLSearchParams(query);
  const read = once.has("state") ? once : new URLSearchParams(decoded(query));
  const encodedValues = /^https?%3a/i.test(read.get("iss") ?? "");
  const result = new URLSearchParams();
  for (const [name, value] of read) {
    if (name !== "windowId" && !name.startsWith("vscode-")) {
      // `Uri.query` has its %2B decoded already, and a code or state never holds a space.
      const text = name === "code" || name === "state" ? value.replaceAll(" ", "+") : value;
      result.append(name, encodedValues ? decoded(text) : text);
    }
  }
  return result;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
