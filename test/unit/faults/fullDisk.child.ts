// A window whose disk fills up, or that nobody can write to any more. It says on stdout what it has seen.
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { refOf } from "../../../src/auth/session/clerkSession";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { setupOf } from "../auth/setup/childProcess";
import { type FaultWindow, questions } from "./faultWindow";
import { openResting, type RestingSetup } from "./restingWindow";

/** A file system of its own, or a limit for the size of the files of this process. */
export type Means = "tmpfs" | "limit";

export interface DiskSetup extends RestingSetup {
  readonly means: Means;
  readonly trouble: "full" | "readOnly";
}

/** What became of it. */
export interface DiskReport {
  /** The code with which a file could not be written. */
  readonly code: string;
  /** How the response ended that was asked for meanwhile. */
  readonly meanwhile: string | undefined;
  readonly logged: readonly string[];
  /** How often a person was told that the sign-in is not kept. */
  readonly notKept: number;
  /** Whether a renewed token could be used, and what was said when not. */
  readonly renewed: string;
  /** Whether the window that comes after all that has somebody signed in. */
  readonly signedIn: boolean;
  /** What is in the thread then, and which of it is on this computer once there is room again. */
  readonly asked: readonly string[];
  readonly draft: string;
}

const setup = setupOf() as DiskSetup;
const { folder, means, trouble } = setup;
const storage = join(folder, "storage");
const email = "ada@example.com";
const ballast = join(storage, "ballast");

/** It is refused for as long as a file is being written. */
async function makeReadOnly(): Promise<void> {
  for (let attempts = 0; ; attempts += 1) {
    try {
      execFileSync("mount", ["-o", "remount,ro", storage], { stdio: "ignore" });
      return;
    } catch (error) {
      if (attempts === 100) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** @returns the code of what a write ends with from now on */
async function fail(): Promise<string> {
  if (trouble === "readOnly") {
    await makeReadOnly();
  } else if (means === "limit") {
    execFileSync("prlimit", ["--pid", String(process.pid), "--fsize=0:"]);
  }
  for (let size = 64 * 1024; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) {
        writeFileSync(ballast, "x".repeat(size), { flag: "a" });
      }
    } catch (error) {
      if (size === 1) {
        return String((error as NodeJS.ErrnoException).code);
      }
    }
  }
  return "";
}

function mend(): void {
  if (trouble === "readOnly") {
    execFileSync("mount", ["-o", "remount,rw", storage]);
  } else if (means === "limit") {
    execFileSync("prlimit", ["--pid", String(process.pid), "--fsize=unlimited:"]);
  }
  rmSync(ballast, { force: true });
}

/** Renews the access token. @returns "renewed", or what a person is told */
async function renew(window: FaultWindow): Promise<string> {
  const session = (await window.auth.store.all(window.auth.instance))[0];
  try {
    const tokens = window.auth.tokens.forAccount({ ref: refOf(session!) });
    const token = await tokens.get(window.address.origin, { rejected: session!.accessToken });
    return token === session!.accessToken ? "the same" : "renewed";
  } catch (error) {
    return error instanceof UserFacingError ? error.message : String(error);
  }
}

async function live(): Promise<DiskReport> {
  const window = openResting(setup, email);
  await window.open();
  await window.asked("How warm is it in Oslo in May?");
  window.type("Not sent yet");
  const code = await fail();
  await window.send("How warm is it in Rome in July?");
  const meanwhile = window.last?.state;
  const renewed = await renew(window);
  await window.send("How warm is it in Cairo in June?");
  mend();
  await renew(window);
  await window.asked("How warm is it in Lima in March?");
  const { threadId } = window.shown;
  const { logged } = window;
  const { notKept } = window.auth;
  await window.close();
  const next = openResting(setup, email);
  const signedIn = await next.reopen();
  if (signedIn) {
    await next.session.navigator.open(threadId);
  }
  const report: DiskReport = {
    code,
    meanwhile,
    logged: [...new Set(logged)],
    notKept,
    renewed,
    signedIn,
    asked: signedIn ? questions(next.shown.turns) : [],
    draft: signedIn ? next.draft : "",
  };
  await next.close();
  return report;
}

live().then(
  (report) => process.stdout.write(JSON.stringify(report), () => process.exit(0)),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
