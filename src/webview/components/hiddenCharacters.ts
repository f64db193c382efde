import { options } from "preact";
import { withHiddenShown } from "../../shared/hiddenCharacters";

const spoken = ["title", "aria-label", "alt"] as const;

/**
 * Shows characters that nobody would see in everything that the panel draws: texts, and what is said of a control. At
 * one door, since nearly every text may be an agent's; what is copied, edited or sent is the text as it came.
 */
export function showHiddenCharacters(): void {
  const before = options.vnode?.bind(options);
  options.vnode = (node) => {
    // Preact makes a node of each text as well; it has no type, and the text in place of properties.
    const { type, props } = node as { readonly type: unknown; props: unknown };
    if (type === null && typeof props === "string") {
      node.props = withHiddenShown(props) as unknown as typeof node.props;
    } else if (typeof type === "string") {
      const named = props as Record<string, unknown>;
      for (const name of spoken) {
        const value = named[name];
        if (typeof value === "string") {
          named[name] = withHiddenShown(value);
        }
      }
    }
    before?.(node);
  };
}
