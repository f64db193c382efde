import { page } from "../setup/dom";

/** Elements that the panel draws; nothing that an agent writes makes another one. */
const elements = new Set(
  (
    "div span p a b i em strong del code pre br hr ul ol li h1 h2 h3 h4 h5 h6 blockquote table thead tbody tr th td sup " +
    "section article header footer nav main aside details summary button input textarea select option label form " +
    "fieldset legend output progress img mark kbd small time dl dt dd " +
    "svg g defs marker rect circle ellipse line path polygon polyline text tspan title " +
    "math mrow mi mo mn mtext ms mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd " +
    "mstyle mpadded mphantom menclose semantics annotation merror"
  ).split(" "),
);

/** Attributes that hold an address, or more of a page. */
const addresses = /^(?:src|srcset|href|xlink:href|action|formaction|data|poster|background|ping|cite|srcdoc|style)$/;

/** "#" is a place in the same text: a file or a footnote, which the panel comes to by itself. */
const linked = /^(?:https?:|mailto:|#$)/;
const picture = /^data:image\/(?:png|jpeg|gif|webp);base64,/;
/** What elements are sized and placed by; "url(" is none of it. A font's name is used as nothing else. */
const styles = /^--chat-font-family: |^(?:[a-z-]+: ?[-\w.%# ,]*(?:var\(--[\w-]+\))?;? ?)*$/;

/**
 * What stands in a page that nobody may put there: elements, handlers and addresses that are not on the list.
 * Attributes are read as the browser's parser made them, so no spelling hides one.
 */
export function intruders(root: Element): readonly string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll("*")) {
    if (!elements.has(element.localName)) {
      found.push(`<${element.localName}>`);
    }
    const { cssText } = (element as HTMLElement).style;
    if (!styles.test(cssText)) {
      found.push(`<${element.localName} style=${JSON.stringify(cssText.slice(0, 100))}>`);
    }
    for (const { name, value } of element.attributes) {
      if (!isAllowed(element, name.toLowerCase(), value)) {
        found.push(`<${element.localName} ${name}=${JSON.stringify(value.slice(0, 100))}>`);
      }
    }
  }
  return [...new Set(found)];
}

function isAllowed(element: Element, name: string, value: string): boolean {
  if (/^on/.test(name) || !/^[a-z][a-z-]*\d?$/.test(name)) {
    return /^(?:viewbox|xmlns)$/.test(name);
  }
  if (!addresses.test(name)) {
    return true;
  }
  switch (`${element.localName} ${name}`) {
    case "a href":
      return linked.test(value);
    case "img src":
      return picture.test(value);
    default:
      return name === "style";
  }
}

/** Elements of formulas have a `style` in a browser, and none in jsdom: gives them one for the tests around. */
export function drawsFormulas(): void {
  const holders = new WeakMap<Element, HTMLElement>();
  before(() =>
    Object.defineProperty(page.Element.prototype, "style", {
      configurable: true,
      get(this: Element) {
        const holder = holders.get(this) ?? document.createElement("span");
        holders.set(this, holder);
        return holder.style;
      },
    }),
  );
  after(() => Reflect.deleteProperty(page.Element.prototype, "style"));
}
