import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { formatNumber } from "../../shared/formats";
import type { ObjectPart } from "../../shared/transcript";
import { CopyButton } from "../components/buttons";
import { Fold } from "../components/fold";
import { Icon } from "../components/icon";
import { LongText } from "../components/longText";
import { memo } from "../components/preactHelpers";
import {
  entriesOf,
  entryCount,
  plainText,
  prettyValue,
  previewOf,
  simpleEntries,
  type Structure,
  structureOf,
} from "./values";

/** Entries of one level that are drawn at once. */
const step = 100;

/** Characters of a text in a line before it is cut. */
const lineLength = 300;

interface TreeProps {
  readonly structure: Structure;
  /** True to open every level at first: somebody has to see all of it to decide. */
  readonly deep?: boolean;
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

/** The entries of a list or an object; what is inside of them is drawn when they are opened. */
function ValueTree({ structure, deep = false }: TreeProps) {
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

function Leaf({ name, value }: LeafProps) {
  const kind = value === null ? "null" : typeof value;
  return (
    <span class={`valueText ${kind}`}>
      <LongText label={name} text={plainText(value)} first={lineLength} look="line" />
    </span>
  );
}

/** Characters of a text that are drawn before "Show all": a page of weather data must not stop the view. */
const firstPart = 4000;
/** Entries, or characters of a text, above which a value that may be open starts folded. */
const openEntries = 8;
const openLength = 400;
/** Characters of a text above which it is looked at for JSON only when somebody opens it. */
const heavyLength = 100_000;
/** Characters of JSON up to which all levels are open at once for a decision. */
const deepLength = 10_000;

interface ToolValueProps {
  readonly title: string;
  readonly value: unknown;
  /** `always`: a person has to see it to decide; `short`: open when it is short; `never`: folded at first. */
  readonly open: "always" | "short" | "never";
}

/** A value of a tool or an agent: a list of its fields, a tree, or a text. Foldable, and copied as a whole. */
export const ToolValue = memo(function ToolValue({ title, value, open }: ToolValueProps) {
  const structure = useMemo(() => (isHeavy(value) ? undefined : structureOf(value)), [value]);
  const deep = useMemo(() => open === "always" && prettyValue(value).length <= deepLength, [open, value]);
  const preview = useMemo(
    () => previewOf(structure ?? (isHeavy(value) ? value.slice(0, openLength) : value)),
    [structure, value],
  );
  const summary = (
    <>
      <span class="valueTitle">{title}</span>
      <span class="valuePreview" dir="ltr">
        {preview}
      </span>
    </>
  );
  const copy = <CopyButton label={l10n.t("Copy {0}", title)} text={() => prettyValue(value)} />;
  return (
    <Fold
      class="toolValue"
      summary={summary}
      aside={copy}
      open={open === "always" || (open === "short" && isShort(structure, value))}
    >
      {() => <Content title={title} value={value} deep={deep} />}
    </Fold>
  );
});

interface ContentProps {
  readonly title: string;
  readonly value: unknown;
  readonly deep: boolean;
}

function Content({ title, value, deep }: ContentProps) {
  const structure = useMemo(() => structureOf(value), [value]);
  if (structure === undefined) {
    return <LongText label={title} text={plainText(value)} first={firstPart} look="block" />;
  }
  const entries = simpleEntries(structure);
  if (entries === undefined) {
    return <ValueTree structure={structure} deep={deep} />;
  }
  return (
    <dl>
      {entries.map((entry) => (
        <div key={entry.name} class="entry">
          <dt>{entry.name}</dt>
          <dd dir="auto">{entry.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function isHeavy(value: unknown): value is string {
  return typeof value === "string" && value.length > heavyLength;
}

function isShort(structure: Structure | undefined, value: unknown): boolean {
  return structure === undefined ? plainText(value).length <= openLength : entryCount(structure) <= openEntries;
}

/** A structured answer; it grows while it is written. */
export function ObjectView({ part }: { readonly part: ObjectPart }) {
  return (
    <div class="objectPart" role="group" aria-label={l10n.t("Structured answer")}>
      <ToolValue title={l10n.t("Structured answer")} value={part.value} open="always" />
      {!part.finished && (
        <p class="working">
          <Icon name="loading" class="spinning" />
          {l10n.t("Writing…")}
        </p>
      )}
    </div>
  );
}
