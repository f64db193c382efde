import type { MarkedToken, Token } from "marked";
import type { FilePlace } from "../../shared/filePlace";
import type { Panel } from "../state/panel";
import { fileReference, linkReference } from "../../shared/fileReference";
import type { Block } from "./markdownStream";
import { prosePaths } from "./prosePaths";

/** What reads the places that a text names, for where it stands. */
export const readers = { code: fileReference, link: linkReference, prose: prosePaths } as const;

/** Paths asked for in one block; more is no answer but a listing. */
const mostInBlock = 100;

/** Characters of a part of a block, and characters that are looked at in one task: a fifth of a frame. */
const longestPart = 4000;
const mostInTask = 20_000;

/** The paths in a block of Markdown, each once; those in lists, quotes and tables included. */
export function candidatePaths(block: Token): readonly string[] {
  const search = searchIn(block);
  for (;;) {
    const { value } = search.next();
    if (value !== undefined) {
      return value;
    }
  }
}

/** Looks for the paths in a block, as much of it at a time as a task may take. @returns all of them, when it is done */
function* searchIn(block: Token): Generator<undefined, readonly string[]> {
  const found = new Set<string>();
  let looked = 0;
  for (const part of partsOf(block as MarkedToken)) {
    looked += part.raw.length;
    if (looked > mostInTask) {
      yield;
      looked = part.raw.length;
    }
    collect(part, found);
    if (found.size >= mostInBlock) {
      break;
    }
  }
  return [...found].slice(0, mostInBlock);
}

/** What a long block consists of, in pieces of which each is looked at as a whole. */
function* partsOf(token: MarkedToken): Generator<MarkedToken> {
  const inside = token.raw.length <= longestPart || token.type === "link" ? [] : children(token);
  if (inside.length === 0) {
    yield token;
  }
  for (const child of inside) {
    yield* partsOf(child as MarkedToken);
  }
}

function collect(token: MarkedToken, found: Set<string>): void {
  if (token.type === "codespan") {
    add(fileReference(token.text), found);
  } else if (token.type === "link") {
    const file = linkReference(token.href);
    if (file !== undefined) {
      // What stands in a link becomes no second one.
      found.add(file.path);
      return;
    }
  } else if (token.type === "text" && token.tokens === undefined) {
    for (const { to } of prosePaths(token.text)) {
      add(to, found);
    }
  }
  for (const child of children(token)) {
    collect(child as MarkedToken, found);
  }
}

function children(token: MarkedToken): readonly Token[] {
  switch (token.type) {
    case "list":
      return token.items;
    case "table":
      return [...token.header, ...token.rows.flat()].flatMap((cell) => cell.tokens);
    case "code":
      return [];
    default:
      return "tokens" in token ? (token.tokens ?? []) : [];
  }
}

function add(reference: FilePlace | undefined, found: Set<string>): void {
  if (reference !== undefined) {
    found.add(reference.path);
  }
}

/** Paths in one message; a long thread that opens asks for all of its paths at once. */
const mostInMessage = 200;

/** Asks the host which paths exist: each once, and those of one drawing in one message. */
class PathQuestions {
  private readonly seen = new WeakSet<Block>();
  private readonly asked = new Set<string>();
  private waiting: string[] = [];

  constructor(private readonly panel: Pick<Panel, "post">) {}

  /** @param blocks blocks that will not change any more; those seen before cost nothing */
  ask(blocks: readonly Block[]): void {
    for (const block of blocks) {
      if (!this.seen.has(block)) {
        this.seen.add(block);
        this.goOn(searchIn(block.token));
      }
    }
  }

  /** A block of hundreds of kilobytes would hold up frames: its paths follow task by task. */
  private goOn(search: ReturnType<typeof searchIn>): void {
    const { value } = search.next();
    if (value === undefined) {
      setTimeout(() => this.goOn(search));
    } else {
      this.askFor(value);
    }
  }

  private askFor(paths: readonly string[]): void {
    for (const path of paths) {
      if (!this.asked.has(path)) {
        this.asked.add(path);
        if (this.waiting.push(path) === 1) {
          queueMicrotask(() => this.send());
        }
      }
    }
  }

  private send(): void {
    const paths = this.waiting;
    this.waiting = [];
    for (let start = 0; start < paths.length; start += mostInMessage) {
      this.panel.post("checkPaths", { paths: paths.slice(start, start + mostInMessage) });
    }
  }
}

const questions = new WeakMap<Panel, PathQuestions>();

/** The questions of this panel; one for as long as the panel lives. */
export function pathQuestionsOf(panel: Panel): PathQuestions {
  const known = questions.get(panel) ?? new PathQuestions(panel);
  questions.set(panel, known);
  return known;
}
