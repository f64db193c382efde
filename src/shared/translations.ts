/** Texts of a language, each under the key of its English text (`textKey`). */
export type Translations = Readonly<Record<string, string>>;

/** Digits of a key. */
export const keyLength = 7;

/**
 * A text's key in the package, which so holds no English text twice: they stand in the code already.
 *
 * @param english with its comment behind a slash where it has one, as `@vscode/l10n` looks it up
 * @returns seven hexadecimal digits, by FNV-1a over UTF-16 code units; the build refuses two texts with one key
 */
export function textKey(english: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < english.length; index += 1) {
    hash = Math.imul(hash ^ english.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 4).toString(16).padStart(keyLength, "0");
}

/** Translations as `l10n.config` takes them: what is asked for is an English text. */
export function byEnglishText(translations: Translations): Record<string, string> {
  return new Proxy(
    {},
    { get: (_, english) => (typeof english === "string" ? translations[textKey(english)] : undefined) },
  );
}
