/* eslint-disable max-lines -- captured data */
/**
 * What a real server sent (@mastra/core 1.71): one line a chunk, with the echo of the messages in `finish`
 * cut out and ids shortened. Made by an agent with tools, a sub-agent and workflows that do what the name says.
 */
export const subAgent: readonly unknown[] = [
  { type: "start", runId: "id-1", from: "AGENT", payload: { id: "mainAgent", messageId: "id-2" } },
  {
    runId: "id-1",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-2", startedAt: 1795524789854, request: {} },
  },
  { type: "text-start", runId: "id-1", from: "AGENT", payload: { id: "p2" } },
  { type: "text-delta", runId: "id-1", from: "AGENT", payload: { id: "p2", text: "Delegating." } },
  { type: "text-end", runId: "id-1", from: "AGENT", payload: { type: "text-end", id: "p2" } },
  {
    type: "tool-call-input-streaming-start",
    runId: "id-1",
    from: "AGENT",
    payload: { toolCallId: "call_3", toolName: "agent-subAgent" },
  },
  {
    type: "tool-call-delta",
    runId: "id-1",
    from: "AGENT",
    payload: { argsTextDelta: '{"prompt":"go"}', toolCallId: "call_3", toolName: "agent-subAgent" },
  },
  { type: "tool-call-input-streaming-end", runId: "id-1", from: "AGENT", payload: { toolCallId: "call_3" } },
  {
    type: "tool-call",
    runId: "id-1",
    from: "AGENT",
    payload: { toolCallId: "call_3", toolName: "agent-subAgent", args: { prompt: "go" } },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "start", runId: "id-3", from: "AGENT", payload: { id: "subAgent", messageId: "id-4" } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: {
        runId: "id-3",
        from: "AGENT",
        type: "step-start",
        payload: { request: {}, warnings: [], messageId: "id-4", startedAt: 1795524789905 },
      },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "reasoning-start", runId: "id-3", from: "AGENT", payload: { id: "p5" } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "reasoning-delta", runId: "id-3", from: "AGENT", payload: { id: "p5", text: "sub thinks" } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "reasoning-end", runId: "id-3", from: "AGENT", payload: { id: "p5" } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "text-start", runId: "id-3", from: "AGENT", payload: { id: "p6" } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "text-delta", runId: "id-3", from: "AGENT", payload: { id: "p6", text: "Sub " } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "text-delta", runId: "id-3", from: "AGENT", payload: { id: "p6", text: "begins." } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "text-end", runId: "id-3", from: "AGENT", payload: { type: "text-end", id: "p6" } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: {
        type: "tool-call-input-streaming-start",
        runId: "id-3",
        from: "AGENT",
        payload: { toolCallId: "call_7", toolName: "progressTool" },
      },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: {
        type: "tool-call-delta",
        runId: "id-3",
        from: "AGENT",
        payload: { argsTextDelta: '{"n":2}', toolCallId: "call_7", toolName: "progressTool" },
      },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: {
        type: "tool-call-input-streaming-end",
        runId: "id-3",
        from: "AGENT",
        payload: { toolCallId: "call_7" },
      },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: {
        type: "tool-call",
        runId: "id-3",
        from: "AGENT",
        payload: { toolCallId: "call_7", toolName: "progressTool", args: { n: 2 } },
      },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: {
        type: "tool-output",
        runId: "id-3",
        from: "USER",
        payload: { output: { step: 1, label: "first" }, toolCallId: "call_7", toolName: "progressTool" },
      },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: {
        type: "tool-output",
        runId: "id-3",
        from: "USER",
        payload: { output: "plain text", toolCallId: "call_7", toolName: "progressTool" },
      },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  { type: "data-progress", data: { pct: 50, label: "halfway" } },
  { type: "data-status", id: "st1", data: { message: "one" } },
  { type: "data-status", id: "st1", data: { message: "two" }, transient: true },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: {
        type: "tool-result",
        runId: "id-3",
        from: "AGENT",
        payload: { args: { n: 2 }, toolCallId: "call_7", toolName: "progressTool", result: { ok: true } },
      },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: {
        type: "step-finish",
        runId: "id-3",
        from: "AGENT",
        payload: {
          messageId: "id-4",
          stepResult: { reason: "tool-calls", isContinued: true },
          metadata: { modelId: "cap-1-2025" },
          output: {
            text: "Sub begins.",
            usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
          },
          messages: { all: ["…"], user: [], nonUser: [] },
        },
      },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: {
        runId: "id-3",
        from: "AGENT",
        type: "step-start",
        payload: { request: {}, warnings: [], messageId: "id-4", startedAt: 1795524789918 },
      },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "text-start", runId: "id-3", from: "AGENT", payload: { id: "p9" } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "text-delta", runId: "id-3", from: "AGENT", payload: { id: "p9", text: "Sub " } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "text-delta", runId: "id-3", from: "AGENT", payload: { id: "p9", text: "says " } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "text-delta", runId: "id-3", from: "AGENT", payload: { id: "p9", text: "done." } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: { type: "text-end", runId: "id-3", from: "AGENT", payload: { type: "text-end", id: "p9" } },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: {
        type: "step-finish",
        runId: "id-3",
        from: "AGENT",
        payload: {
          messageId: "id-4",
          stepResult: { reason: "stop", isContinued: false },
          metadata: { modelId: "cap-1-2025" },
          output: {
            text: "Sub says done.",
            usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
          },
          messages: { all: ["…"], user: [], nonUser: [] },
        },
      },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-1",
    from: "USER",
    payload: {
      output: {
        type: "finish",
        runId: "id-3",
        from: "AGENT",
        payload: {
          messageId: "id-4",
          stepResult: { reason: "stop", isContinued: false },
          metadata: { modelId: "cap-1-2025" },
          output: {
            text: "Sub says done.",
            usage: { inputTokens: 22, outputTokens: 44, totalTokens: 66, reasoningTokens: 8, cachedInputTokens: 10 },
          },
          messages: { all: ["…"], user: [], nonUser: [] },
        },
      },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-result",
    runId: "id-1",
    from: "AGENT",
    payload: {
      args: { prompt: "go" },
      toolCallId: "call_3",
      toolName: "agent-subAgent",
      result: {
        text: "Sub says done.",
        subAgentThreadId: "t-sub-id-5",
        subAgentResourceId: "user_1-subAgent",
        subAgentToolResults: [{ toolName: "progressTool", toolCallId: "call_7", result: { ok: true }, args: { n: 2 } }],
      },
      providerMetadata: { mastra: { modelOutput: { type: "text", value: "Sub says done." } } },
    },
  },
  {
    type: "step-finish",
    runId: "id-1",
    from: "AGENT",
    payload: {
      messageId: "id-2",
      stepResult: { reason: "tool-calls", isContinued: true },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "Delegating.",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    runId: "id-1",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-2", startedAt: 1795524789928, request: {} },
  },
  { type: "text-start", runId: "id-1", from: "AGENT", payload: { id: "p11" } },
  { type: "text-delta", runId: "id-1", from: "AGENT", payload: { id: "p11", text: "All " } },
  { type: "text-delta", runId: "id-1", from: "AGENT", payload: { id: "p11", text: "done " } },
  { type: "text-delta", runId: "id-1", from: "AGENT", payload: { id: "p11", text: "now." } },
  { type: "text-end", runId: "id-1", from: "AGENT", payload: { type: "text-end", id: "p11" } },
  {
    type: "step-finish",
    runId: "id-1",
    from: "AGENT",
    payload: {
      messageId: "id-2",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 22, outputTokens: 44, totalTokens: 66, reasoningTokens: 8, cachedInputTokens: 10 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    type: "finish",
    runId: "id-1",
    from: "AGENT",
    payload: {
      messageId: "id-2",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 22, outputTokens: 44, totalTokens: 66, reasoningTokens: 8, cachedInputTokens: 10 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
];

export const workflow: readonly unknown[] = [
  { type: "start", runId: "id-6", from: "AGENT", payload: { id: "mainAgent", messageId: "id-7" } },
  {
    runId: "id-6",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-7", startedAt: 1795524789962, request: {} },
  },
  {
    type: "tool-call-input-streaming-start",
    runId: "id-6",
    from: "AGENT",
    payload: { toolCallId: "call_13", toolName: "workflow-weatherFlow" },
  },
  {
    type: "tool-call-delta",
    runId: "id-6",
    from: "AGENT",
    payload: {
      argsTextDelta: '{"inputData":{"city":"Paris"}}',
      toolCallId: "call_13",
      toolName: "workflow-weatherFlow",
    },
  },
  { type: "tool-call-input-streaming-end", runId: "id-6", from: "AGENT", payload: { toolCallId: "call_13" } },
  {
    type: "tool-call",
    runId: "id-6",
    from: "AGENT",
    payload: { toolCallId: "call_13", toolName: "workflow-weatherFlow", args: { inputData: { city: "Paris" } } },
  },
  {
    type: "tool-output",
    runId: "id-6",
    from: "USER",
    payload: {
      output: { type: "workflow-start", runId: "id-8", from: "WORKFLOW", payload: { workflowId: "weatherFlow" } },
      toolCallId: "call_13",
      toolName: "workflow-weatherFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-6",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-start",
        runId: "id-8",
        from: "WORKFLOW",
        payload: {
          stepName: "fetchIt",
          id: "fetchIt",
          stepCallId: "id-9",
          payload: { city: "Paris" },
          startedAt: 1795524789993,
          status: "running",
        },
      },
      toolCallId: "call_13",
      toolName: "workflow-weatherFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-6",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-output",
        runId: "id-8",
        from: "USER",
        payload: { stepName: "fetchIt", output: { label: "in step" }, runId: "id-8" },
      },
      toolCallId: "call_13",
      toolName: "workflow-weatherFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-6",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-result",
        runId: "id-8",
        from: "WORKFLOW",
        payload: {
          stepName: "fetchIt",
          id: "fetchIt",
          stepCallId: "id-9",
          payload: { city: "Paris" },
          startedAt: 1795524789993,
          status: "success",
          output: { temp: 5 },
          endedAt: 1795524789994,
        },
      },
      toolCallId: "call_13",
      toolName: "workflow-weatherFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-6",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-start",
        runId: "id-8",
        from: "WORKFLOW",
        payload: {
          stepName: "sayIt",
          id: "sayIt",
          stepCallId: "id-10",
          payload: { temp: 5 },
          startedAt: 1795524789994,
          status: "running",
        },
      },
      toolCallId: "call_13",
      toolName: "workflow-weatherFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-6",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-result",
        runId: "id-8",
        from: "WORKFLOW",
        payload: {
          stepName: "sayIt",
          id: "sayIt",
          stepCallId: "id-10",
          payload: { temp: 5 },
          startedAt: 1795524789994,
          status: "success",
          output: { text: "T 5" },
          endedAt: 1795524789995,
        },
      },
      toolCallId: "call_13",
      toolName: "workflow-weatherFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-6",
    from: "USER",
    payload: {
      output: {
        type: "workflow-finish",
        runId: "id-8",
        from: "WORKFLOW",
        payload: {
          workflowStatus: "success",
          metadata: {},
          output: {
            usage: {
              inputTokens: 0,
              outputTokens: 0,
              totalTokens: 0,
              cachedInputTokens: 0,
              cacheCreationInputTokens: 0,
              reasoningTokens: 0,
            },
          },
          finalWorkflowResult: { text: "T 5" },
        },
      },
      toolCallId: "call_13",
      toolName: "workflow-weatherFlow",
    },
  },
  {
    type: "tool-result",
    runId: "id-6",
    from: "AGENT",
    payload: {
      args: { inputData: { city: "Paris" } },
      toolCallId: "call_13",
      toolName: "workflow-weatherFlow",
      result: { result: { text: "T 5" }, runId: "id-8" },
    },
  },
  {
    type: "step-finish",
    runId: "id-6",
    from: "AGENT",
    payload: {
      messageId: "id-7",
      stepResult: { reason: "tool-calls", isContinued: true },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    runId: "id-6",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-7", startedAt: 1795524790003, request: {} },
  },
  { type: "text-start", runId: "id-6", from: "AGENT", payload: { id: "p15" } },
  { type: "text-delta", runId: "id-6", from: "AGENT", payload: { id: "p15", text: "All " } },
  { type: "text-delta", runId: "id-6", from: "AGENT", payload: { id: "p15", text: "done " } },
  { type: "text-delta", runId: "id-6", from: "AGENT", payload: { id: "p15", text: "now." } },
  { type: "text-end", runId: "id-6", from: "AGENT", payload: { type: "text-end", id: "p15" } },
  {
    type: "step-finish",
    runId: "id-6",
    from: "AGENT",
    payload: {
      messageId: "id-7",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    type: "finish",
    runId: "id-6",
    from: "AGENT",
    payload: {
      messageId: "id-7",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 22, outputTokens: 44, totalTokens: 66, reasoningTokens: 8, cachedInputTokens: 10 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
];

export const workflowFailed: readonly unknown[] = [
  { type: "start", runId: "id-11", from: "AGENT", payload: { id: "mainAgent", messageId: "id-12" } },
  {
    runId: "id-11",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-12", startedAt: 1795524790028, request: {} },
  },
  {
    type: "tool-call-input-streaming-start",
    runId: "id-11",
    from: "AGENT",
    payload: { toolCallId: "call_17", toolName: "workflow-badFlow" },
  },
  {
    type: "tool-call-delta",
    runId: "id-11",
    from: "AGENT",
    payload: { argsTextDelta: '{"inputData":{"city":"Paris"}}', toolCallId: "call_17", toolName: "workflow-badFlow" },
  },
  { type: "tool-call-input-streaming-end", runId: "id-11", from: "AGENT", payload: { toolCallId: "call_17" } },
  {
    type: "tool-call",
    runId: "id-11",
    from: "AGENT",
    payload: { toolCallId: "call_17", toolName: "workflow-badFlow", args: { inputData: { city: "Paris" } } },
  },
  {
    type: "tool-output",
    runId: "id-11",
    from: "USER",
    payload: {
      output: { type: "workflow-start", runId: "id-13", from: "WORKFLOW", payload: { workflowId: "badFlow" } },
      toolCallId: "call_17",
      toolName: "workflow-badFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-11",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-start",
        runId: "id-13",
        from: "WORKFLOW",
        payload: {
          stepName: "fetchIt",
          id: "fetchIt",
          stepCallId: "id-14",
          payload: { city: "Paris" },
          startedAt: 1795524790042,
          status: "running",
        },
      },
      toolCallId: "call_17",
      toolName: "workflow-badFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-11",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-output",
        runId: "id-13",
        from: "USER",
        payload: { stepName: "fetchIt", output: { label: "in step" }, runId: "id-13" },
      },
      toolCallId: "call_17",
      toolName: "workflow-badFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-11",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-result",
        runId: "id-13",
        from: "WORKFLOW",
        payload: {
          stepName: "fetchIt",
          id: "fetchIt",
          stepCallId: "id-14",
          payload: { city: "Paris" },
          startedAt: 1795524790042,
          status: "success",
          output: { temp: 5 },
          endedAt: 1795524790043,
        },
      },
      toolCallId: "call_17",
      toolName: "workflow-badFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-11",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-start",
        runId: "id-13",
        from: "WORKFLOW",
        payload: {
          stepName: "badStep",
          id: "badStep",
          stepCallId: "id-15",
          payload: { temp: 5 },
          startedAt: 1795524790043,
          status: "running",
        },
      },
      toolCallId: "call_17",
      toolName: "workflow-badFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-11",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-result",
        runId: "id-13",
        from: "WORKFLOW",
        payload: {
          stepName: "badStep",
          id: "badStep",
          stepCallId: "id-15",
          payload: { temp: 5 },
          startedAt: 1795524790043,
          status: "failed",
          error: { message: "step broke", name: "Error" },
          endedAt: 1795524790045,
        },
      },
      toolCallId: "call_17",
      toolName: "workflow-badFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-11",
    from: "USER",
    payload: {
      output: {
        type: "workflow-finish",
        runId: "id-13",
        from: "WORKFLOW",
        payload: {
          workflowStatus: "failed",
          metadata: {},
          output: {
            usage: {
              inputTokens: 0,
              outputTokens: 0,
              totalTokens: 0,
              cachedInputTokens: 0,
              cacheCreationInputTokens: 0,
              reasoningTokens: 0,
            },
          },
        },
      },
      toolCallId: "call_17",
      toolName: "workflow-badFlow",
    },
  },
  {
    type: "tool-result",
    runId: "id-11",
    from: "AGENT",
    payload: {
      args: { inputData: { city: "Paris" } },
      toolCallId: "call_17",
      toolName: "workflow-badFlow",
      result: { error: "step broke", runId: "id-13" },
    },
  },
  {
    type: "step-finish",
    runId: "id-11",
    from: "AGENT",
    payload: {
      messageId: "id-12",
      stepResult: { reason: "tool-calls", isContinued: true },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    runId: "id-11",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-12", startedAt: 1795524790053, request: {} },
  },
  { type: "text-start", runId: "id-11", from: "AGENT", payload: { id: "p19" } },
  { type: "text-delta", runId: "id-11", from: "AGENT", payload: { id: "p19", text: "All " } },
  { type: "text-delta", runId: "id-11", from: "AGENT", payload: { id: "p19", text: "done " } },
  { type: "text-delta", runId: "id-11", from: "AGENT", payload: { id: "p19", text: "now." } },
  { type: "text-end", runId: "id-11", from: "AGENT", payload: { type: "text-end", id: "p19" } },
  {
    type: "step-finish",
    runId: "id-11",
    from: "AGENT",
    payload: {
      messageId: "id-12",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    type: "finish",
    runId: "id-11",
    from: "AGENT",
    payload: {
      messageId: "id-12",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 22, outputTokens: 44, totalTokens: 66, reasoningTokens: 8, cachedInputTokens: 10 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
];

export const workflowSuspended: readonly unknown[] = [
  { type: "start", runId: "id-16", from: "AGENT", payload: { id: "mainAgent", messageId: "id-17" } },
  {
    runId: "id-16",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-17", startedAt: 1795524790292, request: {} },
  },
  {
    type: "tool-call-input-streaming-start",
    runId: "id-16",
    from: "AGENT",
    payload: { toolCallId: "call_47", toolName: "workflow-askFlow" },
  },
  {
    type: "tool-call-delta",
    runId: "id-16",
    from: "AGENT",
    payload: { argsTextDelta: '{"inputData":{"city":"Paris"}}', toolCallId: "call_47", toolName: "workflow-askFlow" },
  },
  { type: "tool-call-input-streaming-end", runId: "id-16", from: "AGENT", payload: { toolCallId: "call_47" } },
  {
    type: "tool-call",
    runId: "id-16",
    from: "AGENT",
    payload: { toolCallId: "call_47", toolName: "workflow-askFlow", args: { inputData: { city: "Paris" } } },
  },
  {
    type: "tool-output",
    runId: "id-16",
    from: "USER",
    payload: {
      output: { type: "workflow-start", runId: "id-18", from: "WORKFLOW", payload: { workflowId: "askFlow" } },
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-16",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-start",
        runId: "id-18",
        from: "WORKFLOW",
        payload: {
          stepName: "fetchIt",
          id: "fetchIt",
          stepCallId: "id-19",
          payload: { city: "Paris" },
          startedAt: 1795524790303,
          status: "running",
        },
      },
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-16",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-output",
        runId: "id-18",
        from: "USER",
        payload: { stepName: "fetchIt", output: { label: "in step" }, runId: "id-18" },
      },
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-16",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-result",
        runId: "id-18",
        from: "WORKFLOW",
        payload: {
          stepName: "fetchIt",
          id: "fetchIt",
          stepCallId: "id-19",
          payload: { city: "Paris" },
          startedAt: 1795524790303,
          status: "success",
          output: { temp: 5 },
          endedAt: 1795524790304,
        },
      },
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-16",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-start",
        runId: "id-18",
        from: "WORKFLOW",
        payload: {
          stepName: "askIt",
          id: "askIt",
          stepCallId: "id-20",
          payload: { temp: 5 },
          startedAt: 1795524790304,
          status: "running",
        },
      },
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-16",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-suspended",
        runId: "id-18",
        from: "WORKFLOW",
        payload: {
          stepName: "askIt",
          id: "askIt",
          stepCallId: "id-20",
          payload: { temp: 5 },
          startedAt: 1795524790304,
          status: "suspended",
          suspendPayload: { q: "sure?" },
          suspendedAt: 1795524790305,
        },
      },
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-16",
    from: "USER",
    payload: {
      output: {
        type: "workflow-finish",
        runId: "id-18",
        from: "WORKFLOW",
        payload: {
          workflowStatus: "suspended",
          metadata: {},
          output: {
            usage: {
              inputTokens: 0,
              outputTokens: 0,
              totalTokens: 0,
              cachedInputTokens: 0,
              cacheCreationInputTokens: 0,
              reasoningTokens: 0,
            },
          },
        },
      },
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
    },
  },
  {
    type: "tool-call-suspended",
    runId: "id-16",
    from: "AGENT",
    payload: {
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
      suspendPayload: { q: "sure?" },
      args: { inputData: { city: "Paris" } },
      resumeSchema:
        '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"yes":{"type":"boolean"}},"required":["yes"],"additionalProperties":false}',
    },
  },
];

export const workflowResumed: readonly unknown[] = [
  {
    type: "tool-output",
    runId: "id-16",
    from: "USER",
    payload: {
      output: { type: "workflow-start", runId: "id-18", from: "WORKFLOW", payload: { workflowId: "askFlow" } },
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-16",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-start",
        runId: "id-18",
        from: "WORKFLOW",
        payload: {
          stepName: "askIt",
          id: "askIt",
          stepCallId: "id-21",
          payload: { temp: 5 },
          startedAt: 1795524790304,
          status: "running",
          resumePayload: { yes: true },
          resumedAt: 1795524790322,
        },
      },
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-16",
    from: "USER",
    payload: {
      output: {
        type: "workflow-step-result",
        runId: "id-18",
        from: "WORKFLOW",
        payload: {
          stepName: "askIt",
          id: "askIt",
          stepCallId: "id-21",
          payload: { temp: 5 },
          startedAt: 1795524790304,
          status: "success",
          resumePayload: { yes: true },
          resumedAt: 1795524790322,
          output: { text: "5 true" },
          endedAt: 1795524790322,
        },
      },
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
    },
  },
  {
    type: "tool-output",
    runId: "id-16",
    from: "USER",
    payload: {
      output: {
        type: "workflow-finish",
        runId: "id-18",
        from: "WORKFLOW",
        payload: {
          workflowStatus: "success",
          metadata: {},
          output: {
            usage: {
              inputTokens: 0,
              outputTokens: 0,
              totalTokens: 0,
              cachedInputTokens: 0,
              cacheCreationInputTokens: 0,
              reasoningTokens: 0,
            },
          },
          finalWorkflowResult: { text: "5 true" },
        },
      },
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
    },
  },
  {
    type: "tool-result",
    runId: "id-16",
    from: "AGENT",
    payload: {
      args: { inputData: { city: "Paris" } },
      toolCallId: "call_47",
      toolName: "workflow-askFlow",
      result: { result: { text: "5 true" }, runId: "id-18" },
    },
  },
  {
    type: "step-finish",
    runId: "id-16",
    from: "AGENT",
    payload: {
      messageId: "id-22",
      stepResult: { reason: "tool-calls", isContinued: true, messageId: "id-22" },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    runId: "id-16",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-22", startedAt: 1795524790329, request: {} },
  },
  { type: "text-start", runId: "id-16", from: "AGENT", payload: { id: "p49" } },
  { type: "text-delta", runId: "id-16", from: "AGENT", payload: { id: "p49", text: "All " } },
  { type: "text-delta", runId: "id-16", from: "AGENT", payload: { id: "p49", text: "done " } },
  { type: "text-delta", runId: "id-16", from: "AGENT", payload: { id: "p49", text: "now." } },
  { type: "text-end", runId: "id-16", from: "AGENT", payload: { type: "text-end", id: "p49" } },
  {
    type: "step-finish",
    runId: "id-16",
    from: "AGENT",
    payload: {
      messageId: "id-22",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    type: "finish",
    runId: "id-16",
    from: "AGENT",
    payload: {
      messageId: "id-22",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 22, outputTokens: 44, totalTokens: 66, reasoningTokens: 8, cachedInputTokens: 10 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
];

export const progress: readonly unknown[] = [
  { type: "start", runId: "id-23", from: "AGENT", payload: { id: "mainAgent", messageId: "id-24" } },
  {
    runId: "id-23",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-24", startedAt: 1795524790089, request: {} },
  },
  { type: "reasoning-start", runId: "id-23", from: "AGENT", payload: { id: "p21" } },
  { type: "reasoning-delta", runId: "id-23", from: "AGENT", payload: { id: "p21", text: "thinking" } },
  { type: "reasoning-end", runId: "id-23", from: "AGENT", payload: { id: "p21" } },
  {
    type: "tool-call-input-streaming-start",
    runId: "id-23",
    from: "AGENT",
    payload: { toolCallId: "call_22", toolName: "progressTool" },
  },
  {
    type: "tool-call-delta",
    runId: "id-23",
    from: "AGENT",
    payload: { argsTextDelta: '{"n":1}', toolCallId: "call_22", toolName: "progressTool" },
  },
  { type: "tool-call-input-streaming-end", runId: "id-23", from: "AGENT", payload: { toolCallId: "call_22" } },
  {
    type: "tool-call",
    runId: "id-23",
    from: "AGENT",
    payload: { toolCallId: "call_22", toolName: "progressTool", args: { n: 1 } },
  },
  {
    type: "tool-output",
    runId: "id-23",
    from: "USER",
    payload: { output: { step: 1, label: "first" }, toolCallId: "call_22", toolName: "progressTool" },
  },
  {
    type: "tool-output",
    runId: "id-23",
    from: "USER",
    payload: { output: "plain text", toolCallId: "call_22", toolName: "progressTool" },
  },
  { type: "data-progress", data: { pct: 50, label: "halfway" } },
  { type: "data-status", id: "st1", data: { message: "one" } },
  { type: "data-status", id: "st1", data: { message: "two" }, transient: true },
  {
    type: "tool-result",
    runId: "id-23",
    from: "AGENT",
    payload: { args: { n: 1 }, toolCallId: "call_22", toolName: "progressTool", result: { ok: true } },
  },
  {
    type: "step-finish",
    runId: "id-23",
    from: "AGENT",
    payload: {
      messageId: "id-24",
      stepResult: { reason: "tool-calls", isContinued: true },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    runId: "id-23",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-24", startedAt: 1795524790094, request: {} },
  },
  { type: "text-start", runId: "id-23", from: "AGENT", payload: { id: "p24" } },
  { type: "text-delta", runId: "id-23", from: "AGENT", payload: { id: "p24", text: "All " } },
  { type: "text-delta", runId: "id-23", from: "AGENT", payload: { id: "p24", text: "done " } },
  { type: "text-delta", runId: "id-23", from: "AGENT", payload: { id: "p24", text: "now." } },
  { type: "text-end", runId: "id-23", from: "AGENT", payload: { type: "text-end", id: "p24" } },
  {
    type: "step-finish",
    runId: "id-23",
    from: "AGENT",
    payload: {
      messageId: "id-24",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    type: "finish",
    runId: "id-23",
    from: "AGENT",
    payload: {
      messageId: "id-24",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 22, outputTokens: 44, totalTokens: 66, reasoningTokens: 8, cachedInputTokens: 10 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
];

export const toolError: readonly unknown[] = [
  { type: "start", runId: "id-25", from: "AGENT", payload: { id: "mainAgent", messageId: "id-26" } },
  {
    runId: "id-25",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-26", startedAt: 1795524790120, request: {} },
  },
  {
    type: "tool-call-input-streaming-start",
    runId: "id-25",
    from: "AGENT",
    payload: { toolCallId: "call_26", toolName: "boomTool" },
  },
  {
    type: "tool-call-delta",
    runId: "id-25",
    from: "AGENT",
    payload: { argsTextDelta: '{"x":1}', toolCallId: "call_26", toolName: "boomTool" },
  },
  { type: "tool-call-input-streaming-end", runId: "id-25", from: "AGENT", payload: { toolCallId: "call_26" } },
  {
    type: "tool-call",
    runId: "id-25",
    from: "AGENT",
    payload: { toolCallId: "call_26", toolName: "boomTool", args: { x: 1 } },
  },
  {
    type: "tool-error",
    runId: "id-25",
    from: "AGENT",
    payload: {
      error: {
        name: "Error",
        cause: { message: "tool blew up", name: "Error" },
        id: "TOOL_EXECUTION_FAILED",
        domain: "TOOL",
        category: "USER",
        details: { errorMessage: "Error: tool blew up", model: "cap-1" },
      },
      args: { x: 1 },
      toolCallId: "call_26",
      toolName: "boomTool",
    },
  },
  {
    type: "step-finish",
    runId: "id-25",
    from: "AGENT",
    payload: {
      messageId: "id-26",
      stepResult: { reason: "tool-calls", isContinued: true },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    runId: "id-25",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-26", startedAt: 1795524790124, request: {} },
  },
  { type: "text-start", runId: "id-25", from: "AGENT", payload: { id: "p28" } },
  { type: "text-delta", runId: "id-25", from: "AGENT", payload: { id: "p28", text: "All " } },
  { type: "text-delta", runId: "id-25", from: "AGENT", payload: { id: "p28", text: "done " } },
  { type: "text-delta", runId: "id-25", from: "AGENT", payload: { id: "p28", text: "now." } },
  { type: "text-end", runId: "id-25", from: "AGENT", payload: { type: "text-end", id: "p28" } },
  {
    type: "step-finish",
    runId: "id-25",
    from: "AGENT",
    payload: {
      messageId: "id-26",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    type: "finish",
    runId: "id-25",
    from: "AGENT",
    payload: {
      messageId: "id-26",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 22, outputTokens: 44, totalTokens: 66, reasoningTokens: 8, cachedInputTokens: 10 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
];

export const filesAndSources: readonly unknown[] = [
  { type: "start", runId: "id-27", from: "AGENT", payload: { id: "mainAgent", messageId: "id-28" } },
  {
    runId: "id-27",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-28", startedAt: 1795524790147, request: {} },
  },
  { type: "reasoning-start", runId: "id-27", from: "AGENT", payload: { id: "p30" } },
  { type: "reasoning-delta", runId: "id-27", from: "AGENT", payload: { id: "p30", text: "hmm" } },
  { type: "reasoning-end", runId: "id-27", from: "AGENT", payload: { id: "p30" } },
  {
    type: "file",
    runId: "id-27",
    from: "AGENT",
    payload: { data: "iVBORw0KGgo=", base64: "iVBORw0KGgo=", mimeType: "image/png" },
  },
  {
    type: "source",
    runId: "id-27",
    from: "AGENT",
    payload: { id: "s1", sourceType: "url", title: "Example", url: "https://example.com/a" },
  },
  { type: "text-start", runId: "id-27", from: "AGENT", payload: { id: "p33" } },
  { type: "text-delta", runId: "id-27", from: "AGENT", payload: { id: "p33", text: "There." } },
  { type: "text-end", runId: "id-27", from: "AGENT", payload: { type: "text-end", id: "p33" } },
  {
    type: "step-finish",
    runId: "id-27",
    from: "AGENT",
    payload: {
      messageId: "id-28",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "There.",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    type: "finish",
    runId: "id-27",
    from: "AGENT",
    payload: {
      messageId: "id-28",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "There.",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
];

export const structuredObject: readonly unknown[] = [
  { type: "start", runId: "id-29", from: "AGENT", payload: { id: "mainAgent", messageId: "id-30" } },
  {
    runId: "id-29",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-30", startedAt: 1795524790219, request: {} },
  },
  { type: "text-start", runId: "id-29", from: "AGENT", payload: { id: "p41" } },
  { from: "AGENT", runId: "id-29", type: "object", object: { city: "Paris", temperatureC: 21 } },
  {
    type: "text-delta",
    runId: "id-29",
    from: "AGENT",
    payload: { id: "p41", text: '{"city":"Paris","temperatureC":21}' },
  },
  { type: "text-end", runId: "id-29", from: "AGENT", payload: { type: "text-end", id: "p41" } },
  { from: "AGENT", runId: "id-29", type: "object-result", object: { city: "Paris", temperatureC: 21 } },
  {
    type: "step-finish",
    runId: "id-29",
    from: "AGENT",
    payload: {
      messageId: "id-30",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: '{"city":"Paris","temperatureC":21}',
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    type: "finish",
    runId: "id-29",
    from: "AGENT",
    payload: {
      messageId: "id-30",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: '{"city":"Paris","temperatureC":21}',
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
];

export const runError: readonly unknown[] = [
  { type: "start", runId: "id-31", from: "AGENT", payload: { id: "mainAgent", messageId: "id-32" } },
  {
    runId: "id-31",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-32", startedAt: 1795524790195, request: {} },
  },
  { type: "text-start", runId: "id-31", from: "AGENT", payload: { id: "p38" } },
  { type: "text-delta", runId: "id-31", from: "AGENT", payload: { id: "p38", text: "part" } },
  { type: "text-end", runId: "id-31", from: "AGENT", payload: { type: "text-end", id: "p38" } },
  {
    type: "error",
    runId: "id-31",
    from: "AGENT",
    payload: {
      type: "error",
      error: {
        message: "provider exploded mid",
        name: "Error",
        stack: "Error: provider exploded mid\n    at gen (file:///srv/app/index.mjs:52:67)",
      },
    },
  },
  {
    type: "step-finish",
    runId: "id-31",
    from: "AGENT",
    payload: {
      messageId: "id-32",
      stepResult: { reason: "error", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: { text: "part", usage: {} },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    type: "finish",
    runId: "id-31",
    from: "AGENT",
    payload: {
      messageId: "id-32",
      stepResult: { reason: "error", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: { text: "part", usage: { inputTokens: 0, outputTokens: 0, totalTokens: 0 } },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
];

export const suspended: readonly unknown[] = [
  { type: "start", runId: "id-33", from: "AGENT", payload: { id: "mainAgent", messageId: "id-34" } },
  {
    runId: "id-33",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-34", startedAt: 1795524790247, request: {} },
  },
  {
    type: "tool-call-input-streaming-start",
    runId: "id-33",
    from: "AGENT",
    payload: { toolCallId: "call_43", toolName: "askName" },
  },
  {
    type: "tool-call-delta",
    runId: "id-33",
    from: "AGENT",
    payload: { argsTextDelta: "{}", toolCallId: "call_43", toolName: "askName" },
  },
  { type: "tool-call-input-streaming-end", runId: "id-33", from: "AGENT", payload: { toolCallId: "call_43" } },
  {
    type: "tool-call",
    runId: "id-33",
    from: "AGENT",
    payload: { toolCallId: "call_43", toolName: "askName", args: {} },
  },
  {
    type: "tool-call-suspended",
    runId: "id-33",
    from: "AGENT",
    payload: {
      toolCallId: "call_43",
      toolName: "askName",
      suspendPayload: { reason: "need your name" },
      args: {},
      resumeSchema:
        '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}',
    },
  },
];

export const subAgentApproval: readonly unknown[] = [
  { type: "start", runId: "id-35", from: "AGENT", payload: { id: "mainAgent", messageId: "id-36" } },
  {
    runId: "id-35",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-36", startedAt: 1795524790351, request: {} },
  },
  { type: "text-start", runId: "id-35", from: "AGENT", payload: { id: "p51" } },
  { type: "text-delta", runId: "id-35", from: "AGENT", payload: { id: "p51", text: "Delegating." } },
  { type: "text-end", runId: "id-35", from: "AGENT", payload: { type: "text-end", id: "p51" } },
  {
    type: "tool-call-input-streaming-start",
    runId: "id-35",
    from: "AGENT",
    payload: { toolCallId: "call_52", toolName: "agent-subAgent" },
  },
  {
    type: "tool-call-delta",
    runId: "id-35",
    from: "AGENT",
    payload: { argsTextDelta: '{"prompt":"danger"}', toolCallId: "call_52", toolName: "agent-subAgent" },
  },
  { type: "tool-call-input-streaming-end", runId: "id-35", from: "AGENT", payload: { toolCallId: "call_52" } },
  {
    type: "tool-call",
    runId: "id-35",
    from: "AGENT",
    payload: { toolCallId: "call_52", toolName: "agent-subAgent", args: { prompt: "danger" } },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: { type: "start", runId: "id-37", from: "AGENT", payload: { id: "subAgent", messageId: "id-38" } },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: {
        runId: "id-37",
        from: "AGENT",
        type: "step-start",
        payload: { request: {}, warnings: [], messageId: "id-38", startedAt: 1795524790357 },
      },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: {
        type: "tool-call-input-streaming-start",
        runId: "id-37",
        from: "AGENT",
        payload: { toolCallId: "call_54", toolName: "danger" },
      },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: {
        type: "tool-call-delta",
        runId: "id-37",
        from: "AGENT",
        payload: { argsTextDelta: '{"id":"9"}', toolCallId: "call_54", toolName: "danger" },
      },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: {
        type: "tool-call-input-streaming-end",
        runId: "id-37",
        from: "AGENT",
        payload: { toolCallId: "call_54" },
      },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: {
        type: "tool-call",
        runId: "id-37",
        from: "AGENT",
        payload: { toolCallId: "call_54", toolName: "danger", args: { id: "9" } },
      },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: {
        type: "tool-call-approval",
        runId: "id-37",
        from: "AGENT",
        payload: {
          toolCallId: "call_54",
          toolName: "danger",
          args: { id: "9" },
          resumeSchema:
            '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"approved":{"type":"boolean","description":"Controls if the tool call is approved or not, should be true when approved and false when declined"},"reason":{"description":"Optional explanation for the decision, surfaced to the model when the tool call is declined","type":"string"}},"required":["approved"],"additionalProperties":false}',
        },
      },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-call-approval",
    runId: "id-35",
    from: "AGENT",
    payload: {
      toolCallId: "call_52",
      toolName: "danger",
      args: { id: "9" },
      resumeSchema:
        '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"approved":{"type":"boolean","description":"Controls if the tool call is approved or not, should be true when approved and false when declined"},"reason":{"description":"Optional explanation for the decision, surfaced to the model when the tool call is declined","type":"string"}},"required":["approved"],"additionalProperties":false}',
    },
  },
];

export const subAgentApproved: readonly unknown[] = [
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: {
        type: "tool-result",
        runId: "id-37",
        from: "AGENT",
        payload: { args: { id: "9" }, toolCallId: "call_54", toolName: "danger", result: { deleted: "9" } },
      },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: {
        type: "step-finish",
        runId: "id-37",
        from: "AGENT",
        payload: {
          messageId: "id-39",
          stepResult: { reason: "tool-calls", isContinued: true, messageId: "id-39" },
          metadata: { modelId: "cap-1-2025" },
          output: {
            text: "",
            usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
          },
          messages: { all: ["…"], user: [], nonUser: [] },
        },
      },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: {
        runId: "id-37",
        from: "AGENT",
        type: "step-start",
        payload: { request: {}, warnings: [], messageId: "id-39", startedAt: 1795524790380 },
      },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: { type: "text-start", runId: "id-37", from: "AGENT", payload: { id: "p56" } },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: { type: "text-delta", runId: "id-37", from: "AGENT", payload: { id: "p56", text: "Sub " } },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: { type: "text-delta", runId: "id-37", from: "AGENT", payload: { id: "p56", text: "says " } },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: { type: "text-delta", runId: "id-37", from: "AGENT", payload: { id: "p56", text: "done." } },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: { type: "text-end", runId: "id-37", from: "AGENT", payload: { type: "text-end", id: "p56" } },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: {
        type: "step-finish",
        runId: "id-37",
        from: "AGENT",
        payload: {
          messageId: "id-39",
          stepResult: { reason: "stop", isContinued: false },
          metadata: { modelId: "cap-1-2025" },
          output: {
            text: "Sub says done.",
            usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
          },
          messages: { all: ["…"], user: [], nonUser: [] },
        },
      },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-output",
    runId: "id-35",
    from: "USER",
    payload: {
      output: {
        type: "finish",
        runId: "id-37",
        from: "AGENT",
        payload: {
          messageId: "id-39",
          stepResult: { reason: "stop", isContinued: false },
          metadata: { modelId: "cap-1-2025" },
          output: {
            text: "Sub says done.",
            usage: { inputTokens: 22, outputTokens: 44, totalTokens: 66, reasoningTokens: 8, cachedInputTokens: 10 },
          },
          messages: { all: ["…"], user: [], nonUser: [] },
        },
      },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
    },
  },
  {
    type: "tool-result",
    runId: "id-35",
    from: "AGENT",
    payload: {
      args: { prompt: "danger" },
      toolCallId: "call_52",
      toolName: "agent-subAgent",
      result: {
        text: "Sub says done.",
        subAgentThreadId: "t-subdanger-id-40",
        subAgentResourceId: "user_1-subAgent",
        subAgentToolResults: [
          { toolName: "danger", toolCallId: "call_54", result: { deleted: "9" }, args: { id: "9" } },
        ],
      },
      providerMetadata: { mastra: { modelOutput: { type: "text", value: "Sub says done." } } },
    },
  },
  {
    type: "step-finish",
    runId: "id-35",
    from: "AGENT",
    payload: {
      messageId: "id-41",
      stepResult: { reason: "tool-calls", isContinued: true, messageId: "id-41" },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "Delegating.",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    runId: "id-35",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-41", startedAt: 1795524790386, request: {} },
  },
  { type: "text-start", runId: "id-35", from: "AGENT", payload: { id: "p58" } },
  { type: "text-delta", runId: "id-35", from: "AGENT", payload: { id: "p58", text: "All " } },
  { type: "text-delta", runId: "id-35", from: "AGENT", payload: { id: "p58", text: "done " } },
  { type: "text-delta", runId: "id-35", from: "AGENT", payload: { id: "p58", text: "now." } },
  { type: "text-end", runId: "id-35", from: "AGENT", payload: { type: "text-end", id: "p58" } },
  {
    type: "step-finish",
    runId: "id-35",
    from: "AGENT",
    payload: {
      messageId: "id-41",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    type: "finish",
    runId: "id-35",
    from: "AGENT",
    payload: {
      messageId: "id-41",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 22, outputTokens: 44, totalTokens: 66, reasoningTokens: 8, cachedInputTokens: 10 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
];

export const twoApprovals: readonly unknown[] = [
  { type: "start", runId: "id-42", from: "AGENT", payload: { id: "mainAgent", messageId: "id-43" } },
  {
    runId: "id-42",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-43", startedAt: 1795524790407, request: {} },
  },
  {
    type: "tool-call-input-streaming-start",
    runId: "id-42",
    from: "AGENT",
    payload: { toolCallId: "call_60", toolName: "danger" },
  },
  {
    type: "tool-call-delta",
    runId: "id-42",
    from: "AGENT",
    payload: { argsTextDelta: '{"id":"1"}', toolCallId: "call_60", toolName: "danger" },
  },
  { type: "tool-call-input-streaming-end", runId: "id-42", from: "AGENT", payload: { toolCallId: "call_60" } },
  {
    type: "tool-call",
    runId: "id-42",
    from: "AGENT",
    payload: { toolCallId: "call_60", toolName: "danger", args: { id: "1" } },
  },
  {
    type: "tool-call-input-streaming-start",
    runId: "id-42",
    from: "AGENT",
    payload: { toolCallId: "call_61", toolName: "danger" },
  },
  {
    type: "tool-call-delta",
    runId: "id-42",
    from: "AGENT",
    payload: { argsTextDelta: '{"id":"2"}', toolCallId: "call_61", toolName: "danger" },
  },
  { type: "tool-call-input-streaming-end", runId: "id-42", from: "AGENT", payload: { toolCallId: "call_61" } },
  {
    type: "tool-call",
    runId: "id-42",
    from: "AGENT",
    payload: { toolCallId: "call_61", toolName: "danger", args: { id: "2" } },
  },
  {
    type: "tool-call-approval",
    runId: "id-42",
    from: "AGENT",
    payload: {
      toolCallId: "call_60",
      toolName: "danger",
      args: { id: "1" },
      resumeSchema:
        '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"approved":{"type":"boolean","description":"Controls if the tool call is approved or not, should be true when approved and false when declined"},"reason":{"description":"Optional explanation for the decision, surfaced to the model when the tool call is declined","type":"string"}},"required":["approved"],"additionalProperties":false}',
    },
  },
];

export const firstDeclined: readonly unknown[] = [
  {
    type: "tool-call-approval",
    runId: "id-42",
    from: "AGENT",
    payload: {
      toolCallId: "call_61",
      toolName: "danger",
      args: { id: "2" },
      resumeSchema:
        '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"approved":{"type":"boolean","description":"Controls if the tool call is approved or not, should be true when approved and false when declined"},"reason":{"description":"Optional explanation for the decision, surfaced to the model when the tool call is declined","type":"string"}},"required":["approved"],"additionalProperties":false}',
    },
  },
];

export const secondApproved: readonly unknown[] = [
  {
    type: "tool-output-denied",
    runId: "id-42",
    from: "AGENT",
    payload: {
      toolCallId: "call_60",
      toolName: "danger",
      args: { id: "1" },
      approval: { id: "call_60", approved: false, reason: "too risky" },
    },
  },
  {
    type: "tool-result",
    runId: "id-42",
    from: "AGENT",
    payload: { args: { id: "2" }, toolCallId: "call_61", toolName: "danger", result: { deleted: "2" } },
  },
  {
    type: "step-finish",
    runId: "id-42",
    from: "AGENT",
    payload: {
      messageId: "id-44",
      stepResult: { reason: "tool-calls", isContinued: true, messageId: "id-44" },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    runId: "id-42",
    from: "AGENT",
    type: "step-start",
    payload: { warnings: [], messageId: "id-44", startedAt: 1795524790436, request: {} },
  },
  { type: "text-start", runId: "id-42", from: "AGENT", payload: { id: "p63" } },
  { type: "text-delta", runId: "id-42", from: "AGENT", payload: { id: "p63", text: "All " } },
  { type: "text-delta", runId: "id-42", from: "AGENT", payload: { id: "p63", text: "done " } },
  { type: "text-delta", runId: "id-42", from: "AGENT", payload: { id: "p63", text: "now." } },
  { type: "text-end", runId: "id-42", from: "AGENT", payload: { type: "text-end", id: "p63" } },
  {
    type: "step-finish",
    runId: "id-42",
    from: "AGENT",
    payload: {
      messageId: "id-44",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 11, outputTokens: 22, totalTokens: 33, reasoningTokens: 4, cachedInputTokens: 5 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
  {
    type: "finish",
    runId: "id-42",
    from: "AGENT",
    payload: {
      messageId: "id-44",
      stepResult: { reason: "stop", isContinued: false },
      metadata: { modelId: "cap-1-2025" },
      output: {
        text: "All done now.",
        usage: { inputTokens: 22, outputTokens: 44, totalTokens: 66, reasoningTokens: 8, cachedInputTokens: 10 },
      },
      messages: { all: ["…"], user: [], nonUser: [] },
    },
  },
];
