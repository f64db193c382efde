import * as l10n from "@vscode/l10n";
import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Tokens } from "marked";
import type { FootnoteMarkToken, FootnoteToken } from "./footnoteTokens";

/**
 * Labels of definitions that something in the text refers to. A context of its own: when one is added, only
 * the definitions draw again.
 */
export const References = createContext<ReadonlySet<string>>(new Set());

interface LinkDefinitionProps {
  readonly token: Tokens.Def;
  /** Draws it as a line of text. */
  readonly children: () => ComponentChildren;
}

/**
 * The definition of a link: nothing, unless nothing refers to it. Then it was none, but a line such as
 * `[INFO]: Done`, and is shown as it was written.
 */
export function LinkDefinition({ token, children }: LinkDefinitionProps) {
  return useContext(References).has(token.tag) ? null : (
    <p dir="auto" class={token.raw.endsWith("\n\n") ? undefined : "definition"}>
      {children()}
    </p>
  );
}

interface FootnoteMarkProps {
  readonly token: FootnoteMarkToken;
  /** True inside a link, where a second one must not be. */
  readonly inLink: boolean;
}

/** The mark of the text that was left last for its footnote: where the way back leads. */
let left: Element | undefined;

/** A footnote's mark in the text; a link to the footnote. */
export function FootnoteMark({ token, inLink }: FootnoteMarkProps) {
  const { tag, label } = token;
  return (
    <sup class="footnoteMark">
      {inLink ? (
        label
      ) : (
        <JumpLink
          role="doc-noteref"
          label={l10n.t("Footnote {0}", label)}
          mark={tag}
          to={(link) => {
            left = link;
            return allIn(link, "[data-footnote]").find(({ dataset }) => dataset["footnote"] === tag);
          }}
        >
          {label}
        </JumpLink>
      )}
    </sup>
  );
}

interface FootnoteViewProps {
  readonly token: FootnoteToken;
  readonly children?: ComponentChildren;
}

/** A footnote, with a way back to the text; as it was written when nothing refers to it. */
export function FootnoteView({ token, children }: FootnoteViewProps) {
  const { tag, label } = token;
  const referred = useContext(References).has(tag);
  return (
    <div class="footnote" role={referred ? "doc-footnote" : "note"} tabIndex={-1} data-footnote={tag}>
      <span>{referred ? label : `[^${label}]:`}</span>
      <div class="footnoteText" dir="auto">
        {children}
      </div>
      {referred && (
        <JumpLink
          class="footnoteBack"
          role="doc-backlink"
          label={l10n.t("Back to text")}
          to={(link) => {
            const marks = allIn(link, "[data-mark]").filter(({ dataset }) => dataset["mark"] === tag);
            return marks.find((mark) => mark === left) ?? marks[0];
          }}
        />
      )}
    </div>
  );
}

interface JumpLinkProps {
  readonly class?: string;
  readonly role: "doc-noteref" | "doc-backlink";
  readonly label: string;
  /** Label of the footnote that this is a mark of. */
  readonly mark?: string;
  readonly to: (link: HTMLElement) => HTMLElement | undefined;
  readonly children?: ComponentChildren;
}

/** A link within the text: focus goes along, so that keyboard and screen reader go on from there. */
function JumpLink({ role, label, mark, to, children, ...rest }: JumpLinkProps) {
  return (
    <a
      {...rest}
      href="#"
      role={role}
      aria-label={label}
      title={label}
      data-mark={mark}
      onClick={(event) => {
        event.preventDefault();
        // VS Code's own listener on the document would look for an element with that name.
        event.stopPropagation();
        to(event.currentTarget)?.focus();
      }}
    >
      {children}
    </a>
  );
}

/** Elements of the text in which another one stands, from top to bottom. */
function allIn(within: Element, selector: string): readonly HTMLElement[] {
  return [...(within.closest(".markdown")?.querySelectorAll<HTMLElement>(selector) ?? [])];
}
