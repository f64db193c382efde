// Refuses cycles: of files that import one another, and of folders of `src` whose files do. Run by `npm run lint`
// as it is (Node strips the types), so it imports nothing of ours.
import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";

/** Which file imports which, both as paths from the root with slashes. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>;

const ENDINGS = ["", ".ts", ".tsx", ".mts", "/index.ts"];

/**
 * Reads who imports whom. `import type` counts like any other import: it is forgotten when the program runs, but
 * whoever reads one of the files has to know the other one.
 *
 * @param files the text of each file by its path
 */
export function importGraph(files: ReadonlyMap<string, string>): ImportGraph {
  const graph = new Map<string, Set<string>>();
  for (const [file, text] of files) {
    const { importedFiles } = ts.preProcessFile(text, true, true);
    const targets = importedFiles
      .filter(({ fileName }) => fileName.startsWith("."))
      .map(({ fileName }) => posix.join(posix.dirname(file), fileName))
      .map((path) => ENDINGS.map((ending) => path + ending).find((candidate) => files.has(candidate)))
      .filter((target) => target !== undefined);
    graph.set(file, new Set(targets));
  }
  return graph;
}

/**
 * The same for folders: one imports another when any of its files does. A folder and one inside of it are one
 * house: its files may use what is in its rooms, and the rooms what lies in the hall. So only folders count of
 * which neither contains the other.
 */
export function folderGraph(graph: ImportGraph): ImportGraph {
  const folders = new Map<string, Set<string>>();
  for (const [file, targets] of graph) {
    const from = posix.dirname(file);
    const known = folders.get(from) ?? new Set();
    folders.set(from, known);
    for (const folder of [...targets].map((target) => posix.dirname(target))) {
      if (!contains(folder, from) && !contains(from, folder)) {
        known.add(folder);
      }
    }
  }
  return folders;
}

function contains(folder: string, other: string): boolean {
  return `${other}/`.startsWith(`${folder}/`);
}

/**
 * Finds what cannot be read or moved without one another.
 *
 * @returns of each group that hangs together in cycles the shortest one, as a path that ends where it began
 */
export function cycles(graph: ImportGraph): readonly (readonly string[])[] {
  return components(graph)
    .filter((group) => group.size > 1 || [...group].some((node) => graph.get(node)?.has(node)))
    .map((group) => shortestCycle(graph, group));
}

/** Groups of nodes that reach one another (Tarjan). */
function components(graph: ImportGraph): readonly ReadonlySet<string>[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const groups: Set<string>[] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) {
        visit(next);
        low.set(node, Math.min(low.get(node)!, low.get(next)!));
      } else if (open.includes(next)) {
        low.set(node, Math.min(low.get(node)!, index.get(next)!));
      }
    }
    if (low.get(node) === index.get(node)) {
      groups.push(new Set(open.splice(open.indexOf(node))));
    }
  };
  for (const node of graph.keys()) {
    if (!index.has(node)) {
      visit(node);
    }
  }
  return groups;
}

function shortestCycle(graph: ImportGraph, group: ReadonlySet<string>): readonly string[] {
  const found = [...group].map((start) => wayBack(graph, group, start));
  return found.reduce((best, next) => (next.length < best.length ? next : best));
}

function wayBack(graph: ImportGraph, group: ReadonlySet<string>, start: string): readonly string[] {
  const paths: string[][] = [[start]];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const next of graph.get(path.at(-1)!) ?? []) {
      if (next === start) {
        return [...path, start];
      }
      if (group.has(next) && !seen.has(next)) {
        seen.add(next);
        paths.push([...path, next]);
      }
    }
  }
  return [start];
}

/** Which imports make a step of a folder's cycle, to tell whoever has to mend it. */
export function importsBetween(graph: ImportGraph, from: string, to: string): readonly string[] {
  return [...graph].flatMap(([file, targets]) =>
    posix.dirname(file) !== from
      ? []
      : [...targets]
          .filter((target) => posix.dirname(target) === to)
          .map((target) => `${file} → ${posix.basename(target)}`),
  );
}

function main(): void {
  const files = globSync("{src,test,scripts}/**/*.{ts,tsx,mts}").map((path) => path.replaceAll("\\", "/"));
  const graph = importGraph(new Map(files.map((file) => [file, readFileSync(file, "utf8")])));
  const inSrc = new Map([...graph].filter(([file]) => file.startsWith("src/")));
  const ofFiles = cycles(graph);
  const ofFolders = cycles(folderGraph(inSrc));
  for (const cycle of ofFiles) {
    console.error(`Files import one another: ${cycle.join(" → ")}`);
  }
  for (const cycle of ofFolders) {
    console.error(`Folders import one another: ${cycle.join(" → ")}`);
    for (const [step, folder] of cycle.slice(0, -1).entries()) {
      for (const line of importsBetween(inSrc, folder, cycle[step + 1]!)) {
        console.error(`    ${line}`);
      }
    }
  }
  if (ofFiles.length + ofFolders.length > 0) {
    process.exitCode = 1;
  }
}

if (process.argv[1]?.endsWith("imports.mts")) {
  main();
}
