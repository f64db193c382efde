import type { Browser } from "playwright-core";
import { axeFindings } from "./axeCheck";
import { focusFindings } from "./focusCheck";
import { GalleryPage } from "./galleryPage";
import type { GalleryServer } from "./galleryServer";
import { type GalleryState, isPictured } from "./galleryState";
import { overflowFindings } from "./overflowCheck";
import type { Pictures } from "./pictures";
import type { ThemeName } from "./themes";

/** What was found on the way through all states of one theme; each a line that begins with theme and state. */
export interface Findings {
  /** States that could not be brought about. */
  readonly broken: string[];
  readonly pictures: string[];
  readonly axe: string[];
  readonly focus: string[];
  readonly overflow: string[];
}

/** Draws every state once and looks at it in every way. */
export async function tour(
  browser: Browser,
  server: GalleryServer,
  theme: ThemeName,
  states: readonly GalleryState[],
  pictures: Pictures,
): Promise<Findings> {
  const findings: Findings = { broken: [], pictures: [], axe: [], focus: [], overflow: [] };
  const gallery = await GalleryPage.open(browser, server, theme);
  try {
    for (const state of states) {
      const at = `${theme}/${state.name}`;
      try {
        await gallery.show(state);
      } catch (error) {
        findings.broken.push(`${at}: ${error instanceof Error ? error.message : String(error)}`);
        continue;
      }
      if (isPictured(state, theme)) {
        const shot = await gallery.picture((candidate) => pictures.same(theme, state.name, candidate));
        const wrong = pictures.check(theme, state.name, shot);
        findings.pictures.push(...(wrong === undefined ? [] : [wrong]));
      }
      const { page } = gallery;
      findings.axe.push(...(await axeFindings(page)).map((line) => `${at}: ${line}`));
      findings.overflow.push(...(await overflowFindings(page)).map((line) => `${at}: ${line}`));
      // Last: it moves the focus.
      findings.focus.push(...(await focusFindings(page)).map((line) => `${at}: ${line}`));
    }
    const thrown = gallery.errors.map((message) => `${theme}: the page threw ${message}`);
    findings.broken.push(...thrown);
  } finally {
    await gallery.close();
  }
  return findings;
}

/** The lines for people: what was found in many states stands there once, with their names. */
export function grouped(lines: readonly string[]): string {
  const places = new Map<string, string[]>();
  for (const line of lines) {
    const [, at = "", what = line] = /^([^:]*): ([^]*)$/.exec(line) ?? [];
    places.set(what, [...(places.get(what) ?? []), at]);
  }
  return [...places].map(([what, all]) => `${what}\n    in ${all.join(", ")}`).join("\n");
}
