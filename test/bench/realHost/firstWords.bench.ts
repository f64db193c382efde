import type { Browser } from "playwright-core";
import { answerSpec, MEMORY_AGENT_ID } from "../host/server/answerSpec";
import { interleaved } from "../measure/interleaved";
import type { BenchSuite, Findings, Row } from "../measure/row";
import { type StudioOrWhy, withStudio } from "../studio/withStudio";
import { InsideHost } from "./inside/insideHost";
import { PanelQuestions } from "./page/panelQuestions";
import { StudioQuestions } from "./page/studioQuestions";
import type { Closers } from "./stage/closers";
import { RealHost } from "./stage/realHost";
import { withRealStage } from "./stage/withRealStage";
import { askRaw, askThroughPanel, askThroughStudio } from "./words/askers";
import { type FirstWords, unmeasured, type WordCase, wordRows } from "./words/wordRows";

/** Questions of each side, and one before them that compiles and is not counted. */
const QUESTIONS = 12;

/** With a model that thinks first, and with one whose first words come together with the run's beginning. */
const CASES: readonly WordCase[] = [
  {
    id: "thinking",
    what: "the model thinks for 100 ms",
    spec: answerSpec({ chunks: 50, thinkMs: 100, perSecond: 500 }),
  },
  { id: "instant", what: "1,250 chunks as fast as they come", spec: answerSpec({ chunks: 1250 }) },
];

export const suite: BenchSuite = {
  name: "firstWords",
  what: "from the first text on the wire to words in the panel of a real VS Code",
  run: () =>
    withRealStage(
      async ({ browser, server: { origin, signedInOrigin }, closers }) => {
        const inside = await InsideHost.open();
        closers.add(inside.close);
        // VS Code and Studio take their time to start, and so do it at once.
        const starting = signedInPanel(browser, signedInOrigin, inside, closers);
        starting.catch(() => undefined);
        closers.add(() => starting.catch(() => undefined));
        return withStudio(origin, async (studio) =>
          measure({ browser, origin, inside, panel: await starting, studio }),
        );
      },
      (reason) => CASES.map((each) => unmeasured(each, reason)),
    ),
};

async function signedInPanel(
  browser: Browser,
  origin: string,
  inside: InsideHost,
  closers: Closers,
): Promise<PanelQuestions> {
  const settings = { "agentChat.agent": MEMORY_AGENT_ID };
  const host = await RealHost.start({ browser, origin, settings, hostModule: inside.module });
  closers.add(() => host.close());
  return PanelQuestions.of(await host.signedIn());
}

interface Stage {
  readonly browser: Browser;
  readonly origin: string;
  readonly inside: InsideHost;
  readonly panel: PanelQuestions;
  readonly studio: StudioOrWhy;
}

async function measure({ browser, origin, inside, panel, studio }: Stage): Promise<Findings> {
  const theirs = typeof studio === "string" ? undefined : await StudioQuestions.open(browser, studio);
  let why = typeof studio === "string" ? studio : undefined;
  const rows: Row[] = [];
  for (const each of CASES) {
    const times = QUESTIONS + 1;
    const samples = await interleaved<"ours" | "raw" | "studio", FirstWords>({
      ours: { times, sample: () => askThroughPanel(panel, inside, origin, each.spec) },
      raw: { times, sample: () => askRaw(inside, origin, each.spec) },
      studio: {
        times: theirs ? times : 0,
        sample: () => askThroughStudio(theirs!, origin, each.spec),
        onFailure: (failure) => (why = failure),
      },
    });
    rows.push(
      ...wordRows(each, {
        ours: samples.ours.slice(1),
        raw: samples.raw.slice(1),
        studio: samples.studio.slice(1),
        why,
      }),
    );
  }
  await theirs?.close();
  return { rows, curves: [] };
}
