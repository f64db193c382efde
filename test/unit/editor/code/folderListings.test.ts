import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type FolderEntries, FolderListings } from "../../../../src/editor/code/folderListings";

/** Bits of vscode.FileType. */
const [FILE, FOLDER, LINK] = [1, 2, 64];

/** A file system that counts what it is asked. */
class Disk {
  readonly asked: string[] = [];

  constructor(private readonly folders: Readonly<Record<string, FolderEntries>>) {}

  readonly read = (root: number, segments: readonly string[]): Promise<FolderEntries> => {
    const path = [root, ...segments].join("/");
    this.asked.push(path);
    const entries = this.folders[path];
    return entries === undefined ? Promise.reject(new Error("not there")) : Promise.resolve(entries);
  };
}

const disk = (): Disk =>
  new Disk({
    "0": [
      ["src", FOLDER],
      ["README.md", FILE],
      ["linked", FOLDER | LINK],
      ["a.ts", FILE],
      ["A.ts", FILE],
      ["locked", FOLDER],
    ],
    "0/src": [
      ["Main.ts", FILE],
      ["u\u0308.ts", FILE],
    ],
    "0/linked": [["x.ts", FILE | LINK]],
    "1": [["README.md", FILE]],
  });

describe("FolderListings", () => {
  const find = async (path: string, root = 0): Promise<string | undefined> =>
    (await new FolderListings(disk().read).find(root, path.split("/")))?.join("/");

  it("finds files, also through links, and no folders", async () => {
    strictEqual(await find("README.md"), "README.md");
    strictEqual(await find("README.md", 1), "README.md");
    strictEqual(await find("linked/x.ts"), "linked/x.ts");
    strictEqual(await find("src"), undefined);
    strictEqual(await find("README.md/x"), undefined);
    strictEqual(await find("gone/x.ts"), undefined);
    strictEqual(await find("src/Main.ts", 1), undefined);
    strictEqual(await find("locked/x.ts"), undefined, "a folder that cannot be listed");
  });

  it("spells a name as the file system does, when only one can be meant", async () => {
    strictEqual(await find("SRC/main.ts"), "src/Main.ts");
    strictEqual(await find("src/ü.ts"), "src/u\u0308.ts");
    strictEqual(await find("a.ts"), "a.ts");
    strictEqual(await find("A.TS"), undefined);
  });

  it("asks the file system once for each folder, however many paths there are", async () => {
    const { read, asked } = disk();
    const listings = new FolderListings(read);
    const words = Array.from({ length: 5_000 }, (_, index) => [`word${index % 977}`, "or", `other${index}.ts`]);
    const paths = [...words, ...words.map(([, , name = ""]) => ["src", name]), ["src", "Main.ts"], ["README.md"]];
    const found = await Promise.all(paths.map((path) => listings.find(0, path)));
    deepStrictEqual(asked, ["0", "0/src"]);
    strictEqual(found.filter((path) => path !== undefined).length, 2);
  });

  it("lists no more folders than it may", async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`0/d${at}`, [["a.ts", FILE] as const]]));
    const root = Array.from({ length: 50 }, (_, at) => [`d${at}`, FOLDER] as const);
    const { read, asked } = new Disk({ "0": root, ...many });
    const listings = new FolderListings(read, 10);
    const found = await Promise.all(root.map(([name]) => listings.find(0, [name, "a.ts"])));
    strictEqual(asked.length, 10);
    ok(found.filter((path) => path !== undefined).length === 9);
  });
});
