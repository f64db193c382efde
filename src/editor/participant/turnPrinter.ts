import * as l10n from "@vscode/l10n";
import type { Part, ToolCallPart, Turn } from "../../shared/transcript";

/** Where a response goes: as much of `vscode.ChatResponseStream` as a turn needs. */
export interface TurnSink {
  /** Markdown that follows what there is. */
  text(value: string): void;
  /** One line about what is done. */
  progress(line: string): void;
  /** A page that the agent names as its source. */
  source(url: string): void;
  /** Files that a tool was called with; they may not be in the workspace. */
  files(paths: readonly string[]): void;
}

/** Names under which tools take the path of a file. */
const pathNames = /^(?:file|path|uri|file_?(?:path|name)|relative_?path)s?$/i;

/**
 * Prints a turn into VS Code's chat, of which nothing can be taken back: each look at the turn adds what is new in
 * it. Reasoning is left out, for which VS Code has no stable part.
 */
export class TurnPrinter {
  private turn: Turn | undefined;
  /** Characters that were written, by part. */
  private readonly written = new Map<string, number>();
  private readonly said = new Set<string>();
  /** The text that is being written; undefined at the beginning of a paragraph of its own. */
  private textId: string | undefined;
  private hasText = false;

  constructor(private readonly sink: TurnSink) {}

  /** @param turn as it is by now */
  print(turn: Turn): void {
    if (turn !== this.turn) {
      const before = new Set(this.turn?.parts);
      this.turn = turn;
      for (const part of turn.parts) {
        if (!before.has(part)) {
          this.part(part, "");
        }
      }
    }
  }

  /** A paragraph that is not the agent's. */
  paragraph(markdown: string): void {
    this.sink.text(`${this.hasText ? "\n\n" : ""}${markdown}`);
    this.textId = undefined;
    this.hasText = true;
  }

  private part(part: Part, above: string): void {
    const id = `${above}/${part.id}`;
    switch (part.kind) {
      case "text":
        // What a tool's own agent says is the tool's; the agent tells what matters of it.
        if (above === "") {
          this.text(id, part.text);
        }
        break;
      case "tool":
        this.tool(id, part);
        break;
      case "step":
        this.once(`${id} ${part.status}`, () => this.step(part.name, part.status));
        for (const each of part.parts) {
          this.part(each, id);
        }
        break;
      case "data":
        this.note(id, part.note.label);
        break;
      case "source":
        if (/^https?:\/\//.test(part.url)) {
          this.once(part.url, () => this.sink.source(part.url));
        }
        break;
      case "file":
        this.once(id, () => this.paragraph(fileLine(part.name || part.mediaType, part.url)));
        break;
      case "object":
        if (part.finished) {
          this.once(id, () => this.paragraph(`\`\`\`json\n${JSON.stringify(part.value, null, 2)}\n\`\`\``));
        }
        break;
      default:
    }
  }

  private text(id: string, text: string): void {
    const from = this.written.get(id) ?? 0;
    if (text.length <= from) {
      return;
    }
    this.written.set(id, text.length);
    // Two texts are two paragraphs, whatever stands between them.
    const gap = this.textId !== id && this.hasText ? "\n\n" : "";
    this.textId = id;
    this.hasText = true;
    this.sink.text(gap + text.slice(from));
  }

  private tool(id: string, { toolName, status, args, error = "", progress = [], nested = [] }: ToolCallPart): void {
    if (status !== "writing") {
      this.once(id, () => this.sink.progress(l10n.t("Tool call: {0}", toolName)));
      this.once(`${id} files`, () => this.sink.files(pathsIn(args)));
    }
    this.note(id, progress.at(-1)?.label ?? "");
    for (const part of nested) {
      this.part(part, id);
    }
    if (status === "failed") {
      this.once(`${id} failed`, () => this.sink.progress(failed(toolName, error)));
    }
  }

  private step(name: string, status: string): void {
    if (status === "running") {
      this.sink.progress(l10n.t("Step {0}", name));
    } else if (status === "failed") {
      this.sink.progress(l10n.t("Step {0} failed", name));
    }
  }

  private note(id: string, label: string): void {
    if (label !== "") {
      this.once(`${id} ${label}`, () => this.sink.progress(label));
    }
  }

  private once(what: string, say: () => void): void {
    if (!this.said.has(what)) {
      this.said.add(what);
      say();
    }
  }
}

function failed(name: string, error: string): string {
  const [words = ""] = error.split("\n", 1);
  return words === "" ? l10n.t("Tool call {0} failed", name) : l10n.t("Tool call {0} failed: {1}", name, words);
}

function fileLine(name: string, url: string | undefined): string {
  const words = l10n.t("File: {0}", name).replace(/[\\`*_[\]<>]/g, "\\$&");
  return url !== undefined && /^https:\/\//.test(url) ? `[${words}](<${url.replaceAll(">", "%3E")}>)` : words;
}

function pathsIn(args: unknown): readonly string[] {
  if (typeof args !== "object" || args === null) {
    return [];
  }
  return Object.entries(args).flatMap(([name, value]: [string, unknown]) =>
    pathNames.test(name) ? [value].flat().filter((each) => typeof each === "string") : [],
  );
}
