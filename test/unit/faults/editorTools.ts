import type { ClientTools } from "../../../src/chat/clientTools/clientTools";

/** One tool of the editor's, which reads. */
export const editorTools: ClientTools = {
  offered: {
    editor_read_file: {
      id: "editor_read_file",
      description: "Reads a file.",
      inputSchema: { type: "object", properties: {} },
    },
  },
  judge: () => Promise.resolve({ kind: "reads" }),
  shown: () => Promise.resolve(undefined),
  run: () => Promise.resolve({ result: { text: "const a = 1;" } }),
};
