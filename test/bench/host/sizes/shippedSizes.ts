import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";

/** Bytes of what is shipped. */
export interface ShippedSizes {
  /** What `activate` needs: the main file and every file that it requires at once. */
  readonly activation: number;
  /** What the extension host has loaded once the panel is open, activation included. */
  readonly opened: number;
  /** What the panel loads before it draws; the colours of code, forms, formulas and diagrams come later, as files of their own. */
  readonly panel: number;
  readonly panelGzip: number;
  readonly vsix: number;
  /** The package without what draws formulas and diagrams, for which alone it may be larger than this. */
  readonly vsixOtherwise: number;
}

const GOALS = {
  activation: 100_000,
  panel: 200_000,
  panelGzip: 70_000,
  vsix: 700_000,
  // 500 KB before VS Code's own chat came in: its models, participant, tools, MCP servers, and tasks in the editor, with
  // their texts in six languages. Formulas and diagrams stay a budget of their own.
  vsixOtherwise: 590_000,
} as const;

/** What is wanted, a kilobyte being 1,000 bytes; `npm run bench` holds the sizes against it. */
export const SIZE_GOALS: { readonly [Name in keyof ShippedSizes]?: number } = GOALS;

/** The most that `npm test` lets pass: the goals, and that the chat does not grow unnoticed behind a small activation. */
export const SIZE_BUDGETS: ShippedSizes = { ...GOALS, opened: 255_000 };

/**
 * Measures a production build and its package.
 *
 * @param root the repository's folder, with `dist/` and the VSIX
 * @throws Error when one of the files is not there
 */
export function shippedSizes(root: string): ShippedSizes {
  const dist = join(root, "dist");
  const panel = panelFiles(dist).map((file) => readFileSync(join(dist, file)));
  const bytes = (files: readonly Buffer[]): number => files.reduce((sum, file) => sum + file.length, 0);
  const bytesFrom = (...entries: readonly string[]): number =>
    loadedFiles(dist, entries).reduce((sum, file) => sum + statSync(file).size, 0);
  const vsix = statSync(join(root, "mastra-clerk.vsix")).size;
  return {
    activation: bytesFrom("extension"),
    opened: bytesFrom("extension", "createSession", "app"),
    panel: bytes(panel),
    panelGzip: bytes(panel.map((file) => gzipSync(file, { level: 9 }))),
    vsix,
    vsixOtherwise:
      vsix -
      bytes(
        readdirSync(dist)
          .filter(drawsMathOrDiagrams)
          .map((file) => zipped(join(dist, file))),
      ),
  };
}

function drawsMathOrDiagrams(file: string): boolean {
  return /^webview-(math|diagram)/.test(file);
}

/** As a package holds it. */
function zipped(file: string): Buffer {
  return deflateRawSync(readFileSync(file));
}

/**
 * The files of these names and, from there on, what is required at once. What is required inside
 * `.then(…)` waits for its feature.
 *
 * @param entries names as in the sources; the bundle adds a hash to all but the main file
 * @throws Error when there is no file of that name
 */
export function loadedFiles(dist: string, entries: readonly string[]): readonly string[] {
  const files = readdirSync(dist);
  const found = new Set(
    entries.map((entry) => {
      const file = files.find(
        (name) => name === `${entry}.js` || (name.startsWith(`${entry}-`) && name.endsWith(".js")),
      );
      if (file === undefined) {
        throw new Error(`${dist} has no ${entry}.`);
      }
      return join(dist, file);
    }),
  );
  for (const file of found) {
    const code = readFileSync(file, "utf8");
    for (const [, name = ""] of code.matchAll(/(?<!\.then\(\(\)\s*=>\s*[\w$]+\()require\("\.\/([^"]+)"\)/g)) {
      found.add(join(dist, name));
    }
  }
  return [...found];
}

/** The panel's script and, from there on, what is imported at once. What `import(…)` loads waits for its first use. */
function panelFiles(dist: string): readonly string[] {
  const found = new Set(["webview.js"]);
  for (const file of found) {
    const code = readFileSync(join(dist, file), "utf8");
    for (const [, name = ""] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) {
      found.add(name);
    }
  }
  return [...found];
}
