import { Child } from "../setup/childProcess";
import type { RaceSetup } from "./refreshRaces.child";

/** When a window of a race dies. */
export type Death = "closes" | "crashes" | "crashesBeforeRequest" | "crashesAfterStoring";

/**
 * The parent's half of a window in a process of its own. Between the token request and the stored record
 * it is not killed with SIGKILL: a strict server has forgotten the old refresh token by then, so whoever
 * crashes there takes the only copy of the new one along. The window asks for leave before that span, and
 * gets none once it is doomed, so no kill can hit it there.
 */
export class RaceWindow {
  readonly failures: string[] = [];
  dead = false;
  private inSpan = false;
  private doom: Death | undefined;
  private readonly child: Child;

  constructor(setup: RaceSetup, died: () => void) {
    this.child = new Child("refreshRaces", setup, (message) => {
      this.hear(String(message));
    });
    void this.child.exited.then(() => {
      this.dead = true;
      died();
    });
  }

  get exited(): Promise<unknown> {
    return this.child.exited;
  }

  /** True once it is going to die. */
  get doomed(): boolean {
    return this.doom !== undefined;
  }

  die(death: Death): void {
    this.doom = death;
    if (death === "closes") {
      this.child.kill("SIGTERM");
    } else if (death === "crashes" && !this.inSpan) {
      this.child.kill("SIGKILL");
    }
  }

  private hear(message: string): void {
    if (message === "mayI") {
      this.leave();
    } else if (message === "stored") {
      this.inSpan = false;
      if (this.doom === "crashes" || this.doom === "crashesAfterStoring") {
        this.child.kill("SIGKILL");
      }
    } else {
      this.failures.push(message);
    }
  }

  private leave(): void {
    if (this.doom === "crashes" || this.doom === "crashesBeforeRequest") {
      // It holds the lock at this moment.
      this.child.kill("SIGKILL");
      return;
    }
    this.inSpan = true;
    this.child.send("go");
  }
}
