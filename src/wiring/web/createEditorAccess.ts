import { EditorAccess } from "../../chat/clientTools/editorAccess";
import type * as node from "../createEditorAccess";

/** The same without Node: the editor's tools need files by their path, a terminal and git, so there are none. */
export const createEditorAccess: typeof node.createEditorAccess = ({ memory, settings }) =>
  new EditorAccess({
    memory: memory.editorTools,
    setting: () => settings.editorTools(),
    isPossible: () => false,
    load: () => Promise.reject(new Error("The editor's tools need a computer.")),
    checkpoints: { restore: () => Promise.resolve(), forget: () => undefined },
  });
