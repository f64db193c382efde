import * as l10n from "@vscode/l10n";
import type { MarkedToken, Token, Tokens } from "marked";
import type { ComponentChildren } from "preact";
import { ExternalLink } from "../components/externalLink";
import { decodeEntities } from "./entities";
import { FileLink } from "./fileLink";
import { fileReference, linkReference } from "./filePaths";
import { safeHref } from "../../shared/links";

/**
 * Inline tokens as nodes. The switch is the allow-list: a token it does not know, and any HTML, comes
 * out as the text it was written as.
 *
 * @param inLink true inside a link, where a file's name must not become a second one
 */
export function inline(tokens: readonly Token[] | undefined, inLink = false): ComponentChildren {
  return tokens?.map((token) => inlineToken(token as MarkedToken, inLink));
}

function inlineToken(token: MarkedToken, inLink: boolean): ComponentChildren {
  switch (token.type) {
    case "strong":
      return <strong>{inline(token.tokens, inLink)}</strong>;
    case "em":
      return <em>{inline(token.tokens, inLink)}</em>;
    case "del":
      return <del>{inline(token.tokens, inLink)}</del>;
    case "codespan":
      return codeSpan(token, inLink);
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
        return inline(token.tokens, inLink);
      }
      return token.escaped === true ? token.text : decodeEntities(token.text);
    case "checkbox":
      return <input type="checkbox" aria-label={l10n.t("Task")} checked={token.checked} disabled />;
    default:
      return token.raw;
  }
}

function codeSpan(token: Tokens.Codespan, inLink: boolean): ComponentChildren {
  const code = <code dir="ltr">{token.text}</code>;
  const file = inLink ? undefined : fileReference(token.text);
  return file === undefined ? code : <FileLink to={file}>{code}</FileLink>;
}

function link(token: Tokens.Link): ComponentChildren {
  const address = token.autolink === true ? token.href : decodeEntities(token.href);
  const href = safeHref(address);
  const file = href === undefined ? linkReference(address) : undefined;
  const linked = href !== undefined || file !== undefined;
  const children = token.autolink === true ? token.text : inline(token.tokens, linked);
  if (file !== undefined) {
    return <FileLink to={file}>{children}</FileLink>;
  }
  return href === undefined ? children : <ExternalLink href={href}>{children}</ExternalLink>;
}

/** Loading a picture would tell its server what the model was made to write in the address: a link instead. */
function image(token: Tokens.Image): ComponentChildren {
  const href = safeHref(decodeEntities(token.href));
  const text = decodeEntities(token.text);
  return href === undefined ? text : <ExternalLink href={href}>{text === "" ? href : text}</ExternalLink>;
}
