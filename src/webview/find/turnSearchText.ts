import type { Part, Turn } from "../../shared/transcript";
import { mathLexer } from "../markdown/mathPart";
import { JsonText, jsonWords } from "../parts/jsonText";
import { plainOutput } from "../parts/terminalOutput";
import { structureOf } from "../parts/values";
import { turnText } from "../state/store";
import { plainMarkdown } from "./plainMarkdown";

/**
 * Names and values of a JSON value, one a line, in the order in which a reader sees them. It walks
 * without recursion: what tools send may be nested deeper than the stack.
 *
 * @param output true for what a program put out, which is drawn without its codes for a terminal
 */
function valueText(value: unknown, output = false): string {
  const lines: string[] = [];
  const waiting: unknown[] = [value];
  const seen = new Set<object>();
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === "string") {
      const json = structureOf(next);
      lines.push(...(json instanceof JsonText ? [jsonWords(json).join("\n")] : [output ? plainOutput(next) : next]));
    } else if (typeof next === "number" || typeof next === "boolean" || typeof next === "bigint") {
      lines.push(String(next));
    } else if (typeof next === "object" && next !== null && !seen.has(next)) {
      seen.add(next);
      const inner: unknown[] = Array.isArray(next) ? next : Object.entries(next).flat();
      for (let index = inner.length - 1; index >= 0; index--) {
        waiting.push(inner[index]);
      }
    }
  }
  return lines.join("\n");
}

/** Some words of a turn that can be found. */
interface Run {
  readonly text: string;
  /** The how manieth text of the turn this is, from 0, as they are drawn; -1 for what is no text part. */
  readonly block: number;
}

/** Steps and calls within calls that are searched; what is nested deeper is not drawn either. */
const deepest = 50;

/** Texts of a part do not change while the part is the same object; those without and with formulas. */
const known = [new WeakMap<Part, readonly string[]>(), new WeakMap<Part, readonly string[]>()] as const;

/** Everything of a turn that can be found, in the order in which it is drawn. */
export function turnRuns(turn: Turn): readonly Run[] {
  const runs = turn.role === "user" ? questionRuns(turn) : answerRuns(turn);
  const error = turn.error?.message ?? "";
  return [...runs, { text: error, block: -1 }].filter((run) => run.text !== "");
}

function questionRuns(turn: Turn): Run[] {
  const context = turn.parts.filter((part) => part.kind === "context").flatMap((part) => partTexts(part, 0));
  return [...context.map((text) => ({ text, block: -1 })), { text: turnText(turn), block: 0 }];
}

function answerRuns(turn: Turn): Run[] {
  let blocks = 0;
  return turn.parts.flatMap((part) => {
    const block = part.kind === "text" ? blocks++ : -1;
    return partTexts(part, 0).map((text) => ({ text, block }));
  });
}

function partTexts(part: Part, depth: number): readonly string[] {
  const cache = known[mathLexer.made === undefined ? 0 : 1];
  let texts = cache.get(part);
  if (texts === undefined) {
    texts = depth > deepest ? [] : textsOf(part, depth).filter((text) => text !== "");
    cache.set(part, texts);
  }
  return texts;
}

function textsOf(part: Part, depth: number): string[] {
  const inside = (parts: readonly Part[] = []) => parts.flatMap((child) => partTexts(child, depth + 1));
  switch (part.kind) {
    case "text":
    case "reasoning":
      return [plainMarkdown(part.text)];
    case "tool":
      return [
        part.toolName,
        part.args === undefined ? part.argsText : valueText(part.args),
        ...(part.progress ?? []).flatMap((note) => [note.label, valueText(note.value, true)]),
        ...inside(part.nested),
        valueText(part.suspension?.payload),
        valueText(part.result, true),
        part.error ?? "",
        part.reason ?? "",
      ];
    case "source":
      return [part.title === "" ? part.url : part.title];
    case "file":
      return [part.name];
    case "object":
      return [valueText(part.value)];
    case "data":
      return [part.name, part.note.label, valueText(part.note.value, true)];
    case "step":
      return [part.name, ...inside(part.parts), valueText(part.output, true), part.error ?? ""];
    case "context":
      return [part.item.name, part.item.detail];
  }
}
