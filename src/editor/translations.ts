import * as vscode from "vscode";

/** Texts by their English ones. */
export type Translations = Readonly<Record<string, string>>;

/**
 * Reads the texts of the display language. VS Code would do it, from a file for each language that repeats every
 * English text; here they are in the package once, which makes its texts a third smaller.
 *
 * @param dist the folder with what the build has made
 * @param language as `vscode.env.language`
 * @returns undefined in English, and in a language that is not in the package
 */
export async function readTranslations(dist: vscode.Uri, language: string): Promise<Translations | undefined> {
  const name = language.toLowerCase();
  if (name === "en" || name.startsWith("en-") || !/^[a-z-]+$/.test(name)) {
    return undefined;
  }
  const read = async (file: string): Promise<readonly (string | null)[]> =>
    JSON.parse(
      new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(dist, "l10n", file))),
    ) as readonly (string | null)[];
  try {
    const [english, texts] = await Promise.all([read("english.json"), read(`${name}.json`)]);
    return Object.fromEntries(
      english.flatMap((key, index) => {
        const text = texts[index] ?? null;
        return key === null || text === null ? [] : [[key, text]];
      }),
    );
  } catch {
    // Not a language of the package.
    return undefined;
  }
}
