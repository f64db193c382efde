import * as l10n from "@vscode/l10n";
import { fenceAfter, type OpenFence } from "../../shared/fences";
import type { Part, ToolCallPart, Transcript, Turn, TurnState } from "../../shared/transcript";
import { cutAt } from "../components/longText";

/** A sentence ends at its mark plus any closing quote, bracket or footnote, and only once a space follows it. */
const sentenceEnd = /[.!?…](?:[)"'”’\]*_]|\[\^[^\s[\]]+\])*(?=\s)|[。！？][」』）]?/gu;
const fence = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Characters without the end of a sentence above which its words are said as they come. 400 KB of them at the end
 * would be laid out at once, hidden as they are (docs/wire.md#the-panel-what-drawing-costs).
 */
const longestSentence = 2000;

interface Spoken {
  /** Finished sentences as plain words; empty when none is finished. */
  readonly text: string;
  /** Where the next reading starts. */
  readonly next: number;
  /** The code that is open there. */
  readonly fence: OpenFence | undefined;
}

/**
 * Reads finished sentences out of streamed Markdown, from an offset on. Code blocks are named, not
 * read: hearing code letter by letter stops the reader from reaching the words after it.
 *
 * @param inFence the code that is open at that place
 * @param codeWord what is said instead of a code block
 * @param final the text is complete: what is left counts as a sentence
 */
export function finishedSentences(
  markdown: string,
  from: number,
  inFence: OpenFence | undefined,
  codeWord: string,
  final: boolean,
): Spoken {
  const words: string[] = [];
  let next = from;
  let inside = inFence;
  for (let end = markdown.indexOf("\n", next); end >= 0; end = markdown.indexOf("\n", next)) {
    const line = markdown.slice(next, end);
    next = end + 1;
    const before = inside;
    inside = fenceAfter(line, before);
    if (before === undefined) {
      words.push(inside === undefined ? plainWords(line) : codeWord);
    }
  }
  if (inside === undefined && !fence.test(markdown.slice(next))) {
    const rest = markdown.slice(next);
    const length = final ? rest.length : lastEnd(rest);
    words.push(plainWords(rest.slice(0, length)));
    next += length;
  }
  return { text: words.filter((word) => word !== "").join(" "), next, fence: inside };
}

/** Where the last sentence ends, or the last word of what is too long for one; 0 when nothing has ended. */
function lastEnd(text: string): number {
  const last = [...text.matchAll(sentenceEnd)].at(-1);
  if (last !== undefined || text.length <= longestSentence) {
    return last ? last.index + last[0].length : 0;
  }
  return text.lastIndexOf(" ") + 1 || cutAt(text, text.length).length;
}

/** A line of Markdown without its signs. */
function plainWords(line: string): string {
  if (/^[\s|:-]+$/.test(line)) {
    return "";
  }
  return line
    .replace(/^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+)+/, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\[\^([^\s[\]]+)\](?=:)|\[\^[^\s[\]]+\]/g, "$1")
    .replace(/<br[ \t]*\/?>/gi, " ")
    .replace(/\*\*|__|[`*]|~~/g, "")
    .replace(/\s*\|\s*/g, ", ")
    .replace(/^, |, $/g, "")
    .trim();
}

interface Reading {
  readonly offset: number;
  readonly fence: OpenFence | undefined;
}

/**
 * Decides what a screen reader hears of a streamed answer: that it starts, each finished sentence,
 * calls that wait for a person, and that it ends. Tokens are never announced (docs/wire.md#the-panel-screen-readers).
 */
export class Announcer {
  private threadId = "";
  private turnId = "";
  private state: TurnState = "complete";
  /** Whether what is being read comes in another window: what is stored of it may be another turn. */
  declare private elsewhere: true | undefined;
  private readings = new Map<number, Reading>();
  private asked = new Set<string>();
  /** Turns that were there before; one of them becomes the newest when those after it are taken away. */
  private known = new Set<string>();
  private firstId: string | undefined;

  /** What is new in the transcript since the last call, as sentences to say. */
  update(transcript: Transcript): readonly string[] {
    const { turns } = transcript;
    const index = turns.findLastIndex((candidate) => candidate.role === "agent");
    const turn = turns[index];
    const sameThread = transcript.threadId === this.threadId;
    this.threadId = transcript.threadId;
    const old = turn !== undefined && this.isOld(turns, index, turn.state);
    this.learn(turns, sameThread);
    if (turn === undefined) {
      this.turnId = "";
      return [];
    }
    if (!sameThread || (turn.id !== this.turnId && old)) {
      // What a restored thread already holds is there to be read, not to be announced.
      this.begin(turn);
      this.skip(turn);
      return [];
    }
    const said: string[] = [];
    if (turn.id !== this.turnId) {
      // Another response may follow at once, before the end of this one was looked at.
      const before = turns.find(({ id }) => id === this.turnId);
      if (before) {
        said.push(...this.read(before), ...this.end(before));
      }
      const isStored = !before && this.elsewhere && turn.state !== "streaming";
      this.begin(turn);
      this.state = "streaming";
      if (isStored) {
        // Its words were read, but a call that waits was not told before.
        this.skip(turn);
        this.asked.clear();
      } else {
        said.push(l10n.t("{0} is responding.", turn.agentName));
      }
    }
    this.elsewhere = turn.elsewhere;
    said.push(...this.read(turn), ...this.end(turn));
    return said;
  }

  /** True for a turn that was there before, or that was fetched: one among known turns, or one that fills an empty thread. */
  private isOld(turns: readonly Turn[], index: number, state: TurnState): boolean {
    return this.known.size === 0 ? state !== "streaming" : index < this.firstNew(turns);
  }

  private learn(turns: readonly Turn[], sameThread: boolean): void {
    const first = turns[0]?.id;
    if (!sameThread) {
      this.known = new Set();
    }
    // Earlier turns come in front; all others at the end, where few are not known yet.
    const unknown = first === this.firstId ? turns.slice(this.firstNew(turns)) : turns;
    this.firstId = first;
    for (const { id } of unknown) {
      this.known.add(id);
    }
  }

  private firstNew(turns: readonly Turn[]): number {
    return turns.findLastIndex((turn) => this.known.has(turn.id)) + 1;
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
        const { fence } = finishedSentences(part.text, 0, undefined, "", true);
        this.readings.set(index, { offset: part.text.length, fence });
      }
    });
    for (const call of callsIn(turn.parts)) {
      if (waits(call)) {
        this.asked.add(call.id);
      }
    }
  }

  private read(turn: Turn): string[] {
    return turn.parts.flatMap((part, index) => {
      if (part.kind !== "text") {
        return callsIn([part]).flatMap((call) => this.ask(call));
      }
      const { offset, fence } = this.readings.get(index) ?? { offset: 0, fence: undefined };
      const final = turn.state !== "streaming" || index < turn.parts.length - 1;
      const spoken = finishedSentences(part.text, offset, fence, l10n.t("Code block."), final);
      this.readings.set(index, { offset: spoken.next, fence: spoken.fence });
      return spoken.text === "" ? [] : [spoken.text];
    });
  }

  private ask(call: ToolCallPart): string[] {
    if (!waits(call) || this.asked.has(call.id)) {
      return [];
    }
    this.asked.add(call.id);
    return call.status === "suspended"
      ? [l10n.t("The tool {0} is waiting for your input.", call.toolName)]
      : [l10n.t("The tool {0} is waiting for your approval.", call.toolName)];
  }

  private end(turn: Turn): string[] {
    const before = this.state;
    this.state = turn.state;
    if (before === turn.state) {
      return [];
    }
    switch (turn.state) {
      case "complete":
        // What cut it off is no alert, and would not be heard otherwise.
        return [turn.error?.severity === "warning" ? turn.error.message : l10n.t("Response complete.")];
      case "stopped":
        return [l10n.t("Response stopped.")];
      case "interrupted":
        return [l10n.t("Response cut short.")];
      // A failed turn brings its own alert; a waiting one has asked already.
      case "failed":
      case "waiting":
      case "streaming":
        return [];
    }
  }
}

function waits(call: ToolCallPart): boolean {
  return call.status === "awaitingApproval" || call.status === "suspended";
}

/** The calls among the parts, those of sub-agents and workflow steps included. */
function callsIn(parts: readonly Part[]): readonly ToolCallPart[] {
  return parts.flatMap((part) => {
    switch (part.kind) {
      case "tool":
        return [part, ...callsIn(part.nested ?? [])];
      case "step":
        return callsIn(part.parts);
      default:
        return [];
    }
  });
}
