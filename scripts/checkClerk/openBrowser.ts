import { spawn } from "node:child_process";

/** The program that opens an address, by platform; a browser shows nothing on the others. */
const OPENERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ["open"],
  // Not `start` of a shell, which would read the & of a query as its own.
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
  linux: ["xdg-open"],
};

/** Opens an address in the default browser, as far as that is possible; whoever has none copies it from the terminal. */
export function openInBrowser(url: string): void {
  const opener = OPENERS[process.platform];
  if (opener !== undefined) {
    const [command, ...args] = opener;
    const child = spawn(command, [...args, url], { stdio: "ignore", detached: true });
    child.on("error", () => undefined);
    child.unref();
  }
}
