import { interleaved, type Side } from "../measure/interleaved";
import { exactly, timesLess } from "../measure/goal";
import { type BenchSuite, type Findings, judged, notMeasured } from "../measure/row";
import { inFreshWindow, leave, panelPainted, requestCame, type WindowTimes } from "./commands/freshWindow";
import { keybindings } from "./commands/keys";
import { RealHost } from "./stage/realHost";
import { type RealStage, withRealStage } from "./stage/withRealStage";

/** Of each kind. */
const WINDOWS = 5;

/** Another package, to compare two: measured by turns with this one. */
const OTHER = process.env["BENCH_VSIX"];

/** High enough for every row of the list, which draws only what is seen. */
const VIEWPORT = { width: 1280, height: 2400 } as const;

const ACTIVATION = {
  id: "activation.realHost",
  what: "activation in a real VS Code, as its list of running extensions says",
  unit: "ms",
  goals: [timesLess(1)],
} as const;

export const suite: BenchSuite = {
  name: "realHost",
  what: "activation by commands in fresh windows of a real VS Code",
  run: () => withRealStage(measure, (reason) => [notMeasured(ACTIVATION, reason)]),
};

async function measure({ browser, server, closers }: RealStage): Promise<Findings> {
  const sides = async (vsix?: string): Promise<{ open: Side<WindowTimes>; ask: Side<WindowTimes> }> => {
    const host = await RealHost.start({
      browser,
      origin: server.signedInOrigin,
      keybindings: keybindings(),
      viewport: VIEWPORT,
      ...(vsix !== undefined && { vsix }),
    });
    closers.add(() => host.close());
    // The session of this window is that of all that follow.
    await leave(host, await host.signedIn());
    return {
      open: { times: WINDOWS, sample: () => inFreshWindow(host, "focus", panelPainted) },
      ask: { times: WINDOWS, sample: () => inFreshWindow(host, "ask", requestCame(server.origin)) },
    };
  };
  const none = { times: 0, sample: () => Promise.reject(new Error("There is no other package.")) };
  const ours = await sides();
  const other = OTHER === undefined ? { open: none, ask: none } : await sides(OTHER);
  return findings(await interleaved({ open: ours.open, otherOpen: other.open, ask: ours.ask, otherAsk: other.ask }));
}

type Samples = Readonly<Record<"open" | "otherOpen" | "ask" | "otherAsk", readonly WindowTimes[]>>;

function findings({ open, otherOpen, ask, otherAsk }: Samples): Findings {
  const all = [...open, ...ask];
  const others = [...otherOpen, ...otherAsk];
  const commands = (windows: readonly WindowTimes[]): readonly number[] => windows.map(({ command }) => command);
  const error = (windows: readonly WindowTimes[]) => ({
    error: Math.max(0, ...windows.map(({ clockError }) => clockError)),
  });
  const against = (windows: readonly WindowTimes[]) =>
    OTHER === undefined
      ? {}
      : { against: { name: `the package ${OTHER}`, values: commands(windows), ...error(windows) } };
  const rows = [
    judged({
      ...ACTIVATION,
      ours: all.map(({ ours }) => ours),
      against: { name: "github-authentication, built in", values: all.map(({ theirs }) => theirs) },
    }),
    ...(others.length === 0
      ? []
      : [
          judged({
            ...ACTIVATION,
            id: "activation.realHost.other",
            what: `the same of the package ${OTHER ?? ""}`,
            goals: [],
            ours: others.map(({ ours }) => ours),
          }),
        ]),
    judged({
      id: "command.open",
      what: "panel opened by its command in a fresh window: until its first words are painted",
      unit: "ms",
      ours: commands(open),
      ...error(open),
      goals: [],
      ...against(otherOpen),
    }),
    judged({
      id: "command.ask",
      what: "asked by its command in a fresh window: until the request is on the wire",
      unit: "ms",
      ours: commands(ask),
      ...error(ask),
      goals: [],
      ...against(otherAsk),
    }),
    judged({
      id: "panel.hidden",
      what: "documents of the panel in a window that hides it: what it then holds of memory",
      unit: "count",
      ours: all.map(({ hidden }) => hidden),
      goals: [exactly(0)],
    }),
  ];
  return { rows, curves: [] };
}
