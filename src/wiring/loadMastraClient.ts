import type { MastraClientModule } from "../agents/mastraClient";

/** MastraClient is a file of its own, which comes with the first request. */
export function loadMastraClient(): Promise<MastraClientModule> {
  return import("../agents/mastraClient");
}
