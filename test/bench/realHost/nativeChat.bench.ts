import type { Page } from "playwright-core";
import { Chat } from "../../e2e/setup/chat";
import { NativeChat } from "../../e2e/setup/nativeChat";
import { MainThread } from "../browser/mainThread";
import { type AnswerSpec, answerSpec, MEMORY_AGENT_ID } from "../host/server/answerSpec";
import { interleaved } from "../measure/interleaved";
import type { BenchSuite, Findings } from "../measure/row";
import { keybindings } from "./commands/keys";
import { NativeQuestions } from "./page/nativeQuestions";
import { PanelQuestions } from "./page/panelQuestions";
import { RealHost } from "./stage/realHost";
import { withRealStage } from "./stage/withRealStage";
import { askNative, askPanelOnly, type Asking } from "./words/nativeAskers";
import { type NativeCase, nativeRows, nativeUnmeasured, type NativeWords } from "./words/nativeRows";

/** Questions of each side; fewer while one works on it. One before them compiles and is not counted. */
const QUESTIONS = Number(process.env["BENCH_QUESTIONS"] ?? 9);

/** As a model writes in the time of a person, and as fast as it comes. */
const CASES: readonly (NativeCase & { readonly spec: AnswerSpec })[] = [
  {
    id: "thinking",
    what: "the model thinks for 100 ms, then 250 chunks at 100 a second",
    spec: answerSpec({ chunks: 250, thinkMs: 100, perSecond: 100 }),
  },
  { id: "instant", what: "1,250 chunks as fast as they come, 10 KB", spec: answerSpec({ chunks: 1250 }) },
];

export const suite: BenchSuite = {
  name: "nativeChat",
  what: "the panel beside VS Code's own chat in one window, with the same agent",
  run: () =>
    withRealStage(
      async ({ browser, server, closers }) => {
        const host = await RealHost.start({
          browser,
          origin: server.signedInOrigin,
          settings: { "agentChat.agent": MEMORY_AGENT_ID },
          keybindings: keybindings(),
        });
        closers.add(() => host.close());
        return measure(await host.signedIn(), server.origin);
      },
      (reason) => CASES.map((each) => nativeUnmeasured(each, reason)),
    ),
};

async function measure(page: Page, origin: string): Promise<Findings> {
  const panel = await PanelQuestions.of(page);
  // Both stay open beside one another; whoever is not asked has nothing to do.
  await new NativeChat(page).use(new Chat(page));
  const native = await NativeQuestions.of(page);
  // By the processor, and of the whole window: the panel's page has no thread of its own there.
  const main = await MainThread.of(page, "threadTicks");
  const rows = [];
  for (const { spec, ...each } of CASES) {
    const asking: Asking = { main, origin, spec };
    const times = QUESTIONS + 1;
    const samples = await interleaved<"ours" | "native", NativeWords>({
      ours: { times, sample: () => askPanelOnly(panel, asking) },
      native: { times, sample: () => askNative(native, asking) },
    });
    rows.push(...nativeRows(each, { ours: samples.ours.slice(1), native: samples.native.slice(1) }));
  }
  return { rows, curves: [] };
}
