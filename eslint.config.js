// The layers of the design as lint rules: who may import whom, and who may touch VS Code or the DOM.
const tseslint = require("typescript-eslint");

const layer = (files, patterns, paths = []) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns, paths }] },
});

const vscodePath = {
  name: "vscode",
  message: "This layer is a pure core: take a narrow interface through the constructor.",
};
const group = (names, message) => ({ group: names, message });

const notForStorage = group(
  ["**/auth/**", "**/agents/**", "**/chat/**", "**/editor/**", "**/webview/**", "**/wiring/**"],
  "storage is about files on this computer and stands on shared alone.",
);
const notForAuth = group(
  ["**/agents/**", "**/chat/**", "**/editor/**", "**/webview/**", "**/wiring/**"],
  "auth stands on shared and storage.",
);
const notForChat = group(
  ["**/auth/**", "**/editor/**", "**/webview/**", "**/wiring/**"],
  "chat does not know the surfaces above it, nor tokens.",
);
const notForParts = group(["**/wiring/**"], "Parts do not know who puts them together.");
const vscodeFolder = group(["./vscode/*", "../vscode/*"], "The core does not know its VS Code half.");

const off = (names) => Object.fromEntries(names.map((name) => [`@typescript-eslint/${name}`, "off"]));

/** A quarter of the time of lint, and nothing to find: there are no enums, and classes have private members. */
const withoutGain = off([
  "no-mixed-enums",
  "no-unsafe-class-instance-assignment",
  "no-unsafe-enum-assignment",
  "no-unsafe-enum-comparison",
]);

/**
 * Rules that ask the compiler for the type of every expression. Tests keep those that find real faults there
 * (a promise that nobody waits for, a case that is missing); the others would double the time of lint.
 */
const notInTests = off([
  "no-base-to-string",
  "no-deprecated",
  "no-misused-spread",
  "no-unnecessary-boolean-literal-compare",
  "no-unnecessary-condition",
  "no-unnecessary-template-expression",
  "no-unnecessary-type-arguments",
  "no-unnecessary-type-assertion",
  "no-unnecessary-type-conversion",
  "no-unnecessary-type-parameters",
  "no-unsafe-argument",
  "no-unsafe-assignment",
  "no-unsafe-call",
  "no-unsafe-member-access",
  "no-unsafe-return",
  "no-unsafe-type-assertion",
  "no-unsafe-unary-minus",
  "related-getter-setter-pairs",
  "restrict-plus-operands",
  "restrict-template-expressions",
  "unbound-method",
]);

module.exports = tseslint.config(
  {
    ignores: [
      "dist/",
      "out/",
      "node_modules/",
      ".vscode-test/",
      ".demo/",
      ".bench/",
      "*.js",
      "build/",
      "test/stack/host/code-server/",
      "examples/clerk-nextjs/",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-extraneous-class": ["error", { allowStaticOnly: false }],
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "No enums: a union of texts says the same in a log and in a test." },
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
        { selector: "ExportAllDeclaration", message: "No barrels: import from the file that has it." },
        { selector: "ExportNamedDeclaration[source]", message: "No re-exports: import from the file that has it." },
      ],
      ...withoutGain,
      "no-console": "error",
      "max-lines": ["error", { max: 350, skipBlankLines: true, skipComments: true }],
    },
  },
  layer(["src/shared/**"], [group(["../*", "node:*"], "shared imports nothing of ours.")], [vscodePath]),
  layer(
    ["src/webview/**"],
    [
      group(
        ["**/auth/**", "**/agents/**", "**/chat/**", "**/editor/**", "**/storage/**", "**/wiring/**", "node:*"],
        "The panel imports only shared.",
      ),
    ],
    [vscodePath],
  ),
  layer(
    ["src/agents/**"],
    [
      group(
        ["**/auth/**", "**/chat/**", "**/editor/**", "**/storage/**", "**/webview/**", "**/wiring/**"],
        "agents talks to a server and keeps nothing on this computer: it stands on shared alone.",
      ),
    ],
    [vscodePath],
  ),
  layer(["src/storage/**"], [notForStorage], [vscodePath]),
  // Files of a browser are VS Code's.
  layer(["src/storage/web/**"], [notForStorage]),
  layer(["src/auth/**"], [notForAuth, vscodeFolder], [vscodePath]),
  layer(["src/auth/vscode/**"], [notForAuth]),
  layer(["src/chat/**"], [notForChat, vscodeFolder], [vscodePath]),
  layer(["src/chat/vscode/**"], [notForChat]),
  layer(["src/editor/**"], [notForParts, group(["**/webview/**"], "The panel is reached through the protocol.")]),
  layer(
    ["scripts/**"],
    [
      group(
        ["**/vscode/**", "**/editor/**", "**/wiring/**", "**/webview/**"],
        "Programs for a terminal have no editor.",
      ),
    ],
    [vscodePath],
  ),
  {
    files: ["src/**", "scripts/**"],
    rules: {
      // A file is read from top to bottom: what a function uses stands above it, but for other functions.
      "@typescript-eslint/no-use-before-define": ["error", { functions: false, variables: true, classes: true }],
    },
  },
  {
    files: ["test/**"],
    rules: {
      ...notInTests,
      "no-console": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
