const reference = /&(?:[a-z][a-z0-9]{1,31}|#\d{1,7}|#x[0-9a-f]{1,6});/gi;
const known = new Map<string, string>();

/**
 * Text with its character references resolved (CommonMark §2.5). The lexer leaves named ones in place
 * for an HTML renderer; the panel writes text nodes, where they would show as they are.
 */
export function decodeEntities(text: string): string {
  return text.includes("&") ? text.replace(reference, decode) : text;
}

function decode(entity: string): string {
  const cached = known.get(entity);
  if (cached !== undefined) {
    return cached;
  }
  // The parser sees nothing but one reference; a document of its own runs no script and loads nothing.
  const decoded = new DOMParser().parseFromString(entity, "text/html").body.textContent;
  known.set(entity, decoded);
  return decoded;
}
