import type { Page } from "playwright-core";
import type { ToHost, ToView } from "../../../../src/shared/protocol";
import type { ThemeName } from "./themes";

/** Width and height of the view in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One picture: what the host has said, and what a person has done since. */
export interface GalleryState {
  /** The picture's file name; small letters and hyphens. */
  readonly name: string;
  /** What the host posts once the panel is ready, in this order. */
  readonly messages: readonly ToView[];
  /** What the host answers to a message of the panel. */
  readonly answers?: (message: ToHost) => readonly ToView[];
  /** What a person does then, by the names that a screen reader says. */
  readonly act?: (page: Page) => Promise<void>;
  /** The direction of the whole page; default left to right. */
  readonly direction?: "rtl";
  /** Default 400 × 700. */
  readonly size?: Size;
}

/** How wide VS Code's sidebar is at the least that must work. */
export const narrow: Size = { width: 250, height: 700 };

/** A view of 500 × 700 at 200 %: zooming halves the pixels that the page has for itself. */
export const zoomed: Size = { width: 250, height: 350 };

export const usual: Size = { width: 400, height: 700 };

/**
 * True when there is a picture of this state in this theme. Another size or direction changes places and
 * no colours, so two themes do, one with and one without borders of high contrast.
 */
export function isPictured({ size, direction }: GalleryState, theme: ThemeName): boolean {
  const colours = size === undefined && direction === undefined;
  return colours || theme === "light" || theme === "high-contrast-dark";
}
