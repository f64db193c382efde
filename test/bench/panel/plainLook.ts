import { type ThemeLook, type ThemeName, themeNames } from "../../e2e/setup/gallery/themes";

const colours: Readonly<Record<string, string>> = {
  foreground: "#cccccc",
  "font-weight": "normal",
  descriptionForeground: "#9d9d9d",
  disabledForeground: "rgba(204, 204, 204, 0.5)",
  errorForeground: "#f85149",
  focusBorder: "#0078d4",
  "sideBar-background": "#181818",
  "editor-background": "#1f1f1f",
  "editorWidget-background": "#202020",
  "input-background": "#313131",
  "input-foreground": "#cccccc",
  "input-border": "#3c3c3c",
  "button-background": "#0078d4",
  "button-foreground": "#ffffff",
  "button-border": "rgba(255, 255, 255, 0.07)",
  "textLink-foreground": "#4daafc",
  "textPreformat-foreground": "#d0d0d0",
  "textPreformat-background": "#3c3c3c",
  "textBlockQuote-background": "#2b2b2b",
  "widget-border": "#313131",
  "toolbar-hoverBackground": "rgba(90, 93, 94, 0.31)",
  "chat-requestBackground": "rgba(31, 31, 31, 0.62)",
};

const look: ThemeLook = {
  style: Object.entries(colours)
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join(" "),
  bodyClass: "vscode-dark",
  bodyData: { vscodeThemeKind: "vscode-dark" },
  defaultStyles:
    "body { margin: 0; padding: 0 20px; color: var(--vscode-foreground); font-size: var(--vscode-font-size); }",
};

/** One theme for all names: colours cost no time, so that no VS Code has to run for reading them. */
export const plainLooks = Object.fromEntries(themeNames.map((name) => [name, look])) as Readonly<
  Record<ThemeName, ThemeLook>
>;
