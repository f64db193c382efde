import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { formatNumber } from "../../../shared/formats";
import { memo } from "../../memo";
import { CopyButton } from "../copyButton";
import { prettyValue } from "../toolValues";
import { Fold } from "./fold";
import { LongText } from "./longText";
import { entriesOf, entryCount, plainText, previewOf, structureOf, type Structure } from "./valueNodes";

/** Entries of one level that are drawn at once. */
const step = 100;

/** Characters of a text in a line before it is cut. */
const lineLength = 300;

interface TreeProps {
  readonly structure: Structure;
  /** True to open every level at first: somebody has to see all of it to decide. */
  readonly deep?: boolean;
}

/** The entries of a list or an object; what is inside of them is drawn when they are opened. */
export function ValueTree({ structure, deep = false }: TreeProps) {
  const [shown, setShown] = useState(step);
  const list = useRef<HTMLUListElement>(null);
  const count = useMemo(() => entryCount(structure), [structure]);
  const entries = useMemo(() => entriesOf(structure, shown), [structure, shown]);
  const before = useRef(shown);
  useLayoutEffect(() => {
    if (before.current !== shown) {
      // The button may be gone: the reader goes on at the first entry that was not there before.
      list.current?.children[before.current]?.querySelector<HTMLElement>("summary, button")?.focus();
      before.current = shown;
    }
  }, [shown]);
  if (count === 0) {
    return <p class="valueEmpty">{Array.isArray(structure) ? l10n.t("No entries") : l10n.t("No fields")}</p>;
  }
  return (
    <>
      <ul ref={list} class="valueTree">
        {entries.map((entry) => (
          <li key={entry.name}>
            <ValueEntryView name={entry.name} value={entry.value} deep={deep} />
          </li>
        ))}
      </ul>
      {count > shown && (
        <button type="button" class="button link showMore" onClick={() => setShown(shown + step)}>
          {l10n.t("Show {0} more of {1}", formatNumber(Math.min(step, count - shown)), formatNumber(count))}
        </button>
      )}
    </>
  );
}

interface LeafProps {
  readonly name: string;
  readonly value: unknown;
}

interface EntryProps extends LeafProps {
  readonly deep: boolean;
}

const ValueEntryView = memo(function ValueEntryView({ name, value, deep }: EntryProps) {
  const structure = useMemo(() => structureOf(value), [value]);
  const copy = <CopyButton label={l10n.t("Copy {0}", name)} text={() => prettyValue(value)} />;
  if (structure === undefined || entryCount(structure) === 0) {
    return (
      <div class="valueLeaf">
        <span class="valueName">{name}</span>
        {structure === undefined ? (
          <Leaf name={name} value={value} />
        ) : (
          <span class="valueText">{previewOf(value)}</span>
        )}
        {copy}
      </div>
    );
  }
  const summary = (
    <>
      <span class="valueName">{name}</span>
      <span class="valuePreview" dir="ltr">
        {previewOf(structure)}
      </span>
    </>
  );
  return (
    <Fold class="valueBranch" summary={summary} aside={copy} open={deep}>
      {() => <ValueTree structure={structure} deep={deep} />}
    </Fold>
  );
});

function Leaf({ name, value }: LeafProps) {
  const kind = value === null ? "null" : typeof value;
  return (
    <span class={`valueText ${kind}`}>
      <LongText label={name} text={plainText(value)} first={lineLength} look="line" />
    </span>
  );
}
