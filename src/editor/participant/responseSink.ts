import * as vscode from "vscode";
import type { FilePlace } from "../../shared/filePlace";
import { fileReference } from "../../shared/fileReference";
import { PathSpans, type TextPiece } from "./pathSpans";
import type { TurnSink } from "./turnPrinter";

/** Where a place is in the workspace. */
export type Locate = (place: FilePlace) => Promise<vscode.Uri | vscode.Location | undefined>;

/** As much of a `vscode.ChatResponseStream` as a turn is written with. */
export type ResponseStream = Pick<vscode.ChatResponseStream, "markdown" | "progress" | "reference" | "anchor">;

/**
 * Writes into VS Code's chat, in order: files that are named become links where the workspace has them, and what
 * follows waits until that is known.
 */
export class ResponseSink implements TurnSink {
  private readonly spans = new PathSpans();
  private readonly referenced = new Set<string>();
  private queue: Promise<void> = Promise.resolve();

  /** @param logError told of what could not be written */
  constructor(
    private readonly stream: ResponseStream,
    private readonly locate: Locate,
    private readonly logError: (what: string, error: unknown) => void,
  ) {}

  text(value: string): void {
    this.pieces(this.spans.add(value));
  }

  progress(line: string): void {
    this.pieces(this.spans.end());
    this.then(() => this.stream.progress(line));
  }

  source(url: string): void {
    this.then(() => this.refer(vscode.Uri.parse(url)));
  }

  files(paths: readonly string[]): void {
    for (const path of paths) {
      this.then(async () => {
        const place = fileReference(path);
        const found = place && (await this.locate(place));
        if (found) {
          this.refer(found);
        }
      });
    }
  }

  /** Resolves when everything is written. */
  async flush(): Promise<void> {
    this.pieces(this.spans.end());
    await this.queue;
  }

  private pieces(pieces: readonly TextPiece[]): void {
    for (const piece of pieces) {
      this.then(async () => {
        const place = piece.kind === "code" ? fileReference(piece.code) : undefined;
        const found = place && (await this.locate(place));
        if (found) {
          this.stream.anchor(found, piece.code);
        } else {
          this.stream.markdown(piece.raw);
        }
      });
    }
  }

  /** Once for each file. */
  private refer(where: vscode.Uri | vscode.Location): void {
    const key = ("uri" in where ? where.uri : where).toString();
    if (!this.referenced.has(key)) {
      this.referenced.add(key);
      this.stream.reference(where);
    }
  }

  private then(write: () => unknown): void {
    this.queue = this.queue.then(write).then(undefined, (error: unknown) => {
      this.logError("writing to VS Code's chat", error);
    });
  }
}
