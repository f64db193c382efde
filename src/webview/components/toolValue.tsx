import * as l10n from "@vscode/l10n";
import { useState } from "preact/hooks";
import { memo } from "../memo";
import { Icon } from "./icon";
import { prettyValue, simpleEntries } from "./toolValues";

/** Characters of a value that are drawn before "Show all": a page of weather data must not stop the view. */
const firstPart = 4000;
/** Lines above which a value that may be open starts folded. */
const openLines = 8;

interface Props {
  readonly title: string;
  readonly value: unknown;
  /** `always`: a person has to see it to decide; `short`: open when it is short; `never`: folded at first. */
  readonly open: "always" | "short" | "never";
}

/** Arguments or result of a tool call, foldable. */
export const ToolValue = memo(function ToolValue({ title, value, open }: Props) {
  const entries = simpleEntries(value);
  const text = entries === undefined ? prettyValue(value) : "";
  const short = entries !== undefined || (text.length <= firstPart && text.split("\n").length <= openLines);
  return (
    <details class="toolValue" open={open === "always" || (open === "short" && short)}>
      <summary>
        <Icon name="chevron" class="foldArrow" />
        {title}
      </summary>
      {entries === undefined ? (
        <LongText title={title} text={text} />
      ) : (
        <dl>
          {entries.map((entry) => (
            <div key={entry.name} class="entry">
              <dt>{entry.name}</dt>
              <dd>{entry.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  );
});

function LongText({ title, text }: { readonly title: string; readonly text: string }) {
  const [all, setAll] = useState(false);
  const cut = !all && text.length > firstPart;
  return (
    <>
      <pre tabIndex={0} role="region" aria-label={title}>
        {cut ? `${text.slice(0, firstPart)}…` : text}
      </pre>
      {cut && (
        <button type="button" class="button link" onClick={() => setAll(true)}>
          {l10n.t("Show all ({0} characters)", text.length)}
        </button>
      )}
    </>
  );
}
