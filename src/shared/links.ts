const openable = new Set(["https:", "http:", "mailto:"]);

/**
 * The address to open for a link in an answer, or undefined when it is not one a person may follow.
 * The URL parser decides, not a pattern: it drops the tabs, newlines and control characters that
 * would hide a `javascript:` or `command:` scheme. Relative addresses have no meaning in a chat.
 */
export function safeHref(href: string): string | undefined {
  if (!URL.canParse(href)) {
    return undefined;
  }
  const url = new URL(href);
  return openable.has(url.protocol) ? url.href : undefined;
}
