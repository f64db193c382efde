import type { HighlightNode } from "./highlight";

/** The languages that have colours, each with its name for people and the other words that a fence may have for it. */
const table: readonly (readonly [language: string, name: string, aliases: string])[] = [
  ["bash", "Bash", "sh zsh"],
  ["csharp", "C#", "cs c#"],
  ["css", "CSS", ""],
  ["diff", "Diff", "patch"],
  ["go", "Go", "golang"],
  ["java", "Java", "jsp"],
  ["javascript", "JavaScript", "js jsx mjs cjs"],
  ["json", "JSON", "jsonc json5"],
  ["markdown", "Markdown", "md mkdown mkd"],
  ["python", "Python", "py gyp ipython"],
  ["rust", "Rust", "rs"],
  ["sql", "SQL", ""],
  ["typescript", "TypeScript", "ts tsx mts cts"],
  ["xml", "HTML", "html xhtml rss atom xjb xsd xsl plist wsf svg"],
  ["yaml", "YAML", "yml"],
];

const names = new Map(
  table.flatMap(([language, name, aliases]) =>
    [language, ...aliases.split(" ")].filter((word) => word !== "").map((word) => [word, name] as const),
  ),
);

/** Names of languages without colours, where the word in the fence is not how people write it. */
const others = new Map([
  ["c", "C"],
  ["cpp", "C++"],
  ["dockerfile", "Dockerfile"],
  ["graphql", "GraphQL"],
  ["kotlin", "Kotlin"],
  ["mermaid", "Mermaid"],
  ["php", "PHP"],
  ["powershell", "PowerShell"],
  ["ruby", "Ruby"],
  ["swift", "Swift"],
  ["toml", "TOML"],
]);

/** The words that may stand in a fence for a language with colours, in lower case. */
export const colouredLanguages: ReadonlySet<string> = new Set(names.keys());

/** The name of a language for people, or the word as it stands in the fence when it is not known. */
export function languageName(language: string): string {
  return names.get(language) ?? others.get(language) ?? language;
}

/**
 * Longer code is shown plain: colouring 12 KB takes about 26 ms (docs/wire.md#the-panel-what-drawing-costs),
 * and a frame has 50.
 */
const longest = 20_000;
const cacheSize = 200;

type Nodes = readonly HighlightNode[];

/** What colours code: a script of its own, 80 KB that a panel without code never loads. */
export interface Engine {
  readonly highlight: (code: string, language: string) => Nodes | undefined;
}

interface Job {
  readonly code: string;
  readonly language: string;
  readonly onReady: () => void;
}

/** The colours of code blocks: made one block at a time, when the page has nothing else to do, and kept. */
export class Colours {
  private readonly cache = new Map<string, Nodes>();
  private readonly jobs = new Set<Job>();
  private engine: Engine | undefined;
  private running = false;

  constructor(
    private readonly load: () => Promise<Engine>,
    private readonly idle: (callback: () => void) => void,
  ) {}

  /** Whether code of this language gets colours at all. */
  has(code: string, language: string): boolean {
    return code.length <= longest && colouredLanguages.has(language);
  }

  /** The code as a tree of scopes, if it has been coloured before. */
  of(code: string, language: string): Nodes | undefined {
    return this.cache.get(keyOf(code, language));
  }

  /**
   * Has the code coloured.
   *
   * @param onReady called once `of` has an answer
   * @returns what takes the request back
   */
  ask(code: string, language: string, onReady: () => void): () => void {
    const job = { code, language, onReady };
    this.jobs.add(job);
    this.start();
    return () => this.jobs.delete(job);
  }

  private start(): void {
    if (this.running) {
      return;
    }
    this.running = true;
    if (this.engine !== undefined) {
      this.idle(() => this.next());
      return;
    }
    this.load().then(
      (engine) => {
        this.engine = engine;
        this.idle(() => this.next());
      },
      () => {
        // Code without colours is code all the same; the next block tries again.
        this.jobs.clear();
        this.running = false;
      },
    );
  }

  /** The newest job first: it is the one in view when a long thread opens. */
  private next(): void {
    const job = [...this.jobs].at(-1);
    this.running = false;
    if (job === undefined) {
      return;
    }
    this.jobs.delete(job);
    const key = keyOf(job.code, job.language);
    const nodes = this.cache.get(key) ?? this.engine?.highlight(job.code, job.language);
    if (nodes !== undefined) {
      this.keep(key, nodes);
      job.onReady();
    }
    if (this.jobs.size > 0) {
      this.start();
    }
  }

  private keep(key: string, nodes: Nodes): void {
    this.cache.set(key, nodes);
    const oldest = this.cache.keys().next();
    if (this.cache.size > cacheSize && oldest.done !== true) {
      this.cache.delete(oldest.value);
    }
  }
}

function keyOf(code: string, language: string): string {
  return `${language}\n${code}`;
}

/** The colours of this panel. */
export const colours = new Colours(
  () => import("./highlight"),
  // A page that is busy without end has no idle moment: then the colours come all the same.
  (callback) => void requestIdleCallback(callback, { timeout: 5000 }),
);
