import { EventEmitter } from "node:events";

/**
 * Tells of each test and hook that fails, at the moment when it does: what comes after it in its file has not
 * changed anything yet. The argument is the full title.
 */
export const failures = new EventEmitter<{ failed: [title: string] }>();
