/** An element of a drawn diagram. */
export interface SvgElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (SvgElement | string)[];
}

/** Elements of one picture: the browser lays so many out in a frame. */
const mostElements = 5000;
const deepest = 30;

const tags = new Set("svg g defs marker rect circle ellipse line path polygon polyline text tspan".split(" "));

const numbers = /^[-+\d.,\seE%]*(?:px|em)?$/;
const words = /^[\w-]*$/;

/** What the value of an attribute may be; attributes that are not here are left out. */
const checks: ReadonlyMap<string, RegExp> = new Map([
  ...(
    "x y x1 y1 x2 y2 cx cy r rx ry dx dy width height points viewBox markerWidth markerHeight refX refY " +
    "stroke-width stroke-dasharray font-size opacity"
  )
    .split(" ")
    .map((name) => [name, numbers] as const),
  ..."text-anchor dominant-baseline font-weight font-style stroke-linecap stroke-linejoin text-decoration orient"
    .split(" ")
    .map((name) => [name, words] as const),
  ["d", /^[-+\d.,\seMLHVCSQTAZmlhvcsqtaz]*$/],
  ["transform", /^(?:(?:rotate|translate|scale)\([-+\d.,\se]*\)\s*)*$/],
  ["class", /^(?:mono|xychart-[\w -]*)$/],
]);

/** Colours that the panel's style sheet gives values to, for every theme. */
const ownColour = /^(?:none|transparent|var\(--(?:_[a-z-]+|bg|fg)\))$/;
const reference = /^url\(#([\w-]+)\)$/;

/**
 * Rebuilds a picture from the elements and attributes that a diagram needs: no scripts, styles, links, pictures,
 * foreign elements or handlers, no address but of its own arrowheads, and no colours but the theme's.
 *
 * @param prefix begins the ids of its parts
 * @returns undefined when it is no picture, or has no words
 * @throws RangeError when it has too many elements
 */
export function svgTree(
  svg: string,
  prefix: string,
): { readonly root: SvgElement; readonly width: number; readonly words: readonly string[] } | undefined {
  // A document of its own runs no script and loads nothing.
  const { documentElement } = new DOMParser().parseFromString(withoutStyles(svg), "image/svg+xml");
  if (documentElement.localName !== "svg") {
    return undefined;
  }
  const found: string[] = [];
  let left = mostElements;
  const rebuilt = (element: Element, depth: number): SvgElement | undefined => {
    if (!tags.has(element.localName) || depth > deepest) {
      return undefined;
    }
    if (--left < 0) {
      throw new RangeError("The picture has too many elements");
    }
    const children: (SvgElement | string)[] = [];
    for (const child of element.childNodes) {
      const made = child.nodeType === Node.TEXT_NODE ? String(child.textContent) : rebuilt(child as Element, depth + 1);
      if (made !== undefined && (typeof made !== "string" || isWords(element))) {
        children.push(made);
      }
    }
    if (element.localName === "text") {
      found.push(element.textContent.trim());
    }
    return { tag: element.localName, attributes: attributesOf(element, prefix), children };
  };
  const root = rebuilt(documentElement, 0);
  return root === undefined || found.length === 0
    ? undefined
    : { root, width: Number(documentElement.getAttribute("width") ?? 0), words: found };
}

/** Its rules are the panel's (diagram.css); they would be left out anyway, but need not be well-formed. */
function withoutStyles(svg: string): string {
  return svg.replace(/<style>[\s\S]*?<\/style>/g, "");
}

function isWords({ localName }: Element): boolean {
  return localName === "text" || localName === "tspan";
}

function attributesOf(element: Element, prefix: string): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const { name, value } of element.attributes) {
    if (checks.get(name)?.test(value) === true) {
      kept[name] = value;
    } else if (name === "fill" || name === "stroke") {
      kept[name] = ownColour.test(value) ? value : colourOf(element, name);
    } else if (name === "id" && element.localName === "marker" && words.test(value)) {
      kept[name] = `${prefix}-${value}`;
    } else if (name === "marker-end" || name === "marker-start") {
      const [, id] = reference.exec(value) ?? [];
      if (id !== undefined) {
        kept[name] = `url(#${prefix}-${id})`;
      }
    }
  }
  return kept;
}

/** In place of a colour of the source's own, which would suit one theme at most. */
function colourOf(element: Element, name: "fill" | "stroke"): string {
  if (isWords(element)) {
    return "var(--_text)";
  }
  return element.closest("marker") !== null ? "var(--_arrow)" : name === "fill" ? "var(--_node-fill)" : "var(--_line)";
}
