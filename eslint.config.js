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

const notForAuth = group(
  ["**/agents/**", "**/chat/**", "**/editor/**", "**/webview/**", "**/wiring/**"],
  "auth stands on shared alone.",
);
const notForChat = group(
  ["**/auth/**", "**/editor/**", "**/webview/**", "**/wiring/**"],
  "chat does not know the surfaces above it, nor tokens.",
);
const notForParts = group(["**/wiring/**"], "Parts do not know who puts them together.");
const vscodeFolder = group(["./vscode/*", "../vscode/*"], "The core does not know its VS Code half.");

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
      "test/stack/host/code-server/",
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
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
        { selector: "ExportAllDeclaration", message: "No barrels: import from the file that has it." },
      ],
      "no-console": "error",
      "max-lines": ["warn", { max: 200, skipBlankLines: true, skipComments: true }],
    },
  },
  layer(["src/shared/**"], [group(["../*", "node:*"], "shared imports nothing of ours.")], [vscodePath]),
  layer(
    ["src/webview/**"],
    [
      group(
        ["**/auth/**", "**/agents/**", "**/chat/**", "**/editor/**", "**/wiring/**", "node:*"],
        "The panel imports only shared.",
      ),
    ],
    [vscodePath],
  ),
  layer(
    ["src/agents/**"],
    [
      group(
        ["**/auth/**", "**/chat/**", "**/editor/**", "**/webview/**", "**/wiring/**"],
        "agents stands on shared alone.",
      ),
    ],
    [vscodePath],
  ),
  layer(["src/auth/**"], [notForAuth, vscodeFolder], [vscodePath]),
  layer(["src/auth/vscode/**"], [notForAuth]),
  layer(["src/chat/**"], [notForChat, vscodeFolder], [vscodePath]),
  layer(["src/chat/vscode/**"], [notForChat]),
  layer(["src/editor/**"], [notForParts, group(["**/webview/**"], "The panel is reached through the protocol.")]),
  {
    files: ["test/**"],
    rules: {
      "no-console": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
