import type { Chat } from "./chat";

/** What the Tab key has reached in the panel. */
export interface TabWalk {
  /** The accessible names, in the order of the keyboard. */
  readonly names: readonly string[];
  /** Controls that can be seen and that Tab has not come to. */
  readonly missed: readonly string[];
  /** Controls that look with the focus as they do without. */
  readonly unmarked: readonly string[];
}

/** More controls than any panel of a test has. */
const MOST = 120;

/** Presses Tab from the first control of the panel until the focus leaves it. */
export async function walkThroughPanel(chat: Chat): Promise<TabWalk> {
  const body = chat.frame.locator("body");
  await body.evaluate(() => {
    const walk = {
      look: (element: Element): string =>
        [element, element.parentElement, element.parentElement?.parentElement]
          .map((box) => {
            const { outlineStyle, outlineWidth, outlineColor, borderColor } = getComputedStyle(box ?? element);
            return outlineStyle === "none" || outlineWidth === "0px" ? borderColor : `${outlineColor} ${borderColor}`;
          })
          .join(),
      name: (element: Element): string => {
        const [label] =
          element instanceof HTMLSelectElement || element instanceof HTMLInputElement
            ? [...(element.labels ?? [])]
            : [];
        const words = [
          element.getAttribute("aria-label"),
          label?.textContent,
          element.textContent,
          element.getAttribute("title"),
        ];
        return words.map((text) => (text ?? "").trim()).find((text) => text !== "") ?? element.outerHTML.slice(0, 80);
      },
      controls: [] as Element[],
      before: new Map<Element, string>(),
      reached: new Set<Element>(),
    };
    (document.activeElement as HTMLElement | null)?.blur();
    walk.controls = [
      ...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]"),
    ].filter(
      (element) =>
        !element.matches(":disabled") && element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }),
    );
    walk.before = new Map(walk.controls.map((element) => [element, walk.look(element)]));
    Reflect.set(window, "tabWalk", walk);
  });
  await chat.agent.focus();
  for (let steps = 0; steps < MOST && (await arrived(chat)); steps++) {
    await chat.page.keyboard.press("Tab");
  }
  return body.evaluate(() => {
    const walk = Reflect.get(window, "tabWalk") as {
      controls: Element[];
      name: (element: Element) => string;
      reached: Set<Element>;
      unmarked?: string[];
    };
    Reflect.deleteProperty(window, "tabWalk");
    return {
      names: [...walk.reached].map(walk.name),
      missed: walk.controls.filter((element) => !walk.reached.has(element)).map(walk.name),
      unmarked: walk.unmarked ?? [],
    };
  });
}

/** Notes which control has the focus; false when it has left the panel or begun anew. */
async function arrived(chat: Chat): Promise<boolean> {
  const inPanel = await chat.page.evaluate(() => document.activeElement?.tagName === "IFRAME");
  return (
    inPanel &&
    chat.frame.locator("body").evaluate(async () => {
      // What the focus has scrolled to is drawn, and "Jump to latest" comes or goes, before a person presses the next key.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const walk = Reflect.get(window, "tabWalk") as {
        look(element: Element): string;
        name(element: Element): string;
        before: Map<Element, string>;
        reached: Set<Element>;
        unmarked?: string[];
      };
      const element = document.activeElement;
      if (element === null || element === document.body || walk.reached.has(element)) {
        return false;
      }
      walk.reached.add(element);
      if (walk.look(element) === walk.before.get(element)) {
        walk.unmarked = [...(walk.unmarked ?? []), walk.name(element)];
      }
      return true;
    })
  );
}
