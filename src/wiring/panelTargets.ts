import * as vscode from "vscode";
import type { EditorTools } from "../editor/editorTools";
import type { TabParts } from "./createTabs";

/** What is there for the panel from the start. */
type Given = Pick<TabParts["reached"], "reporter" | "log" | "actions" | "editorAccess" | "exportThread">;

/** What the panel's messages reach, in the view and in every tab; the tools of the editor load with the first use. */
export function panelTargets(tools: () => Promise<EditorTools>, given: Given): TabParts["reached"] {
  return {
    ...given,
    env: vscode.env,
    consent: {
      editorTools: async () => (await import("../editor/editorTools/toolConsent")).allowEditorTools(),
      toolCall: async (call) => (await import("../editor/editorTools/toolConsent")).allowToolCall(call),
    },
    code: {
      run: async (action, code, language, near) => (await tools()).code.run(action, code, language, near),
    },
    files: {
      existing: async (paths) => (await tools()).files.existing(paths),
      open: async (place) => (await tools()).files.open(place),
    },
    prompts: { list: async () => (await tools()).prompts.list() },
    openDocument: async (text, fileName) => (await tools()).preview.show(text, fileName),
    saveFile: async (part) => (await tools()).saveFile.save(part),
  };
}
