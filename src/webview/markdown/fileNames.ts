import { createContext } from "preact";
import { useContext, useMemo } from "preact/hooks";
import type { FilePlace } from "../../shared/filePlace";
import { lazily } from "../../shared/lazily";
import type { Panel } from "../state/panel";
import type { Block } from "./markdownStream";
import { mayNameFile } from "./mayNameFile";

/**
 * The paths that the host has found in the workspace. A context of its own: only the file names drawn
 * below it draw again when one is added, and not the blocks they stand in.
 */
export const KnownPaths = createContext<ReadonlySet<string>>(new Set());

/** What reads paths; loaded with the first block that may name one, so before the first path is known. */
const filePaths = lazily(() => import("./filePaths"));

/** Blocks that were looked at and name no file. */
const withoutFiles = new WeakSet<Block>();

/**
 * Asks the host which of the files that blocks name exist.
 *
 * @param blocks blocks that will not change any more; those seen before cost nothing
 */
export function askForFiles(panel: Panel, blocks: readonly Block[]): void {
  if (filePaths.made !== undefined) {
    filePaths.made.pathQuestionsOf(panel).ask(blocks);
  } else if (blocks.some(isPromising)) {
    // When it cannot be loaded, names stay plain; the next block tries again.
    filePaths().then(
      ({ pathQuestionsOf }) => pathQuestionsOf(panel).ask(blocks),
      () => undefined,
    );
  }
}

function isPromising(block: Block): boolean {
  if (withoutFiles.has(block)) {
    return false;
  }
  const promising = mayNameFile(block.token.raw, "markdown");
  if (!promising) {
    withoutFiles.add(block);
  }
  return promising;
}

/** The file that a code span or an address names, once the host has found it. */
export function useKnownFile(text: string, where: "code" | "link"): FilePlace | undefined {
  const [known, paths] = useFound();
  const to = useMemo(() => paths?.readers[where](text), [paths, where, text]);
  return to && known.has(to.path) ? to : undefined;
}

/** A file that a text names. */
interface NamedFile {
  readonly start: number;
  readonly end: number;
  readonly to: FilePlace;
}

/** The files in a text that the host has found, from left to right. */
export function useKnownFiles(text: string): readonly NamedFile[] {
  const [known, paths] = useFound();
  const named = useMemo(() => paths?.readers.prose(text) ?? [], [paths, text]);
  return named.filter(({ to }) => known.has(to.path));
}

/** What the host has found, and what reads paths unless there is nothing to be read. */
function useFound() {
  const known = useContext(KnownPaths);
  return [known, known.size === 0 ? undefined : filePaths.made] as const;
}
