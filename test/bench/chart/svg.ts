type Attributes = Readonly<Record<string, string | number>>;

/** One element as text; numbers are cut to a tenth of a pixel. @param inner markup, already escaped */
export function element(name: string, attributes: Attributes, inner = ""): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === "number" ? String(Math.round(value * 10) / 10) : escaped(value)}"`,
  );
  return inner === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${inner}</${name}>`;
}

/** Words at a place. */
export function words(text: string, x: number, y: number, attributes: Attributes = {}): string {
  return element("text", { x, y, ...attributes }, escaped(text));
}

/** Text for markup. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
