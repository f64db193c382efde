import { join } from "node:path";

interface Face {
  readonly family: "Gallery Sans" | "Gallery Mono" | "Cambria Math";
  readonly file: string;
  readonly weight: number;
  readonly range?: string;
}

const latin =
  "U+0000-02FF, U+0304, U+0308, U+0329, U+1E00-1EFF, U+2000-206F, U+20A0-20CF, U+2122, U+2191, U+2193, U+2212";
const arabic = "U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFC";
const hebrew = "U+0590-05FF, U+20AA, U+25CC, U+FB1D-FB4F";

/** Files of the packages @fontsource/…, which are development dependencies: every machine draws the same. */
const faces: readonly Face[] = [
  ...[400, 600, 700].flatMap((weight): Face[] => [
    { family: "Gallery Sans", file: `inter/files/inter-latin-${weight}-normal.woff2`, weight, range: latin },
    {
      family: "Gallery Sans",
      file: `noto-sans-arabic/files/noto-sans-arabic-arabic-${weight}-normal.woff2`,
      weight,
      range: arabic,
    },
    {
      family: "Gallery Sans",
      file: `noto-sans-hebrew/files/noto-sans-hebrew-hebrew-${weight}-normal.woff2`,
      weight,
      range: hebrew,
    },
  ]),
  ...[400, 700].map((weight): Face => ({
    family: "Gallery Mono",
    file: `jetbrains-mono/files/jetbrains-mono-latin-${weight}-normal.woff2`,
    weight,
  })),
  // Under the name that the panel looks for first, so that formulas are drawn with it.
  { family: "Cambria Math", file: "stix-two-math/files/stix-two-math-latin-400-normal.woff2", weight: 400 },
];

/** `@font-face` rules whose files are below `/fonts/`. */
export const fontRules = faces
  .map(
    ({ family, file, weight, range }) =>
      `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url("/fonts/${file}") format("woff2");` +
      `${range === undefined ? "" : ` unicode-range: ${range};`} }`,
  )
  .join("\n");

/** The file of one address below `/fonts/`; undefined for any other. */
export function fontFile(path: string): string | undefined {
  const known = faces.find(({ file }) => path === `/fonts/${file}`);
  return known === undefined ? undefined : join("node_modules", "@fontsource", known.file);
}

/** What a machine has installed must not show: the workbench's fonts and their sizes are fixed. */
export const fixedFonts = {
  "--vscode-font-family": '"Gallery Sans"',
  "--vscode-font-size": "13px",
  "--vscode-editor-font-family": '"Gallery Mono"',
  "--vscode-editor-font-size": "12px",
  "--monaco-monospace-font": '"Gallery Mono"',
} as const;
