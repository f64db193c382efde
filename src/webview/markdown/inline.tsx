import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import type { MarkedToken, Token, Tokens } from "marked";
import { safeHref } from "../../shared/links";
import { ExternalLink } from "../components/buttons";
import { FootnoteMark } from "./definitionView";
import { Addressed, CodeSpan, Prose } from "./fileLink";
import { isFootnoteMark } from "./footnoteTokens";
import { MathPart } from "./mathPart";
import { isMath } from "./mathToken";
import { mayNameFile } from "./mayNameFile";
import { isSegment } from "./segments";
import { SegmentView } from "./segmentView";

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

/**
 * Inline tokens as nodes. The switch is the allow-list: a token it does not know, and any HTML, comes
 * out as the text it was written as.
 *
 * @param inLink true inside a link, where a file's name must not become a second one
 */
export function inline(tokens: readonly Token[] | undefined, inLink = false): ComponentChildren {
  return tokens?.map((token) =>
    isSegment(token) ? (
      <SegmentView segment={token} inLink={inLink} content={inline} />
    ) : isFootnoteMark(token) ? (
      <FootnoteMark token={token} inLink={inLink} />
    ) : isMath(token) ? (
      <MathPart token={token} />
    ) : (
      inlineToken(token as MarkedToken, inLink)
    ),
  );
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
    case "text": {
      if (token.tokens !== undefined) {
        return inline(token.tokens, inLink);
      }
      const text = token.escaped === true ? token.text : decodeEntities(token.text);
      return inLink || !mayNameFile(text, "prose") ? text : <Prose text={text} />;
    }
    case "checkbox":
      return <input type="checkbox" aria-label={l10n.t("Task")} checked={token.checked} disabled />;
    default:
      return token.raw;
  }
}

function codeSpan({ text }: Tokens.Codespan, inLink: boolean): ComponentChildren {
  return inLink || !mayNameFile(text, "code") ? <code dir="ltr">{text}</code> : <CodeSpan text={text} />;
}

function link(token: Tokens.Link): ComponentChildren {
  const address = token.autolink === true ? token.href : decodeEntities(token.href);
  const href = safeHref(address);
  const draw = (inLink: boolean): ComponentChildren =>
    token.autolink === true ? token.text : inline(token.tokens, inLink);
  return href === undefined ? (
    <Addressed address={address} draw={draw} />
  ) : (
    <ExternalLink href={href}>{draw(true)}</ExternalLink>
  );
}

/** Loading a picture would tell its server what the model was made to write in the address: a link instead. */
function image(token: Tokens.Image): ComponentChildren {
  const href = safeHref(decodeEntities(token.href));
  const text = decodeEntities(token.text);
  return href === undefined ? text : <ExternalLink href={href}>{text === "" ? href : text}</ExternalLink>;
}
