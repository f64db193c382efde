import type { Browser } from "playwright-core";
import { launchBrowser } from "../../../stack/host/launchBrowser";
import { StackError } from "../../../stack/stackError";
import { type AnswerServer, startAnswerServer } from "../../host/server/answerServer";
import type { Findings, Row } from "../../measure/row";
import { Closers } from "./closers";

/** What every measurement in a real VS Code starts from. */
export interface RealStage {
  readonly browser: Browser;
  readonly server: AnswerServer;
  /** Ends what else is started, before the two. */
  readonly closers: Closers;
}

/**
 * Starts browser and server, and stops them and what was added whatever becomes of the measurement.
 *
 * @param unmeasured the rows of a machine without a VS Code: whoever has none can do nothing about it
 */
export async function withRealStage(
  measure: (stage: RealStage) => Promise<Findings>,
  unmeasured: (reason: string) => readonly Row[],
): Promise<Findings> {
  const closers = new Closers();
  try {
    const browser = await launchBrowser(console.log);
    closers.add(() => browser.close());
    const server = await startAnswerServer();
    closers.add(() => server.close());
    return await measure({ browser, server, closers });
  } catch (error) {
    // Everything else is a failure.
    if (!(error instanceof StackError)) {
      throw error;
    }
    return { rows: unmeasured(error.message), curves: [] };
  } finally {
    await closers.close();
  }
}
