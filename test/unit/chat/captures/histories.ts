/* eslint-disable max-lines -- captured data */
/** What a real server keeps of the streams beside this file (@mastra/core 1.71), with ids shortened. */
export const subAgent: readonly unknown[] = [
  {
    id: "id-45",
    content: { format: 2, parts: [{ type: "text", text: "SUB", createdAt: 1795524789818 }], content: "SUB" },
    role: "user",
    createdAt: "2026-11-24T12:53:09.818Z",
  },
  {
    id: "id-2",
    content: {
      format: 2,
      parts: [
        { type: "text", text: "Delegating.", createdAt: 1795524789879 },
        {
          type: "tool-invocation",
          toolInvocation: {
            state: "result",
            toolCallId: "call_3",
            toolName: "agent-subAgent",
            args: { prompt: "go" },
            result: {
              text: "Sub says done.",
              subAgentThreadId: "t-sub-id-5",
              subAgentResourceId: "user_1-subAgent",
              subAgentToolResults: [
                { toolName: "progressTool", toolCallId: "call_7", result: { ok: true }, args: { n: 2 } },
              ],
            },
          },
          providerMetadata: { mastra: { modelOutput: { type: "text", value: "Sub says done." } } },
        },
        { type: "data-progress", data: { pct: 50, label: "halfway" }, createdAt: 1795524789912 },
        { type: "data-status", data: { message: "one" }, createdAt: 1795524789912 },
        { type: "step-start", createdAt: 1795524789927, model: "cap/cap-1" },
        { type: "text", text: "All done now.", createdAt: 1795524789929 },
      ],
      content: "All done now.",
      metadata: { modelId: "cap-1", provider: "cap" },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:09.879Z",
  },
];

export const toolError: readonly unknown[] = [
  {
    id: "id-46",
    content: { format: 2, parts: [{ type: "text", text: "BOOM", createdAt: 1795524790116 }], content: "BOOM" },
    role: "user",
    createdAt: "2026-11-24T12:53:10.116Z",
  },
  {
    id: "id-26",
    content: {
      format: 2,
      parts: [
        {
          type: "tool-invocation",
          toolInvocation: {
            state: "output-error",
            toolCallId: "call_26",
            toolName: "boomTool",
            args: { x: 1 },
            errorText: "tool blew up",
          },
        },
        { type: "step-start", createdAt: 1795524790124, model: "cap/cap-1" },
        { type: "text", text: "All done now.", createdAt: 1795524790125 },
      ],
      metadata: { modelId: "cap-1", provider: "cap" },
      content: "All done now.",
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.121Z",
  },
];

export const filesAndSources: readonly unknown[] = [
  {
    id: "id-47",
    content: { format: 2, parts: [{ type: "text", text: "FILE", createdAt: 1795524790144 }], content: "FILE" },
    role: "user",
    createdAt: "2026-11-24T12:53:10.144Z",
  },
  {
    id: "id-28",
    content: {
      format: 2,
      parts: [
        { type: "reasoning", reasoning: "hmm", details: [{ type: "text", text: "hmm" }], createdAt: 1795524790149 },
        { type: "file", data: "iVBORw0KGgo=", mimeType: "image/png", createdAt: 1795524790149 },
        {
          type: "source",
          source: { sourceType: "url", id: "s1", url: "https://example.com/a", title: "Example" },
          createdAt: 1795524790149,
        },
        { type: "text", text: "There.", createdAt: 1795524790149 },
      ],
      content: "There.",
      metadata: { modelId: "cap-1", provider: "cap" },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.149Z",
  },
];

export const runError: readonly unknown[] = [
  {
    id: "id-48",
    content: { format: 2, parts: [{ type: "text", text: "ERROR", createdAt: 1795524790191 }], content: "ERROR" },
    role: "user",
    createdAt: "2026-11-24T12:53:10.191Z",
  },
  {
    id: "id-32",
    content: {
      format: 2,
      parts: [
        { type: "text", text: "part", createdAt: 1795524790196 },
        { type: "error", error: { name: "Error", message: "provider exploded mid" }, createdAt: 1795524790197 },
      ],
      content: "part",
      metadata: { modelId: "cap-1", provider: "cap" },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.196Z",
  },
];

export const structuredObject: readonly unknown[] = [
  {
    id: "id-49",
    content: { format: 2, parts: [{ type: "text", text: "OBJECT", createdAt: 1795524790216 }], content: "OBJECT" },
    role: "user",
    createdAt: "2026-11-24T12:53:10.216Z",
  },
  {
    id: "id-30",
    content: {
      format: 2,
      parts: [{ type: "text", text: '{"city":"Paris","temperatureC":21}', createdAt: 1795524790226 }],
      content: '{"city":"Paris","temperatureC":21}',
      metadata: { modelId: "cap-1", provider: "cap", structuredOutput: { city: "Paris", temperatureC: 21 } },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.226Z",
  },
];

export const suspended: readonly unknown[] = [
  {
    id: "id-50",
    content: { format: 2, parts: [{ type: "text", text: "ASK", createdAt: 1795524790244 }], content: "ASK" },
    role: "user",
    createdAt: "2026-11-24T12:53:10.244Z",
  },
  {
    id: "id-34",
    content: {
      format: 2,
      parts: [
        {
          type: "tool-invocation",
          toolInvocation: { state: "call", toolCallId: "call_43", toolName: "askName", args: {} },
          createdAt: 1795524790248,
        },
      ],
      metadata: {
        modelId: "cap-1",
        provider: "cap",
        suspendedTools: {
          call_43: {
            toolCallId: "call_43",
            toolName: "askName",
            args: {},
            type: "suspension",
            runId: "id-33",
            suspendPayload: { reason: "need your name" },
            resumeSchema:
              '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}',
          },
        },
      },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.248Z",
  },
];

export const subAgentApproval: readonly unknown[] = [
  {
    id: "id-51",
    content: {
      format: 2,
      parts: [{ type: "text", text: "SUB danger", createdAt: 1795524790348 }],
      content: "SUB danger",
    },
    role: "user",
    createdAt: "2026-11-24T12:53:10.348Z",
  },
  {
    id: "id-36",
    content: {
      format: 2,
      parts: [
        { type: "text", text: "Delegating.", createdAt: 1795524790352 },
        {
          type: "tool-invocation",
          toolInvocation: {
            state: "call",
            toolCallId: "call_52",
            toolName: "agent-subAgent",
            args: { prompt: "danger" },
          },
          createdAt: 1795524790352,
        },
      ],
      content: "Delegating.",
      metadata: {
        modelId: "cap-1",
        provider: "cap",
        pendingToolApprovals: {
          call_52: {
            toolCallId: "call_52",
            toolName: "danger",
            args: { id: "9" },
            parentToolName: "agent-subAgent",
            parentArgs: { prompt: "danger" },
            type: "approval",
            runId: "id-35",
            delegatedRunId: "id-37",
            resumeSchema:
              '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"approved":{"type":"boolean","description":"Controls if the tool call is approved or not, should be true when approved and false when declined"}},"required":["approved"],"additionalProperties":false}',
          },
        },
      },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.352Z",
  },
];

export const twoApprovals: readonly unknown[] = [
  {
    id: "id-52",
    content: { format: 2, parts: [{ type: "text", text: "DANGER", createdAt: 1795524790404 }], content: "DANGER" },
    role: "user",
    createdAt: "2026-11-24T12:53:10.404Z",
  },
  {
    id: "id-43",
    content: {
      format: 2,
      parts: [
        {
          type: "tool-invocation",
          toolInvocation: { state: "call", toolCallId: "call_60", toolName: "danger", args: { id: "1" } },
          createdAt: 1795524790408,
        },
        {
          type: "tool-invocation",
          toolInvocation: { state: "call", toolCallId: "call_61", toolName: "danger", args: { id: "2" } },
          createdAt: 1795524790408,
        },
      ],
      metadata: {
        modelId: "cap-1",
        provider: "cap",
        pendingToolApprovals: {
          call_60: {
            toolCallId: "call_60",
            toolName: "danger",
            args: { id: "1" },
            type: "approval",
            runId: "id-42",
            resumeSchema:
              '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"approved":{"type":"boolean","description":"Controls if the tool call is approved or not, should be true when approved and false when declined"},"reason":{"description":"Optional explanation for the decision, surfaced to the model when the tool call is declined","type":"string"}},"required":["approved"],"additionalProperties":false}',
          },
        },
      },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.408Z",
  },
];

export const progress: readonly unknown[] = [
  {
    id: "id-53",
    content: { format: 2, parts: [{ type: "text", text: "PROGRESS", createdAt: 1795524790085 }], content: "PROGRESS" },
    role: "user",
    createdAt: "2026-11-24T12:53:10.085Z",
  },
  {
    id: "id-24",
    content: {
      format: 2,
      parts: [
        {
          type: "reasoning",
          reasoning: "thinking",
          details: [{ type: "text", text: "thinking" }],
          createdAt: 1795524790091,
        },
        {
          type: "tool-invocation",
          toolInvocation: {
            state: "result",
            toolCallId: "call_22",
            toolName: "progressTool",
            args: { n: 1 },
            result: { ok: true },
          },
        },
        { type: "data-progress", data: { pct: 50, label: "halfway" }, createdAt: 1795524790092 },
        { type: "data-status", data: { message: "one" }, createdAt: 1795524790092 },
        { type: "step-start", createdAt: 1795524790094, model: "cap/cap-1" },
        { type: "text", text: "All done now.", createdAt: 1795524790096 },
      ],
      metadata: { modelId: "cap-1", provider: "cap" },
      content: "All done now.",
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.091Z",
  },
];

export const oldAttachments: readonly unknown[] = [
  {
    id: "my-id-1",
    content: {
      format: 2,
      parts: [
        { type: "text", text: "What is this?", createdAt: 1795524790453 },
        { type: "text", text: "<attachment>x</attachment>", createdAt: 1795524790453 },
        {
          type: "file",
          data: "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
          mimeType: "image/png",
          createdAt: 1795524790453,
        },
        { type: "file", mimeType: "application/pdf", data: "JVBERi0=", filename: "a.pdf", createdAt: 1795524790453 },
      ],
    },
    role: "user",
    createdAt: "2026-11-24T12:53:10.453Z",
  },
  {
    id: "id-54",
    content: {
      format: 2,
      parts: [
        {
          type: "text",
          text: "Echo: What is this?|<attachment>x</attachment>|<file>|<file>",
          createdAt: 1795524790459,
        },
      ],
      content: "Echo: What is this?|<attachment>x</attachment>|<file>|<file>",
      metadata: { modelId: "cap-1", provider: "cap" },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.459Z",
  },
  {
    id: "my-id-1b",
    content: { format: 2, parts: [{ type: "text", text: "second", createdAt: 1795524790596 }], content: "second" },
    role: "user",
    createdAt: "2026-11-24T12:53:10.596Z",
  },
  {
    id: "id-55",
    content: {
      format: 2,
      parts: [{ type: "text", text: "Echo: second", createdAt: 1795524790601 }],
      content: "Echo: second",
      metadata: { modelId: "cap-1", provider: "cap" },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.601Z",
  },
];

export const attachments: readonly unknown[] = [
  {
    id: "b1",
    content: {
      format: 2,
      parts: [
        { type: "text", text: "PROMPT", createdAt: 1795525030750 },
        { type: "text", text: "att", createdAt: 1795525030750 },
        {
          type: "file",
          mimeType: "image/png",
          data: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
          filename: "p.png",
          createdAt: 1795525030750,
        },
        { type: "file", mimeType: "application/pdf", data: "JVBERi0=", filename: "a.pdf", createdAt: 1795525030750 },
      ],
    },
    role: "user",
    createdAt: "2026-11-24T12:57:10.750Z",
  },
  {
    id: "id-56",
    content: {
      format: 2,
      parts: [{ type: "text", text: "Echo: PROMPT|att|<file>|<file>", createdAt: 1795525030803 }],
      content: "Echo: PROMPT|att|<file>|<file>",
      metadata: { modelId: "cap-1", provider: "cap" },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:57:10.803Z",
  },
];

export const signal: readonly unknown[] = [
  {
    id: "id-57",
    content: {
      format: 2,
      parts: [{ type: "text", text: "hello by signal", createdAt: 1795525031013 }],
      metadata: {
        signal: {
          id: "id-57",
          type: "user",
          tagName: "user",
          createdAt: "2026-11-24T12:57:11.013Z",
          acceptedAt: "2026-11-24T12:57:11.011Z",
        },
      },
    },
    role: "signal",
    createdAt: "2026-11-24T12:57:11.013Z",
    type: "user",
  },
  {
    id: "id-58",
    content: {
      format: 2,
      parts: [{ type: "text", text: "Echo: hello by signal", createdAt: 1795525031018 }],
      content: "Echo: hello by signal",
      metadata: { modelId: "cap-1", provider: "cap" },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:57:11.018Z",
  },
];

export const workflowSuspended: readonly unknown[] = [
  {
    id: "id-59",
    content: { format: 2, parts: [{ type: "text", text: "WFASK", createdAt: 1795524790289 }], content: "WFASK" },
    role: "user",
    createdAt: "2026-11-24T12:53:10.289Z",
  },
  {
    id: "id-17",
    content: {
      format: 2,
      parts: [
        {
          type: "tool-invocation",
          toolInvocation: {
            state: "call",
            toolCallId: "call_47",
            toolName: "workflow-askFlow",
            args: { inputData: { city: "Paris" } },
          },
          createdAt: 1795524790293,
        },
      ],
      metadata: {
        modelId: "cap-1",
        provider: "cap",
        suspendedTools: {
          call_47: {
            toolCallId: "call_47",
            toolName: "workflow-askFlow",
            args: { inputData: { city: "Paris" } },
            type: "suspension",
            runId: "id-16",
            delegatedRunId: "id-18",
            suspendPayload: { q: "sure?" },
            resumeSchema:
              '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"yes":{"type":"boolean"}},"required":["yes"],"additionalProperties":false}',
          },
        },
      },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.293Z",
  },
];

export const twoDecided: readonly unknown[] = [
  {
    id: "id-52",
    content: { format: 2, parts: [{ type: "text", text: "DANGER", createdAt: 1795524790404 }], content: "DANGER" },
    role: "user",
    createdAt: "2026-11-24T12:53:10.404Z",
  },
  {
    id: "id-43",
    content: {
      format: 2,
      parts: [
        {
          type: "tool-invocation",
          toolInvocation: {
            state: "output-denied",
            toolCallId: "call_60",
            toolName: "danger",
            args: { id: "1" },
            approval: { id: "call_60", approved: false, reason: "too risky" },
          },
        },
        {
          type: "tool-invocation",
          toolInvocation: {
            state: "result",
            toolCallId: "call_61",
            toolName: "danger",
            args: { id: "2" },
            result: { deleted: "2" },
            approval: { id: "call_61", approved: true },
          },
        },
      ],
      metadata: { modelId: "cap-1", provider: "cap", mastra: { responseBoundary: true } },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.408Z",
  },
  {
    id: "id-44",
    content: {
      format: 2,
      parts: [{ type: "text", text: "All done now.", createdAt: 1795524790436 }],
      content: "All done now.",
      metadata: { modelId: "cap-1", provider: "cap" },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.436Z",
  },
];

export const subAgentApproved: readonly unknown[] = [
  {
    id: "id-51",
    content: {
      format: 2,
      parts: [{ type: "text", text: "SUB danger", createdAt: 1795524790348 }],
      content: "SUB danger",
    },
    role: "user",
    createdAt: "2026-11-24T12:53:10.348Z",
  },
  {
    id: "id-36",
    content: {
      format: 2,
      parts: [
        { type: "text", text: "Delegating.", createdAt: 1795524790352 },
        {
          type: "tool-invocation",
          toolInvocation: {
            state: "result",
            toolCallId: "call_52",
            toolName: "agent-subAgent",
            args: { prompt: "danger" },
            result: {
              text: "Sub says done.",
              subAgentThreadId: "t-subdanger-id-40",
              subAgentResourceId: "user_1-subAgent",
              subAgentToolResults: [
                { toolName: "danger", toolCallId: "call_54", result: { deleted: "9" }, args: { id: "9" } },
              ],
            },
          },
          providerMetadata: { mastra: { modelOutput: { type: "text", value: "Sub says done." } } },
        },
      ],
      content: "Delegating.",
      metadata: { modelId: "cap-1", provider: "cap", mastra: { responseBoundary: true } },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.352Z",
  },
  {
    id: "id-41",
    content: {
      format: 2,
      parts: [{ type: "text", text: "All done now.", createdAt: 1795524790387 }],
      content: "All done now.",
      metadata: { modelId: "cap-1", provider: "cap" },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.387Z",
  },
];

export const resumed: readonly unknown[] = [
  {
    id: "id-50",
    content: { format: 2, parts: [{ type: "text", text: "ASK", createdAt: 1795524790244 }], content: "ASK" },
    role: "user",
    createdAt: "2026-11-24T12:53:10.244Z",
  },
  {
    id: "id-34",
    content: {
      format: 2,
      parts: [
        {
          type: "tool-invocation",
          toolInvocation: {
            state: "result",
            toolCallId: "call_43",
            toolName: "askName",
            args: {},
            result: { greeting: "Hi Ada" },
          },
        },
      ],
      metadata: { modelId: "cap-1", provider: "cap", mastra: { responseBoundary: true } },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.248Z",
  },
  {
    id: "id-60",
    content: {
      format: 2,
      parts: [{ type: "text", text: "All done now.", createdAt: 1795524790272 }],
      content: "All done now.",
      metadata: { modelId: "cap-1", provider: "cap" },
    },
    role: "assistant",
    createdAt: "2026-11-24T12:53:10.272Z",
  },
];

export const twoApprovalsRuns: readonly unknown[] = [
  {
    runId: "id-42",
    status: "suspended",
    threadId: "t-danger",
    resourceId: "user_1",
    suspendedAt: "2026-11-24T12:53:10.411Z",
    toolCalls: [{ toolCallId: "call_60", toolName: "danger", args: { id: "1" }, requiresApproval: true }],
  },
];

export const secondRuns: readonly unknown[] = [
  {
    runId: "id-42",
    status: "suspended",
    threadId: "t-danger",
    resourceId: "user_1",
    suspendedAt: "2026-11-24T12:53:10.425Z",
    toolCalls: [{ toolCallId: "call_61", toolName: "danger", args: { id: "2" }, requiresApproval: true }],
  },
];

export const suspendedRuns: readonly unknown[] = [
  {
    runId: "id-33",
    status: "suspended",
    threadId: "t-ask",
    resourceId: "user_1",
    suspendedAt: "2026-11-24T12:53:10.253Z",
    toolCalls: [
      {
        toolCallId: "call_43",
        toolName: "askName",
        requiresApproval: false,
        suspendPayload: { reason: "need your name" },
      },
    ],
  },
];

export const subAgentRuns: readonly unknown[] = [
  {
    runId: "id-35",
    status: "suspended",
    threadId: "t-subdanger",
    resourceId: "user_1",
    suspendedAt: "2026-11-24T12:53:10.363Z",
    toolCalls: [{ toolCallId: "call_52", toolName: "danger", args: { id: "9" }, requiresApproval: true }],
  },
];
