import type { Page } from "playwright-core";
import { chatFrame } from "../../../stack/page/chatFrame";
import { settle } from "../../../stack/page/settle";

/** The four themes that VS Code picks by itself, by the names that the pictures' folders bear. */
const themeIds = {
  light: "Light 2026",
  dark: "Dark 2026",
  "high-contrast-light": "Default High Contrast Light",
  "high-contrast-dark": "Default High Contrast",
} as const;

export type ThemeName = keyof typeof themeIds;

export const themeNames = Object.keys(themeIds) as readonly ThemeName[];

/** What VS Code puts into the page of a webview: nothing of it comes from the extension. */
export interface ThemeLook {
  /** Of the `html` element: several hundred `--vscode-*` variables. */
  readonly style: string;
  readonly bodyClass: string;
  /** `data-vscode-theme-kind` and the like. */
  readonly bodyData: Readonly<Record<string, string>>;
  /** VS Code's own rules for webviews, in a layer below the page's. */
  readonly defaultStyles: string;
}

/**
 * Reads a theme out of the chat view of a running VS Code, after its settings have named that theme.
 *
 * @param choose writes `workbench.colorTheme`
 * @throws StackError when the view does not take the theme on within two minutes
 */
async function readTheme(page: Page, name: ThemeName, choose: (id: string) => void): Promise<ThemeLook> {
  const id = themeIds[name];
  choose(id);
  const body = chatFrame(page).locator("body");
  const isChosen = async (): Promise<boolean> => (await body.getAttribute("data-vscode-theme-id")) === id;
  await settle(page, `the theme "${id}" in the chat view`, isChosen);
  return body.evaluate((element) => ({
    style: document.documentElement.getAttribute("style") ?? "",
    bodyClass: element.getAttribute("class") ?? "",
    bodyData: Object.fromEntries(Object.entries(element.dataset).map(([key, value]) => [key, value ?? ""])),
    defaultStyles: document.querySelector("#_defaultStyles")?.textContent ?? "",
  }));
}

/** Reads all four; the settings of the window are as `choose` left them last. */
export async function readThemes(
  page: Page,
  choose: (id: string) => void,
): Promise<Readonly<Record<ThemeName, ThemeLook>>> {
  const looks: Partial<Record<ThemeName, ThemeLook>> = {};
  for (const name of themeNames) {
    looks[name] = await readTheme(page, name, choose);
  }
  return looks as Record<ThemeName, ThemeLook>;
}
