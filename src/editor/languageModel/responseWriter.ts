import * as l10n from "@vscode/l10n";
import type { AgentChunk } from "../../agents/chunk";
import { UserFacingError } from "../../shared/userFacingError";
import {
  connectionLost,
  contentFiltered,
  lengthReached,
  needsAnswer,
  needsApproval,
  refused,
  runFailed,
} from "./responseSentences";
import { failedToolStep, line, toolStep } from "./stepLines";

/** Where a response goes. */
export interface ResponseSink {
  /** Markdown that follows what there is. */
  text(value: string): void;
  /** A call that VS Code is to carry out. */
  toolCall(callId: string, name: string, input: object): void;
}

export interface ResponseContext {
  /** Names of the tools that VS Code has offered; all others are the server's. */
  readonly clientTools: ReadonlySet<string>;
  readonly agentName: string;
  /** Host and port of the server. */
  readonly server: string;
}

/**
 * Makes the parts of a response out of an agent's stream. What the server's own tools do is told in short lines;
 * reasoning is left out, for which VS Code has no stable part.
 */
export class ResponseWriter {
  private readonly called = new Set<string>();
  private readonly sources = new Map<string, string>();
  /** The text that is being written; undefined at the beginning of a paragraph of its own. */
  private textId: string | undefined;
  private hasText = false;
  /** Without one of its proper ends a stream was cut. */
  private hasEnded = false;
  private failure: string | undefined;

  constructor(
    private readonly sink: ResponseSink,
    private readonly context: ResponseContext,
  ) {}

  write(chunks: readonly AgentChunk[]): void {
    for (const chunk of chunks) {
      this.writeOne(chunk);
    }
  }

  /**
   * The stream is over.
   *
   * @throws UserFacingError when the run has failed, or the connection was lost
   */
  end(): void {
    if (this.sources.size > 0) {
      this.paragraph([...this.sources].map(([url, title]) => `- [${escaped(title)}](<${url}>)`).join("\n"));
    }
    const failure = this.failure ?? (this.hasEnded ? undefined : connectionLost(this.context.server));
    if (failure) {
      throw new UserFacingError("runFailed", failure);
    }
  }

  private writeOne(chunk: AgentChunk): void {
    switch (chunk.type) {
      case "text-delta":
        this.writeText(chunk.id, chunk.text);
        break;
      case "tool-call":
        this.writeCall(chunk.toolCallId, chunk.toolName, chunk.args);
        break;
      case "tool-error":
        if (this.isOurs(chunk.toolName)) {
          this.paragraph(failedToolStep(chunk.toolName, chunk.message));
        }
        break;
      case "tool-call-approval":
        this.hasEnded = true;
        if (this.isOurs(chunk.toolName)) {
          this.paragraph(line(needsApproval(chunk.toolName, this.context.agentName)));
        } else {
          // VS Code asks a person itself before it runs one of its own tools.
          this.writeCall(chunk.toolCallId, chunk.toolName, chunk.args);
        }
        break;
      case "tool-call-suspended":
        this.hasEnded = true;
        this.paragraph(line(needsAnswer(chunk.toolName, this.context.agentName)));
        break;
      case "object":
        if (chunk.final) {
          this.paragraph(codeBlock(chunk.value));
        }
        break;
      case "file":
        this.paragraph(line(l10n.t("File: {0}", chunk.name || chunk.mediaType)));
        break;
      case "source":
        if (/^https?:\/\//.test(chunk.url)) {
          this.sources.set(chunk.url.replaceAll(">", "%3E"), chunk.title || chunk.url);
        }
        break;
      case "error":
        this.failure = runFailed(chunk.message);
        break;
      case "tripwire":
        this.failure = refused(chunk.reason);
        break;
      case "abort":
        this.hasEnded = true;
        break;
      case "finish":
        this.hasEnded = true;
        this.finish(chunk.reason);
        break;
      default:
    }
  }

  private writeText(id: string, text: string): void {
    // Two texts are two paragraphs, whatever stands between them.
    const gap = this.textId !== id && this.hasText ? "\n\n" : "";
    this.textId = id;
    this.hasText = true;
    this.sink.text(gap + text);
  }

  private paragraph(markdown: string): void {
    this.sink.text(`${this.hasText ? "\n\n" : ""}${markdown}`);
    this.textId = undefined;
    this.hasText = true;
  }

  private writeCall(callId: string, name: string, args: unknown): void {
    if (this.called.has(callId)) {
      return;
    }
    this.called.add(callId);
    if (this.isOurs(name)) {
      this.paragraph(toolStep(name));
    } else {
      this.sink.toolCall(callId, name, typeof args === "object" && args !== null ? args : {});
    }
  }

  private finish(reason: string): void {
    switch (reason) {
      case "error":
        this.failure ??= runFailed("");
        break;
      case "tripwire":
        this.failure ??= refused("");
        break;
      case "length":
        this.paragraph(line(lengthReached()));
        break;
      case "content-filter":
        this.paragraph(line(contentFiltered()));
        break;
      default:
    }
  }

  /** Whether the server runs a tool, and not VS Code. */
  private isOurs(toolName: string): boolean {
    return !this.context.clientTools.has(toolName);
  }
}

function codeBlock(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

function escaped(title: string): string {
  return title.replace(/[\\[\]<>`*_]/g, "\\$&").replaceAll("\n", " ");
}
