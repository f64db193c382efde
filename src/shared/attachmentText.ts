import type { ContextItem, ContextKind } from "./context";

/**
 * How a text that goes along with a message is written down for the agent, and read back from the
 * server's memory. Each attachment is a text part of its own, so the closing tag is the last one of
 * the part, and whatever stands before it, even another closing tag, is content.
 */

/** What `parseAttachment` finds; the content is exactly what was put in. */
export interface ParsedAttachment extends Pick<ContextItem, "kind" | "name" | "detail"> {
  readonly content: string;
}

const kinds: Readonly<Record<ContextKind, true>> = {
  file: true,
  selection: true,
  openEditors: true,
  problems: true,
  terminal: true,
  gitDiff: true,
  thread: true,
  image: true,
};

const opening = /^<attachment kind="([A-Za-z]+)" name="([^"\n]*)" detail="([^"\n]*)">\n/;
const closing = "\n</attachment>";

/** The text part for an attachment: a tag that names it around the content, which stays as it is. */
export function attachmentText(item: Pick<ContextItem, "kind" | "name" | "detail">, content: string): string {
  const tag = `<attachment kind="${item.kind}" name="${escaped(item.name)}" detail="${escaped(item.detail)}">`;
  return `${tag}\n${content}${closing}`;
}

/** The attachment that a text part holds; undefined when the part is anything else. Never throws. */
export function parseAttachment(text: string): ParsedAttachment | undefined {
  const [tag, kind = "", name = "", detail = ""] = opening.exec(text) ?? [];
  if (tag === undefined || !isKind(kind)) {
    return undefined;
  }
  if (!text.endsWith(closing) || text.length < tag.length + closing.length) {
    return undefined;
  }
  const content = text.slice(tag.length, text.length - closing.length);
  return { kind, name: unescaped(name), detail: unescaped(detail), content };
}

function isKind(kind: string): kind is ContextKind {
  return Object.hasOwn(kinds, kind);
}

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
};
const characters = new Map(Object.entries(references).map(([character, reference]) => [reference, character]));

function escaped(value: string): string {
  return value.replace(/[&<>"\n\r]/g, (character) => references[character] ?? character);
}

function unescaped(value: string): string {
  return value.replace(/&(?:amp|lt|gt|quot|#10|#13);/g, (reference) => characters.get(reference) ?? reference);
}
