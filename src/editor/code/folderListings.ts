/** What `vscode.workspace.fs.readDirectory` gives: names, and bits of `vscode.FileType`. */
export type FolderEntries = readonly (readonly [name: string, type: number])[];

/** Bits of `vscode.FileType`; links have the bit of what they lead to. */
const FILE = 1;
const FOLDER = 2;

/** Folders that are listed at most; an agent that names files in more of them gets no links there. */
const mostListed = 200;

/** What is in a folder. */
class Listing {
  private readonly types: ReadonlyMap<string, number>;
  private folded: ReadonlyMap<string, string | undefined> | undefined;

  constructor(entries: FolderEntries) {
    this.types = new Map(entries);
  }

  /** @param type the bit that the entry must have */
  spelled(name: string, type: number): string | undefined {
    const own = this.types.has(name) ? name : this.byFolded().get(fold(name));
    return own !== undefined && ((this.types.get(own) ?? 0) & type) !== 0 ? own : undefined;
  }

  /** Names by their folded form; undefined where several have the same. */
  private byFolded(): ReadonlyMap<string, string | undefined> {
    if (this.folded === undefined) {
      const folded = new Map<string, string | undefined>();
      for (const name of this.types.keys()) {
        const key = fold(name);
        folded.set(key, folded.has(key) ? undefined : name);
      }
      this.folded = folded;
    }
    return this.folded;
  }
}

/**
 * Finds files by listing folders from the root on, each folder once. However many paths are looked for, the file
 * system is asked no more often than there are folders that exist: a path whose first folder is not there costs
 * nothing but the listing of the root, which all share. What it has seen it believes, so it serves one look.
 */
export class FolderListings {
  private readonly listings = new Map<string, Promise<Listing>>();

  /**
   * @param read lists the folder at these segments below a root; may fail
   * @param most folders that are listed; below the others nothing is found
   */
  constructor(
    private readonly read: (root: number, segments: readonly string[]) => PromiseLike<FolderEntries>,
    private readonly most = mostListed,
  ) {}

  /**
   * The file at these segments below a root, as the file system spells it, or undefined when there is none. Another
   * case or another Unicode form of a name is found as well when only one file can be meant: on Windows and on a
   * Mac they are the same file.
   */
  async find(root: number, segments: readonly string[]): Promise<readonly string[] | undefined> {
    const found: string[] = [];
    for (const [index, segment] of segments.entries()) {
      const listing = await this.list(root, found);
      const name = listing?.spelled(segment, index === segments.length - 1 ? FILE : FOLDER);
      if (name === undefined) {
        return undefined;
      }
      found.push(name);
    }
    return found;
  }

  private list(root: number, segments: readonly string[]): Promise<Listing | undefined> {
    const key = [root, ...segments].join("/");
    const known = this.listings.get(key);
    if (known !== undefined || this.listings.size >= this.most) {
      return known ?? Promise.resolve(undefined);
    }
    const listing = this.readListing(root, [...segments]);
    this.listings.set(key, listing);
    return listing;
  }

  private async readListing(root: number, segments: readonly string[]): Promise<Listing> {
    try {
      return new Listing(await this.read(root, segments));
    } catch {
      // Not there any more, or not to be read: nothing is found in it.
      return new Listing([]);
    }
  }
}

function fold(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
