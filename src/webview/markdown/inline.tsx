import * as l10n from "@vscode/l10n";
import type { MarkedToken, Token, Tokens } from "marked";
import type { ComponentChildren } from "preact";
import { ExternalLink } from "../components/externalLink";
import { decodeEntities } from "./entities";
import { safeHref } from "../../shared/links";

/**
 * Inline tokens as nodes. The switch is the allow-list: a token it does not know, and any HTML, comes
 * out as the text it was written as.
 */
export function inline(tokens: readonly Token[] | undefined): ComponentChildren {
  return tokens?.map((token) => inlineToken(token as MarkedToken));
}

function inlineToken(token: MarkedToken): ComponentChildren {
  switch (token.type) {
    case "strong":
      return <strong>{inline(token.tokens)}</strong>;
    case "em":
      return <em>{inline(token.tokens)}</em>;
    case "del":
      return <del>{inline(token.tokens)}</del>;
    case "codespan":
      return <code>{token.text}</code>;
    case "br":
      return <br />;
    case "link":
      return link(token);
    case "image":
      return image(token);
    case "escape":
      return token.text;
    case "text":
      if (token.tokens !== undefined) {
        return inline(token.tokens);
      }
      return token.escaped === true ? token.text : decodeEntities(token.text);
    case "checkbox":
      return <input type="checkbox" aria-label={l10n.t("Task")} checked={token.checked} disabled />;
    default:
      return token.raw;
  }
}

function link(token: Tokens.Link): ComponentChildren {
  const children = token.autolink === true ? token.text : inline(token.tokens);
  const href = safeHref(token.autolink === true ? token.href : decodeEntities(token.href));
  return href === undefined ? children : <ExternalLink href={href}>{children}</ExternalLink>;
}

/** Loading a picture would tell its server what the model was made to write in the address: a link instead. */
function image(token: Tokens.Image): ComponentChildren {
  const href = safeHref(decodeEntities(token.href));
  const text = decodeEntities(token.text);
  return href === undefined ? text : <ExternalLink href={href}>{text === "" ? href : text}</ExternalLink>;
}
