import * as l10n from "@vscode/l10n";
import { formatLongDuration } from "../../shared/formats";
import { safeHref } from "../../shared/links";
import type { ReasoningPart, SourcePart } from "../../shared/transcript";
import { ExternalLink } from "../components/buttons";
import { Fold } from "../components/fold";
import { Icon } from "../components/icon";
import { Markdown } from "../markdown/markdown";

/** What a model thought before it spoke; folded, and open for as long as a person wants it. */
export function Reasoning({ part }: { readonly part: ReasoningPart }) {
  const title = reasoningTitle(part);
  if (part.finished && part.text.trim() === "") {
    // Providers may keep the words to themselves and only say that there was thought.
    return <p class="reasoning quietLine detail">{title}</p>;
  }
  const summary = (
    <>
      {title}
      {!part.finished && <Icon name="loading" class="spinning quiet" />}
    </>
  );
  return (
    <Fold class="reasoning detail" summary={summary}>
      {() => <Markdown text={part.text} finished={part.finished} />}
    </Fold>
  );
}

function reasoningTitle({ finished, durationMs }: ReasoningPart): string {
  if (!finished) {
    return l10n.t("Thinking…");
  }
  if (durationMs === undefined || !(durationMs >= 0)) {
    return l10n.t("Thought process");
  }
  return durationMs < 1000 ? l10n.t("Thought for a moment") : l10n.t("Thought for {0}", formatLongDuration(durationMs));
}

/** Where an answer is from: one line for one source, a list for several; each address once. */
export function Sources({ sources }: { readonly sources: readonly SourcePart[] }) {
  const different = sources.filter(
    (source, index) => sources.findIndex(({ url, title }) => url === source.url && title === source.title) === index,
  );
  const [only] = different;
  if (different.length === 1 && only !== undefined) {
    return <SourceLine part={only} />;
  }
  return (
    <section class="sources" aria-label={l10n.t("Sources")}>
      <p class="sourcesTitle">{l10n.t("Sources")}</p>
      <ol>
        {different.map((source) => (
          <li key={`${source.url} ${source.title}`}>
            <SourceLink part={source} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A source that stands alone. */
export function SourceLine({ part }: { readonly part: SourcePart }) {
  return (
    <p class="source">
      <Icon name="globe" />
      <span class="sourceWords">
        <span class="visuallyHidden">{l10n.t("Source:")} </span>
        <SourceLink part={part} />
      </span>
    </p>
  );
}

/** The source's title as a link, with its host; an address that cannot be followed is only words. */
function SourceLink({ part }: { readonly part: SourcePart }) {
  const href = safeHref(part.url);
  const title = part.title === "" ? part.url : part.title;
  if (href === undefined) {
    return <span dir="auto">{title}</span>;
  }
  const { host } = new URL(href);
  return (
    <>
      <ExternalLink href={href}>{title}</ExternalLink>
      {host !== "" && title !== href && title !== part.url && <span class="sourceHost"> {host}</span>}
    </>
  );
}
