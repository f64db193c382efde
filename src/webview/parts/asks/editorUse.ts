import type { FilePlace } from "../../../shared/filePlace";
import type { Part, ToolCallPart } from "../../../shared/transcript";

/** One thing that an agent has read, changed or run in the editor. */
export interface EditorUse {
  readonly call: ToolCallPart;
  readonly kind: "read" | "changed" | "created" | "deleted" | "moved" | "ran" | "other";
  /** The file, the command or the tool. */
  readonly name: string;
  /** What opens; missing where there is only what the agent was told. */
  readonly place?: FilePlace;
  /** Of what the agent was given, or of the file as it was changed; missing where nothing is left. */
  readonly bytes?: number;
  readonly exitCode?: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** What the calls of a response did in the editor, in their order; nothing of those that did nothing. */
export function editorUses(parts: readonly Part[]): readonly EditorUse[] {
  return parts.flatMap((part) =>
    part.kind === "tool" && part.inEditor !== undefined && part.status === "done"
      ? usesOf(part, fieldsOf(part.result))
      : [],
  );
}

/** Whether one of these changed a file. */
export function changesFiles(uses: readonly EditorUse[]): boolean {
  return uses.some(({ kind }) => kind !== "read" && kind !== "ran" && kind !== "other");
}

function usesOf(call: ToolCallPart, result: Fields): readonly EditorUse[] {
  const { path, changed, command, task, written } = result;
  if (Array.isArray(changed)) {
    return changed.map((file) => changedFile(call, fieldsOf(file)));
  }
  if (typeof path === "string" && written === true) {
    const created = call.toolName === "editor_create_file";
    return [changedFile(call, created ? { ...result, created } : result)];
  }
  const name = typeof task === "string" ? task : command;
  if (typeof name === "string") {
    return [{ call, kind: "ran", name, ...sizeOf(result), ...numberOf(result, "exitCode") }];
  }
  if (typeof path === "string" && typeof result["bytes"] === "number") {
    const place = { path, ...numberOf(result, "startLine", "line"), ...numberOf(result, "endLine", "endLine") };
    return [{ call, kind: "read", name: path, place, ...sizeOf(result) }];
  }
  const bytes = new TextEncoder().encode(JSON.stringify(call.result ?? "")).length;
  return [{ call, kind: "other", name: call.toolName, bytes }];
}

function changedFile(call: ToolCallPart, file: Fields): EditorUse {
  const name = String(file["path"]);
  if (file["deleted"] === true) {
    return { call, kind: "deleted", name };
  }
  const kind = file["created"] === true ? "created" : typeof file["movedFrom"] === "string" ? "moved" : "changed";
  return { call, kind, name, place: { path: name }, ...sizeOf(file) };
}

function sizeOf(file: Fields): Pick<EditorUse, "bytes"> {
  return numberOf(file, "bytes");
}

function numberOf(fields: Fields, name: string, as = name): object {
  const value = fields[name];
  return typeof value === "number" ? { [as]: value } : {};
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}
