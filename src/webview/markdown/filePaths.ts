import type { MarkedToken, Token } from "marked";
import { createContext } from "preact";
import type { Panel } from "../state/panel";
import type { Block } from "./markdownStream";

/** A place in a file, as an answer writes it. */
export interface FileReference {
  /** With `/` between folders and no `./` in front; relative to a workspace folder, or absolute. */
  readonly path: string;
  /** Counts from 1. */
  readonly line?: number;
}

const longest = 400;
/** Paths asked for in one block; more is no answer but a listing. */
const mostInBlock = 100;

/** What may stand behind a path: `:12`, `:12:5`, `:12-20`, `#L12`, `#L12-L20`, `#L12C3`, `(12,5)`. */
const place =
  /(?::(\d{1,7})(?::\d{1,7})?(?:-\d{1,7})?|#L(\d{1,7})(?:C\d{1,7})?(?:-L?\d{1,7}(?:C\d{1,7})?)?|\((\d{1,7})(?:,\s?\d{1,7})?\))$/;
/** What no file in a workspace is called: patterns, redirections, quotes, control characters. */
const foreign = /[*?"<>|\u0000-\u001f\u007f]/;
const extension = /.\.[a-z]\w{0,9}$|^\.[a-z][\w.-]+$/i;
const knownNames = /^(?:Dockerfile|Makefile|Gemfile|Rakefile|Procfile|Jenkinsfile|LICENSE|README|CHANGELOG)$/;

/** The place that a code span names, or undefined when it does not look like a file. */
export function fileReference(text: string): FileReference | undefined {
  return /\s/.test(text) ? undefined : reference(text);
}

/** The place that a link's address names; it may be percent-encoded and hold spaces. */
export function linkReference(href: string): FileReference | undefined {
  try {
    return reference(decodeURIComponent(href));
  } catch {
    return reference(href);
  }
}

/** The paths in a block of Markdown, each once; those in lists, quotes and tables included. */
export function candidatePaths(block: Token): readonly string[] {
  const found = new Set<string>();
  collect(block as MarkedToken, found);
  return [...found].slice(0, mostInBlock);
}

function reference(text: string): FileReference | undefined {
  const match = text.length <= longest ? place.exec(text) : undefined;
  const path = (match ? text.slice(0, match.index) : text).replaceAll("\\", "/").replace(/^(?:\.\/+)+/, "");
  const line = Number(match?.[1] ?? match?.[2] ?? match?.[3] ?? 0);
  if (text.length > longest || !looksLikeFile(path)) {
    return undefined;
  }
  return line > 0 ? { path, line } : { path };
}

/** Cheap and generous: the host says which ones exist. Without a folder in front, a name needs an ending. */
function looksLikeFile(path: string): boolean {
  const withoutDrive = path.replace(/^[a-z]:\//i, "/");
  if (foreign.test(path) || withoutDrive.includes(":") || withoutDrive.startsWith("//") || /^[~#-]/.test(path)) {
    return false;
  }
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name !== "" && !/^\.+$/.test(name) && (path.includes("/") || extension.test(name) || knownNames.test(name));
}

function collect(token: MarkedToken, found: Set<string>): void {
  if (token.type === "codespan") {
    add(fileReference(token.text), found);
  } else if (token.type === "link") {
    add(linkReference(token.href), found);
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

function add(reference: FileReference | undefined, found: Set<string>): void {
  if (reference !== undefined) {
    found.add(reference.path);
  }
}

/**
 * The paths that the host has found in the workspace. A context of its own: only the file names drawn
 * below it draw again when one is added, and not the blocks they stand in.
 */
export const KnownPaths = createContext<ReadonlySet<string>>(new Set());

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
