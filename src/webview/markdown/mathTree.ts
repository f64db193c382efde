import temml from "temml";

/** A part of a drawn formula: text, or an element of MathML. */
export type MathNode = string | MathElement;

interface MathElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly style: Readonly<Record<string, string>>;
  readonly children: readonly MathNode[];
}

/** A formula as it can be drawn, or why it cannot. */
export type Formula = { readonly root: MathNode; readonly wide: boolean } | { readonly failed: "long" | "broken" };

class TooLarge extends Error {}

/** What Temml makes of TeX; its texts have no type, nor have fragments, which are nothing but their children. */
interface TemmlNode {
  readonly type?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly style?: Readonly<Record<string, unknown>>;
  readonly classes?: readonly string[];
  readonly children?: readonly TemmlNode[];
  /** Of links and pictures, which have no type either. */
  readonly href?: string;
  readonly src?: string;
}

/** Characters of TeX that are read: 5,000 took 50 ms, and a frame has 50. */
const longest = 3000;
/** Elements of one formula, and how deep they stand in each other: the browser lays them out by recursion. */
const mostElements = 4000;
const deepest = 60;
/** Letters above which a formula within a sentence gets a box of its own to scroll in. */
const wideText = 24;

/** Commands that define others. A few characters of them can grow without end, so they get less room. */
const definition = /\\(?:[egx]?def|let|futurelet|(?:re)?newcommand|providecommand)(?![a-z])/i;
const longestWithDefinitions = 300;

const tags = new Set(
  (
    "math mrow mi mn mo mtext mspace mfrac msqrt mroot mstyle msub msup msubsup munder mover munderover " +
    "mmultiscripts mprescripts none mtable mtr mtd mpadded mphantom menclose"
  ).split(" "),
);

/** Numbers with a unit, of a size that stays near the formula. */
const length = /^\+?(-?\d*\.?\d+)(em|ex|pt|px|%)?$/;
const mostOf: Readonly<Record<string, number>> = { em: 20, ex: 40, pt: 240, px: 320, "%": 100 };
const isLength = (value: string): boolean =>
  value.split(" ").every((one) => {
    const [, size = "", unit = "em"] = length.exec(one) ?? [];
    return size !== "" && Number(size) <= (mostOf[unit] ?? 0) && Number(size) >= -(mostOf[unit] ?? 0) / 5;
  });
const isFlag = (value: string): boolean => value === "true" || value === "false";
const isWord = (value: string): boolean => /^[a-z ]{1,60}$/.test(value);

const attributeChecks: Readonly<Record<string, (value: string) => boolean>> = {
  display: isWord,
  form: isWord,
  mathvariant: isWord,
  notation: isWord,
  columnalign: isWord,
  scriptlevel: (value) => /^[+-]?\d$/.test(value),
  ...Object.fromEntries(
    "displaystyle stretchy fence separator symmetric largeop movablelimits accent accentunder"
      .split(" ")
      .map((name) => [name, isFlag]),
  ),
  ...Object.fromEntries(
    "lspace rspace width height depth voffset minsize maxsize mathsize linethickness rowspacing columnspacing"
      .split(" ")
      .map((name) => [name, isLength]),
  ),
};

const isBorder = (value: string): boolean => /^(?:\d*\.?\d+)(?:em|px) (?:solid|dashed)$/.test(value);

const styleChecks: Readonly<Record<string, (value: string) => boolean>> = {
  textAlign: isWord,
  mathDepth: (value) => /^\d$/.test(value),
  marginLeft: isLength,
  width: isLength,
  ...Object.fromEntries(
    ["", "Left", "Right", "Top", "Bottom"].flatMap((side) => [
      [`padding${side}`, isLength],
      [`border${side}`, isBorder],
    ]),
  ),
};

/** Classes that math.css draws. */
const classes = new Set(
  (
    "tml-left tml-right tml-jot tml-small tml-cancel upstrike downstrike sout tml-xcancel tml-overline tml-underline " +
    "tml-hat-1 tml-hat-2 tml-hat-3 tml-hat-4 tml-tilde-2 tml-tilde-3 tml-tilde-4 tml-prime mathscr"
  ).split(" "),
);

const cache = new Map<string, Formula>();
const cacheSize = 500;

/**
 * A formula as a tree of MathML, in which there is nothing but elements and attributes of the lists above:
 * no links, pictures, colours, ids or handlers, whatever the formula asks for. Never throws.
 *
 * @param tex without delimiters
 * @param display true for one that stands on lines of its own
 */
export function formulaOf(tex: string, display: boolean): Formula {
  const key = `${display ? "d" : "i"}${tex}`;
  let formula = cache.get(key);
  if (formula === undefined) {
    formula = read(tex, display);
    const oldest = cache.keys().next();
    if (cache.size >= cacheSize && oldest.done !== true) {
      cache.delete(oldest.value);
    }
    cache.set(key, formula);
  }
  return formula;
}

function read(tex: string, display: boolean): Formula {
  const defines = definition.test(tex);
  if (tex.length > (defines ? longestWithDefinitions : longest)) {
    return { failed: "long" };
  }
  // A parameter multiplies what it stands for.
  if (defines && tex.includes("#")) {
    return { failed: "broken" };
  }
  try {
    const tree = temml.__renderToMathMLTree(tex, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      maxSize: [20, 240],
      maxExpand: defines ? 50 : 1000,
    }) as TemmlNode;
    const room = { elements: mostElements, letters: 0 };
    const [root, ...more] = allowed(tree, room, 0);
    return root === undefined || more.length > 0 ? { failed: "broken" } : { root, wide: room.letters > wideText };
  } catch (error) {
    return { failed: error instanceof TooLarge ? "long" : "broken" };
  }
}

/** @throws TooLarge, or an Error when there is an element that is not on the list */
function allowed(node: TemmlNode, room: { elements: number; letters: number }, depth: number): readonly MathNode[] {
  if (--room.elements < 0 || depth > deepest) {
    throw new TooLarge();
  }
  if (node.type === undefined && node.text !== undefined) {
    room.letters += node.text.length;
    return [node.text];
  }
  const children = (node.children ?? []).flatMap((child) => allowed(child, room, depth + 1));
  if (node.type === undefined && node.href === undefined && node.src === undefined) {
    return children;
  }
  const tag = node.type ?? "";
  if (!tags.has(tag)) {
    throw new Error(`No formula has a ${tag}`);
  }
  const given = node.attributes ?? {};
  const style = checked(node.style ?? {}, styleChecks);
  const names = (node.classes ?? []).filter((name) => classes.has(name)).join(" ");
  const width = /^(\d+(?:\.\d+)?)em$/.exec(String(given["width"]));
  room.letters += Math.round(Number(width?.[1] ?? 0) * 2);
  const element: MathElement = {
    tag,
    attributes: { ...checked(given, attributeChecks), ...(names === "" ? {} : { class: names }) },
    // A rule is a space with a ground; other colours are left out: they know no theme.
    style: tag === "mspace" && "mathbackground" in given ? { ...style, backgroundColor: "currentColor" } : style,
    children,
  };
  return [element];
}

function checked(
  given: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, (value: string) => boolean>>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const text = String(value);
    if (Object.hasOwn(checks, name) && checks[name]?.(text) === true) {
      kept[name] = text;
    }
  }
  return kept;
}
