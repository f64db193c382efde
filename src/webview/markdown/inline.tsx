import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import type { MarkedToken, Token, Tokens } from "marked";
import { safeHref } from "../../shared/links";
import { ExternalLink } from "../components/buttons";
import { usePanel } from "../state/panel";
import { type FileReference, fileReference, KnownPaths, linkReference } from "./filePaths";
import { MathPart } from "./mathPart";
import { isMath } from "./mathToken";

const reference = /&(?:[a-z][a-z0-9]{1,31}|#\d{1,7}|#x[0-9a-f]{1,6});/gi;
const known = new Map<string, string>();

/**
 * Text with its character references resolved (CommonMark §2.5). The lexer leaves named ones in place
 * for an HTML renderer; the panel writes text nodes, where they would show as they are.
 */
function decodeEntities(text: string): string {
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

interface FileLinkProps {
  readonly to: FileReference;
  readonly children?: ComponentChildren;
}

/** What names a file: plain until the host has found it in the workspace, then a link that opens it. */
function FileLink({ to, children }: FileLinkProps) {
  const panel = usePanel();
  if (!useContext(KnownPaths).has(to.path)) {
    return <>{children}</>;
  }
  const title = to.line === undefined ? l10n.t("Open {0}", to.path) : l10n.t("Open {0} at line {1}", to.path, to.line);
  return (
    <a
      class="fileLink"
      href="#"
      title={title}
      onClick={(event) => {
        event.preventDefault();
        // VS Code's own listener on the document would look for an element with that name.
        event.stopPropagation();
        panel.post("openFile", to);
      }}
    >
      {children}
    </a>
  );
}

/**
 * Inline tokens as nodes. The switch is the allow-list: a token it does not know, and any HTML, comes
 * out as the text it was written as.
 *
 * @param inLink true inside a link, where a file's name must not become a second one
 */
export function inline(tokens: readonly Token[] | undefined, inLink = false): ComponentChildren {
  return tokens?.map((token) =>
    isMath(token) ? <MathPart token={token} /> : inlineToken(token as MarkedToken, inLink),
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
