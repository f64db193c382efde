import * as vscode from "vscode";
import { keyLength, type Translations } from "../shared/translations";

/**
 * Reads the texts of the display language. VS Code would do it, from a file for each language that repeats every
 * English text; here there are keys in their place, once for all languages, which makes the texts two fifths smaller.
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
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(
      new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(dist, "l10n", file))),
    ) as unknown;
  try {
    const [keys, texts] = (await Promise.all([read("keys.json"), read(`${name}.json`)])) as [
      string,
      readonly (string | null)[],
    ];
    return Object.fromEntries(
      texts.flatMap((text, index) =>
        text === null ? [] : [[keys.slice(index * keyLength, (index + 1) * keyLength), text]],
      ),
    );
  } catch {
    // Not a language of the package.
    return undefined;
  }
}
