import * as l10n from "@vscode/l10n";
import type { Part, ReasoningPart, SourcePart } from "../../shared/transcript";
import { Markdown } from "../markdown/markdown";
import { safeHref } from "../../shared/links";
import { memo } from "../memo";
import { ExternalLink } from "./externalLink";
import { Icon } from "./icon";
import { ToolCard } from "./toolCard";

interface Props {
  readonly turnId: string;
  readonly part: Part;
  /** False while the part may still grow. */
  readonly finished: boolean;
}

/** One part of an agent's turn. */
export const PartView = memo(function PartView({ turnId, part, finished }: Props) {
  switch (part.kind) {
    case "text":
      return <Markdown text={part.text} finished={finished} />;
    case "reasoning":
      return <Reasoning part={part} />;
    case "tool":
      return <ToolCard turnId={turnId} call={part} />;
    case "source":
      return <Source part={part} />;
  }
});

function Reasoning({ part }: { readonly part: ReasoningPart }) {
  return (
    <details class="reasoning">
      <summary>
        <Icon name="chevron" class="foldArrow" />
        {part.finished ? l10n.t("Thought process") : l10n.t("Thinking…")}
      </summary>
      <Markdown text={part.text} finished={part.finished} />
    </details>
  );
}

function Source({ part }: { readonly part: SourcePart }) {
  const href = safeHref(part.url);
  const title = part.title === "" ? part.url : part.title;
  return (
    <p class="source">
      <Icon name="globe" />
      <span class="visuallyHidden">{l10n.t("Source:")} </span>
      {href === undefined ? title : <ExternalLink href={href}>{title}</ExternalLink>}
    </p>
  );
}
