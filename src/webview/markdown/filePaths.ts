import type { MarkedToken, Token } from "marked";
import type { FilePlace } from "../../shared/filePlace";
import type { Panel } from "../state/panel";
import { fileReference, linkReference } from "./fileReference";
import type { Block } from "./markdownStream";
import { prosePaths } from "./prosePaths";

/** What reads the places that a text names, for where it stands. */
export const readers = { code: fileReference, link: linkReference, prose: prosePaths } as const;

/** Paths asked for in one block; more is no answer but a listing. */
const mostInBlock = 100;

/** The paths in a block of Markdown, each once; those in lists, quotes and tables included. */
export function candidatePaths(block: Token): readonly string[] {
  const found = new Set<string>();
  collect(block as MarkedToken, found);
  return [...found].slice(0, mostInBlock);
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
        this.askFor(candidatePaths(block.token));
      }
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
