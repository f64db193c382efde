import type { Links, Token } from "marked";

/**
 * The link definitions in these tokens, those inside quotes and lists included, added to the ones
 * before them. The first definition of a label holds (CommonMark §4.7).
 */
export function definitions(tokens: readonly Token[], before: Links): Links {
  let links = before;
  for (const token of tokens) {
    if (token.type === "def") {
      const { tag, href, title } = token as { tag: string; href: string; title: string };
      links = Object.hasOwn(links, tag) ? links : { ...links, [tag]: { href, title } };
    } else {
      links = definitions(children(token), links);
    }
  }
  return links;
}

function children(token: Token): readonly Token[] {
  const { tokens, items } = token as { tokens?: readonly Token[]; items?: readonly Token[] };
  return [...(tokens ?? []), ...(items ?? [])];
}
