import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { readTranslations } from "../../src/editor/translations";
import { byEnglishText } from "../../src/shared/translations";

describe("the texts in the display language", () => {
  const root = vscode.extensions.getExtension("agent-chat.mastra-clerk")!.extensionUri;
  const dist = vscode.Uri.joinPath(root, "dist");

  for (const language of ["de", "es", "fr", "ja", "zh-cn"]) {
    it(`are those of ${language} that translators have written`, async () => {
      const written = JSON.parse(
        readFileSync(join(root.fsPath, `l10n/bundle.l10n.${language}.json`), "utf8"),
      ) as object;
      const texts = (await readTranslations(dist, language)) ?? {};
      const read = byEnglishText(texts);
      deepStrictEqual(Object.fromEntries(Object.keys(written).map((english) => [english, read[english]])), written);
      strictEqual(Object.keys(texts).length, Object.keys(written).length);
      strictEqual(read["A text that nobody has translated"], undefined);
    });
  }

  it("are the English ones in English, and in a language that is not there", async () => {
    for (const language of ["en", "en-GB", "pt-br", "../../package"]) {
      strictEqual(await readTranslations(dist, language), undefined, language);
    }
  });
});
