import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { StackError } from "../stackError";
import { runProgram } from "./runProgram";

const COMMANDS = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome", "microsoft-edge"];

/**
 * A browser of Chrome's family: CHROMIUM_PATH, an installed one, Playwright's, and when there is none,
 * one that is fetched by Playwright or, on Debian as root, by apt-get.
 *
 * @returns the path of its program
 * @throws StackError when there is none and none can be fetched
 */
export async function ensureChromium(log: (line: string) => void): Promise<string> {
  const wished = process.env.CHROMIUM_PATH ?? "";
  if (wished !== "") {
    if (!existsSync(wished)) {
      throw new StackError(`CHROMIUM_PATH names ${wished}, which does not exist; correct it or unset it.`);
    }
    return wished;
  }
  const found = installedBrowser();
  if (found !== undefined) {
    return found;
  }
  for (const fetchBrowser of [fetchWithPlaywright, fetchWithApt]) {
    try {
      await fetchBrowser(log);
    } catch (error) {
      log(error instanceof Error ? error.message : String(error));
    }
    const fetched = installedBrowser();
    if (fetched !== undefined) {
      return fetched;
    }
  }
  throw new StackError(
    "There is no Chrome or Chromium on this computer and none could be fetched; install one, " +
      "or set CHROMIUM_PATH to the program.",
  );
}

function installedBrowser(): string | undefined {
  const inPath = (process.env.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => COMMANDS.map((name) => join(folder, process.platform === "win32" ? `${name}.exe` : name)));
  const programFiles = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA];
  const onWindows = programFiles
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, "Google", "Chrome", "Application", "chrome.exe"),
      join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
    ]);
  const onMac = ["Google Chrome", "Chromium", "Microsoft Edge"].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
  return [...inPath, ...onWindows, ...onMac, chromium.executablePath()].find((path) => path !== "" && existsSync(path));
}

async function fetchWithPlaywright(log: (line: string) => void): Promise<void> {
  log("Fetching Chromium through Playwright: about 450 MB on disk, once only.");
  const cli = resolve("node_modules", "playwright-core", "cli.js");
  await runProgram("Fetching Chromium", process.execPath, [cli, "install", "chromium"], { log });
}

async function fetchWithApt(log: (line: string) => void): Promise<void> {
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) {
    return;
  }
  log("Installing Debian's chromium with apt-get: about 350 MB on disk, once only.");
  await runProgram("Reading the package lists", "apt-get", ["update"], { log });
  const args = ["install", "-y", "--no-install-recommends", "chromium"];
  await runProgram("Installing chromium", "apt-get", args, { log });
}
