/** A range in a document; everything counts from 0, as VS Code does. */
export interface Span {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** Where an attachment is from. Its id says so, so that a chip opens it even after a reload. */
export type AttachmentSource =
  | { readonly kind: "file"; readonly uri: string }
  | { readonly kind: "selection"; readonly uri: string; readonly span: Span }
  | { readonly kind: "problems" | "terminal" | "gitDiff" };

/** The same source always has the same id, so that attaching it again replaces what was attached. */
export function fileId(uri: string): string {
  return `file:${uri}`;
}

/** @see fileId */
export function selectionId(uri: string, { startLine, startCharacter, endLine, endCharacter }: Span): string {
  return `selection:${startLine}.${startCharacter}-${endLine}.${endCharacter}:${uri}`;
}

/** The source that an id names; undefined when it names none, as for pasted bytes. Ids come from the panel. */
export function sourceOf(id: string): AttachmentSource | undefined {
  const [, view] = /^(problems|terminal|gitDiff)(?::|$)/.exec(id) ?? [];
  if (view === "problems" || view === "terminal" || view === "gitDiff") {
    return { kind: view };
  }
  const [, file] = /^file:(.+)$/s.exec(id) ?? [];
  if (file !== undefined) {
    return { kind: "file", uri: file };
  }
  const [, startLine, startCharacter, endLine, endCharacter, uri] =
    /^selection:(\d{1,9})\.(\d{1,9})-(\d{1,9})\.(\d{1,9}):(.+)$/s.exec(id) ?? [];
  if (uri === undefined) {
    return undefined;
  }
  const span = {
    startLine: Number(startLine),
    startCharacter: Number(startCharacter),
    endLine: Number(endLine),
    endCharacter: Number(endCharacter),
  };
  return { kind: "selection", uri, span };
}

/** The lines of a span as people write them, counted from 1: "3–20" or "3". */
export function linesOf({ startLine, endLine, endCharacter }: Span): string {
  // A selection of whole lines ends at the start of the line after them.
  const last = endCharacter === 0 && endLine > startLine ? endLine - 1 : endLine;
  return last === startLine ? String(startLine + 1) : `${startLine + 1}–${last + 1}`;
}
