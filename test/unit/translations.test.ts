import { deepStrictEqual, ok } from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";

/** Languages that the extension speaks besides English, by the names that VS Code gives them. */
const languages = ["de", "es", "fr", "ja", "zh-cn"] as const;

/** Texts of the code, and texts of package.json. */
const bundles = [
  { english: "l10n/bundle.l10n.json", translated: (language: string) => `l10n/bundle.l10n.${language}.json` },
  { english: "package.nls.json", translated: (language: string) => `package.nls.${language}.json` },
] as const;

type Texts = Readonly<Record<string, string>>;

/** An entry of the English bundle may bring a comment for translators along. */
function textsOf(file: string): Texts {
  const entries = JSON.parse(readFileSync(file, "utf8")) as Record<string, string | { readonly message: string }>;
  return Object.fromEntries(
    Object.entries(entries).map(([key, entry]) => [key, typeof entry === "string" ? entry : entry.message]),
  );
}

/**
 * What must stand in a translation as it stands in English: `{0}`, code, settings, addresses, icons. Code
 * with spaces is an example, whose words are translated.
 */
function fixedParts(text: string): readonly string[] {
  return (text.match(/\{\d+\}|`[^`\s]*`|\]\([^)]*\)|https?:\/\/[\w.\-/…]*[\w/]|\$\([a-z-]+\)/g) ?? []).sort();
}

describe("translations", () => {
  for (const { english, translated } of bundles) {
    const source = textsOf(english);
    for (const language of languages) {
      describe(translated(language), () => {
        let texts: Texts;

        before(() => {
          ok(existsSync(translated(language)), `${translated(language)} is missing`);
          texts = textsOf(translated(language));
        });

        it("has every text and none too many", () => {
          const keys = new Set(Object.keys(texts));
          deepStrictEqual(
            {
              missing: Object.keys(source).filter((key) => !keys.has(key)),
              needless: Object.keys(texts).filter((key) => !(key in source)),
            },
            { missing: [], needless: [] },
          );
        });

        it("leaves no text empty", () => {
          deepStrictEqual(
            Object.keys(texts).filter((key) => texts[key]?.trim() === ""),
            [],
          );
        });

        it("keeps places for values, code and addresses", () => {
          const changed = Object.keys(texts).filter(
            (key) => key in source && fixedParts(texts[key]!).join("\n") !== fixedParts(source[key]!).join("\n"),
          );
          deepStrictEqual(changed, []);
        });

        it("is not English", () => {
          const same = Object.keys(texts).filter((key) => texts[key] === source[key]);
          ok(same.length < Object.keys(source).length / 5, `as in English: ${same.join(", ")}`);
        });
      });
    }
  }
});
