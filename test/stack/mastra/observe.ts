import type { AgentConfig } from "@mastra/core/agent";
import type { ObservabilityEntrypoint } from "@mastra/core/observability";
import type { MastraCompositeStore } from "@mastra/core/storage";

/** What makes a server an observed one. */
export interface Observed {
  /** The storage, with a place for traces and feedback in memory. */
  readonly storage: MastraCompositeStore;
  readonly observability: ObservabilityEntrypoint;
  /** What looks at responses by itself. */
  readonly scorers: NonNullable<AgentConfig["scorers"]>;
}

/** Has traces of runs written, soon after them. Loads by itself: older lines of Mastra have no such parts. */
export async function observe(kept: MastraCompositeStore): Promise<Observed> {
  const [core, { MastraStorageExporter, Observability }, { createScorer }] = await Promise.all([
    import("@mastra/core/storage"),
    import("@mastra/observability"),
    import("@mastra/core/evals"),
  ]);
  const observability = await new core.InMemoryStore().getStore("observability");
  const domains = observability ? { observability } : {};
  const exporters = [new MastraStorageExporter({ maxBatchWaitMs: 200 })];
  const namesSource = createScorer({
    id: "namesSource",
    name: "Names its source",
    description: "Whether a response says where its figures come from.",
  })
    .generateScore(({ run }) => (JSON.stringify(run.output).includes("Source: ") ? 1 : 0))
    .generateReason(({ score }) => (score === 1 ? "The figures have a source." : "No source is named."));
  return {
    storage: new core.MastraCompositeStore({ id: "agent-chat-observed", default: kept, domains }),
    observability: new Observability({ configs: { default: { serviceName: "agent-chat-demo", exporters } } }),
    scorers: { namesSource: { scorer: namesSource, sampling: { type: "ratio", rate: 1 } } },
  };
}
