import * as l10n from "@vscode/l10n";
import type { ToolCallPart, Transcript, Turn, TurnState } from "../shared/transcript";
import { finishedSentences } from "./sentences";

interface Reading {
  readonly offset: number;
  readonly inFence: boolean;
}

/**
 * Decides what a screen reader hears of a streamed answer: that it starts, each finished sentence,
 * calls that wait for a person, and that it ends. Tokens are never announced (facts/field.md §B 18).
 */
export class Announcer {
  private threadId = "";
  private turnId = "";
  private state: TurnState = "complete";
  private readings = new Map<number, Reading>();
  private asked = new Set<string>();

  /** What is new in the transcript since the last call, as sentences to say. */
  update(transcript: Transcript): readonly string[] {
    const turn = transcript.turns.findLast((candidate) => candidate.role === "agent");
    const sameThread = transcript.threadId === this.threadId;
    this.threadId = transcript.threadId;
    if (turn === undefined) {
      this.turnId = "";
      return [];
    }
    const said: string[] = [];
    if (!sameThread) {
      // What a restored thread already holds is there to be read, not to be announced.
      this.begin(turn);
      this.skip(turn);
      return [];
    }
    if (turn.id !== this.turnId) {
      this.begin(turn);
      this.state = "streaming";
      said.push(l10n.t("{0} is answering.", turn.agentName));
    }
    said.push(...this.read(turn), ...this.end(turn));
    return said;
  }

  private begin(turn: Turn): void {
    this.turnId = turn.id;
    this.state = turn.state;
    this.readings = new Map();
    this.asked = new Set();
  }

  private skip(turn: Turn): void {
    turn.parts.forEach((part, index) => {
      if (part.kind === "text") {
        const { inFence } = finishedSentences(part.text, 0, false, "", true);
        this.readings.set(index, { offset: part.text.length, inFence });
      } else if (part.kind === "tool" && part.status === "awaitingApproval") {
        this.asked.add(part.id);
      }
    });
  }

  private read(turn: Turn): string[] {
    return turn.parts.flatMap((part, index) => {
      if (part.kind === "tool") {
        return this.ask(part);
      }
      if (part.kind !== "text") {
        return [];
      }
      const { offset, inFence } = this.readings.get(index) ?? { offset: 0, inFence: false };
      const final = turn.state !== "streaming" || index < turn.parts.length - 1;
      const spoken = finishedSentences(part.text, offset, inFence, l10n.t("Code block."), final);
      this.readings.set(index, { offset: spoken.next, inFence: spoken.inFence });
      return spoken.text === "" ? [] : [spoken.text];
    });
  }

  private ask(call: ToolCallPart): string[] {
    if (call.status !== "awaitingApproval" || this.asked.has(call.id)) {
      return [];
    }
    this.asked.add(call.id);
    return [l10n.t("The tool {0} waits for your approval.", call.toolName)];
  }

  private end(turn: Turn): string[] {
    const before = this.state;
    this.state = turn.state;
    if (before === turn.state) {
      return [];
    }
    switch (turn.state) {
      case "complete":
        return [l10n.t("The answer is complete.")];
      case "stopped":
        return [l10n.t("The answer was stopped.")];
      case "interrupted":
        return [l10n.t("The answer was cut short.")];
      // A failed turn brings its own alert; a waiting one has asked already.
      case "failed":
      case "waiting":
      case "streaming":
        return [];
    }
  }
}
