import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Panel } from "./panel";

/** Hands the panel to components that act on it, however deep they sit. */
export const PanelContext = createContext<Panel | undefined>(undefined);

/**
 * The panel that the component belongs to.
 * @throws Error when the component is drawn outside of a `PanelContext.Provider`
 */
export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (panel === undefined) {
    throw new Error("No PanelContext above this component");
  }
  return panel;
}
