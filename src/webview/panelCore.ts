import type { ToHostMessages } from "../shared/protocol";
import type { PanelModel } from "./store";

/** The clock of the panel; tests bring their own. */
export interface Scheduler {
  /** Runs the callback before the next frame is drawn. */
  frame(callback: () => void): void;
  /** Runs the callback after so many milliseconds; returns what cancels it. */
  delay(callback: () => void, milliseconds: number): () => void;
}

/** What a group of the panel's actions works on. */
export interface PanelCore {
  readonly model: () => PanelModel;
  /** Draws another model. */
  readonly update: (model: PanelModel) => void;
  readonly post: <K extends keyof ToHostMessages>(type: K, body: ToHostMessages[K]) => void;
}
