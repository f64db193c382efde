/** A code span or the text between two of them. */
export interface TextPiece {
  readonly kind: "text" | "code";
  /** As it was written, backticks included. */
  readonly raw: string;
  /** What stands between the backticks; empty for text. */
  readonly code: string;
}

/** A longer code span names no file. */
const LONGEST = 400;

/** At the beginning of a line, three or more of them open and close a block of code. */
const fence = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Takes Markdown that comes in pieces apart at its code spans, in which agents name files. A span that has begun is
 * held back until it is whole, or cannot be one any more; blocks of code pass as they are.
 */
export class PathSpans {
  private held = "";
  private line = "";
  private fence: string | undefined;

  /** @returns what is certain by now */
  add(text: string): readonly TextPiece[] {
    const all = this.held + text;
    this.held = "";
    const pieces: TextPiece[] = [];
    let from = 0;
    for (let at = 0; at < all.length;) {
      if (all.charAt(at) === "\n") {
        this.endLine();
        at += 1;
      } else if (all.charAt(at) === "`" && this.fence === undefined && !this.line.includes("``")) {
        const span = codeSpan(all, at);
        if (span === undefined) {
          this.push(pieces, all.slice(from, at));
          this.held = all.slice(at);
          return pieces;
        }
        if (span.code !== "") {
          this.push(pieces, all.slice(from, at));
          pieces.push({ kind: "code", raw: span.raw, code: span.code });
          from = at + span.raw.length;
        }
        this.line += span.raw;
        at += span.raw.length;
      } else {
        this.line += all.charAt(at);
        at += 1;
      }
    }
    this.push(pieces, all.slice(from));
    return pieces;
  }

  /** @returns what was held back; the text is over */
  end(): readonly TextPiece[] {
    const { held } = this;
    this.held = "";
    return held === "" ? [] : [{ kind: "text", raw: held, code: "" }];
  }

  private endLine(): void {
    const marks = fence.exec(this.line)?.[1];
    if (marks !== undefined) {
      if (this.fence === undefined) {
        this.fence = marks;
      } else if (marks.startsWith(this.fence) && this.line.trim() === marks) {
        this.fence = undefined;
      }
    }
    this.line = "";
  }

  private push(pieces: TextPiece[], raw: string): void {
    if (raw !== "") {
      pieces.push({ kind: "text", raw, code: "" });
    }
  }
}

/**
 * The span that begins at a backtick.
 *
 * @returns undefined while that cannot be said; `code` is empty when none begins there
 */
function codeSpan(text: string, at: number): { readonly raw: string; readonly code: string } | undefined {
  const rest = text.slice(at, at + LONGEST);
  const marks = /^`+/.exec(rest)?.[0] ?? "`";
  if (marks.length > 1) {
    // No agent writes a path with two of them, and what stands behind them in the line may be inside.
    return rest.length === marks.length && rest.length < LONGEST && marks.length < 3
      ? undefined
      : { raw: marks, code: "" };
  }
  const end = /[`\n]/.exec(rest.slice(1));
  if (end === null) {
    return rest.length < LONGEST ? undefined : { raw: marks, code: "" };
  }
  return end[0] === "\n" || end.index === 0
    ? { raw: marks, code: "" }
    : { raw: rest.slice(0, end.index + 2), code: rest.slice(1, end.index + 1) };
}
