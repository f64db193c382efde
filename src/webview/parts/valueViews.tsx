import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { formatNumber } from "../../shared/formats";
import type { ObjectPart } from "../../shared/transcript";
import { CopyButton } from "../components/buttons";
import { Fold } from "../components/fold";
import { Icon } from "../components/icon";
import { memo } from "../components/preactHelpers";
import { OutputText } from "./outputText";
import {
  entriesOf,
  entryCount,
  isListed,
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

/** How a value is shown at every level. */
interface Manner {
  /** True to open every level at first: somebody has to see all of it to decide. */
  readonly deep: boolean;
  /** True for what a program put out: its codes for a terminal are obeyed. Never for what somebody decides on. */
  readonly output: boolean;
}

interface TreeProps extends Manner {
  readonly structure: Structure;
}

const ValueEntryView = memo(function ValueEntryView({ name, value, deep, output }: EntryProps) {
  const structure = useMemo(() => structureOf(value), [value]);
  const copy = <CopyButton label={l10n.t("Copy {0}", name)} text={() => prettyValue(value, output)} />;
  if (structure === undefined || entryCount(structure) === 0) {
    return (
      <div class="valueLeaf">
        <span class="valueName">{name}</span>
        {structure === undefined ? (
          <Leaf name={name} value={value} output={output} />
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
        {previewOf(structure, output)}
      </span>
    </>
  );
  return (
    <Fold class="valueBranch" summary={summary} aside={copy} open={deep}>
      {() => <ValueTree structure={structure} deep={deep} output={output} />}
    </Fold>
  );
});

/** The entries of a list or an object; what is inside of them is drawn when they are opened. */
function ValueTree({ structure, deep, output }: TreeProps) {
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
    return <p class="valueEmpty">{isListed(structure) ? l10n.t("No entries") : l10n.t("No fields")}</p>;
  }
  return (
    <>
      <ul ref={list} class="valueTree">
        {entries.map((entry, index) => (
          <li key={index}>
            <ValueEntryView name={entry.name} value={entry.value} deep={deep} output={output} />
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
  readonly output: boolean;
}

type EntryProps = Manner & Omit<LeafProps, "output">;

function Leaf({ name, value, output }: LeafProps) {
  // The only object without parts is a number as it was written.
  const kind = value === null ? "null" : typeof value === "object" ? "number" : typeof value;
  return (
    <span class={`valueText ${kind}`}>
      <OutputText label={name} text={plainText(value)} first={lineLength} look="line" codes={output} />
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
  /** Set for what a program put out, which may hold codes for a terminal. */
  readonly output?: boolean;
  /** What is copied instead of the value, where this is only some of it. */
  readonly copied?: string;
}

/** A value of a tool or an agent: a list of its fields, a tree, or a text. Foldable, and copied as a whole. */
export const ToolValue = memo(function ToolValue({ title, value, open, output = false, copied }: ToolValueProps) {
  const structure = useMemo(() => (isHeavy(value) ? undefined : structureOf(value)), [value]);
  const deep = useMemo(() => open === "always" && prettyValue(value).length <= deepLength, [open, value]);
  const preview = useMemo(
    () => previewOf(structure ?? (isHeavy(value) ? value.slice(0, openLength) : value), output),
    [output, structure, value],
  );
  const summary = (
    <>
      <span class="valueTitle">{title}</span>
      <span class="valuePreview" dir="ltr">
        {preview}
      </span>
    </>
  );
  const copy = <CopyButton label={l10n.t("Copy {0}", title)} text={() => copied ?? prettyValue(value, output)} />;
  return (
    <Fold
      class="toolValue"
      summary={summary}
      aside={copy}
      open={open === "always" || (open === "short" && isShort(structure, value))}
    >
      {() => <Content title={title} value={value} deep={deep} output={output} />}
    </Fold>
  );
});

interface ContentProps extends Manner {
  readonly title: string;
  readonly value: unknown;
}

function Content({ title, value, deep, output }: ContentProps) {
  const structure = useMemo(() => structureOf(value), [value]);
  if (structure === undefined) {
    return <OutputText label={title} text={plainText(value)} first={firstPart} look="block" codes={output} />;
  }
  const entries = simpleEntries(structure);
  if (entries === undefined) {
    return <ValueTree structure={structure} deep={deep} output={output} />;
  }
  return (
    <dl>
      {entries.map((entry, index) => (
        <div key={index} class="entry">
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

/** Why something failed: the first line of it in sight, the others in a fold. */
export function ErrorText({ text }: { readonly text: string }) {
  const [first = "", ...rest] = text.split("\n");
  const others = rest.join("\n").trim();
  return (
    <>
      <p class="toolError" dir="auto">
        {first}
      </p>
      {others !== "" && <ToolValue title={l10n.t("Details")} value={others} open="short" copied={text} />}
    </>
  );
}

/** A structured answer; it grows while it is written. */
export function ObjectView({ part }: { readonly part: ObjectPart }) {
  return (
    <div class="objectPart" role="group" aria-label={l10n.t("Structured response")}>
      <ToolValue title={l10n.t("Structured response")} value={part.value} open="always" />
      {!part.finished && (
        <p class="working">
          <Icon name="loading" class="spinning" />
          {l10n.t("Writing…")}
        </p>
      )}
    </div>
  );
}
