import { runChild } from "./child";

/** Milliseconds: a bound for what hangs. */
const LIMIT_MS = 10 * 60_000;

/** Makes the VSIX that the end-to-end tests install. @throws Error when it cannot be made */
export async function packageExtension(): Promise<void> {
  if ((await runChild("npm", ["run", "--silent", "package"], { limitMs: LIMIT_MS })) !== 0) {
    throw new Error("The extension could not be packaged.");
  }
}
