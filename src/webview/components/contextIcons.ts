import type { ContextKind } from "../../shared/context";
import type { IconName } from "./icon";

/** The picture of each kind of context, in the list and on the chips. */
export const contextIcons: Readonly<Record<ContextKind, IconName>> = {
  file: "file",
  selection: "selection",
  openEditors: "files",
  problems: "warning",
  terminal: "terminal",
  gitDiff: "diff",
  image: "image",
};
