import { setTimeout as delay } from "node:timers/promises";
import { MastraClient } from "@mastra/client-js";
import { createParser } from "eventsource-parser";
import { AgentService } from "../../../../src/agents/agentService";
import * as mastraClient from "../../../../src/agents/mastraClient";
import { serverAddress } from "../../../../src/agents/serverUrl";
import type { Turn } from "../../../../src/shared/transcript";
import { BenchChat } from "../chat/benchChat";
import { AGENT_ID } from "../server/answerSpec";

/** Asks a question and reads the whole answer. @returns the length of its text */
export type Ask = (question: string) => Promise<number>;

/** How a whole answer can be read; what each costs is compared. */
export type Side = "ours" | "chat" | "clientJs" | "bare";

/** @param origin of the bench server */
export function clientOf(side: Side, origin: string): Ask {
  switch (side) {
    case "ours":
      return ours(origin);
    case "chat":
      return chat(origin);
    case "clientJs":
      return clientJs(origin);
    case "bare":
      return bare(origin);
  }
}

/** AgentService as the extension makes it. */
export function agentService(
  origin: string,
  send: typeof fetch = fetch,
  token = "bench",
  keepsRunsAlive = false,
): AgentService {
  return new AgentService({
    server: serverAddress(origin, "/api"),
    options: () => ({ idleTimeoutSeconds: 60, requireToolApproval: false, keepsRunsAlive }),
    tokens: { get: () => Promise.resolve(token) },
    loadClient: () => Promise.resolve(mastraClient),
    fetch: send,
    account: { label: "", issuer: "" },
  });
}

const memory = () => ({ threadId: crypto.randomUUID(), resourceId: "bench" });

function ours(origin: string): Ask {
  const service = agentService(origin);
  const never = new AbortController().signal;
  return async (text) => {
    let length = 0;
    const message = { id: crypto.randomUUID(), text, attachments: [] };
    for await (const batch of service.stream(AGENT_ID, message, memory(), never)) {
      for (const chunk of batch) {
        length += chunk.type === "text-delta" ? chunk.text.length : 0;
      }
    }
    return length;
  };
}

/** The service, the conversation, and the messages for the panel as the text that leaves the extension host. */
function chat(origin: string): Ask {
  let posted = 0;
  const chat = new BenchChat({
    agents: agentService(origin),
    agentId: AGENT_ID,
    origin,
    post: (message) => void (posted += JSON.stringify(message).length),
  });
  let ready: Promise<void> | undefined;
  return async (question) => {
    await (ready ??= chat.panel.panelReady());
    posted = 0;
    await chat.send(question);
    const text = textOf(chat.shown.lastTurn);
    // What came last leaves with the next frame.
    while (posted < text.length) {
      await delay(4);
    }
    return text.length;
  };
}

function textOf(turn: Turn | undefined): string {
  return turn?.parts.map((part) => (part.kind === "text" ? part.text : "")).join("") ?? "";
}

/** The client's own way, as its documentation shows it. */
function clientJs(origin: string): Ask {
  const client = new MastraClient({ baseUrl: origin, retries: 0 });
  return async (text) => {
    let length = 0;
    const { threadId, resourceId } = memory();
    const response = await client
      .getAgent(AGENT_ID)
      .stream(text, { memory: { thread: threadId, resource: resourceId } });
    await response.processDataStream({
      onChunk: (chunk) => {
        length += chunk.type === "text-delta" ? chunk.payload.text.length : 0;
        return Promise.resolve();
      },
    });
    return length;
  };
}

/** The least that can be done: `fetch`, a standard parser of server-sent events, `JSON.parse`. */
function bare(origin: string): Ask {
  return async (text) => {
    let length = 0;
    const parser = createParser({
      onEvent: ({ data }) => {
        if (data !== "[DONE]") {
          const chunk = JSON.parse(data) as { type: string; payload?: { text?: string } };
          length += chunk.type === "text-delta" ? (chunk.payload?.text?.length ?? 0) : 0;
        }
      },
    });
    const { body } = await fetch(`${origin}/api/agents/${AGENT_ID}/stream`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ messages: text }),
    });
    const decoder = new TextDecoder();
    for await (const piece of body ?? []) {
      parser.feed(decoder.decode(piece, { stream: true }));
    }
    return length;
  };
}
