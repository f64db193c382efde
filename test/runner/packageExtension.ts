import { runChild } from "./child";

/** Milliseconds: a bound for what hangs. */
const LIMIT_MS = 10 * 60_000;

/** Makes the VSIXs that the end-to-end tests install, of one build. @throws Error when they cannot be made */
export async function packageExtension(): Promise<void> {
  for (const args of [
    ["run", "--silent", "package"],
    ["run", "--silent", "package:web", "--", "--built"],
  ]) {
    if ((await runChild("npm", args, { limitMs: LIMIT_MS })) !== 0) {
      throw new Error("The extension could not be packaged.");
    }
  }
}
