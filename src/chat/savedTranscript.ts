import * as l10n from "@vscode/l10n";
import type { Notice, Part, Transcript, Turn, TurnState } from "../shared/transcript";

/** What this version can show; a later one may have written more. */
const KINDS: Readonly<Record<Part["kind"], true>> = {
  text: true,
  reasoning: true,
  tool: true,
  source: true,
  file: true,
  object: true,
  data: true,
  step: true,
  context: true,
};

const STATES: Readonly<Record<TurnState, true>> = {
  streaming: true,
  waiting: true,
  complete: true,
  stopped: true,
  interrupted: true,
  failed: true,
};

/**
 * What a file of this computer holds of a conversation; undefined where it holds none. Two versions of the extension
 * may share the files: what only the later one knows is left out, and its turn says so.
 */
export function savedTranscript(value: unknown): Transcript | undefined {
  const { threadId, turns } = (value ?? {}) as Partial<Transcript>;
  if (typeof threadId !== "string" || !Array.isArray(turns) || !turns.every(isTurn)) {
    return undefined;
  }
  const known = turns.map(knownTurn);
  return known.every((turn, index) => turn === turns[index])
    ? (value as Transcript)
    : { ...(value as Transcript), turns: known };
}

function isTurn(value: unknown): value is Turn {
  const turn = value as { id?: unknown; parts?: unknown } | null | undefined;
  return typeof turn?.id === "string" && Array.isArray(turn.parts);
}

function knownTurn(turn: Turn): Turn {
  const parts = turn.parts.filter((part: Part | null) => Object.hasOwn(KINDS, String(part?.kind)));
  // Turns of old versions have no state, and are complete.
  const isKnownState = (turn.state as unknown) === undefined || Object.hasOwn(STATES, turn.state);
  if (parts.length === turn.parts.length && isKnownState) {
    return turn;
  }
  return { ...turn, parts, state: isKnownState ? turn.state : "interrupted", error: turn.error ?? ofLaterVersion() };
}

function ofLaterVersion(): Notice {
  return {
    message: l10n.t(
      "A newer version of Agent Chat saved parts of this that this version can't show. Update the extension to see them.",
    ),
    actions: [],
    severity: "warning",
    retry: false,
  };
}
