import type { CrossWindowLock } from "../../../../src/storage/crossWindowLock";

/** Windows that share nothing that can be locked. */
export const noLock: CrossWindowLock = { run: (_name, task) => task() };
