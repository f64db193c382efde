import * as l10n from "@vscode/l10n";
import { useMemo } from "preact/hooks";
import { memo } from "../memo";
import { CopyButton } from "./copyButton";
import { Fold } from "./parts/fold";
import { LongText } from "./parts/longText";
import { entryCount, plainText, previewOf, structureOf, type Structure } from "./parts/valueNodes";
import { ValueTree } from "./parts/valueTree";
import { prettyValue, simpleEntries } from "./toolValues";

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
