import { ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { AgentService } from "../../src/agents/agentService";
import * as mastraClient from "../../src/agents/mastraClient";
import { serverAddress } from "../../src/agents/serverUrl";
import { ThreadService } from "../../src/agents/threadService";
import type { ThreadTools } from "../../src/chat/clientTools/clientTools";
import { EditorAccess, type ToolsSetting } from "../../src/chat/clientTools/editorAccess";
import { Conversation } from "../../src/chat/conversation";
import { ThreadHistory } from "../../src/chat/threads/threadHistory";
import { CodeActions } from "../../src/editor/code/codeActions";
import { WorkspaceFiles } from "../../src/editor/code/workspaceFiles";
import { Checkpoints } from "../../src/editor/editorTools/checkpoints";
import { createClientTools, restoreInWindow } from "../../src/editor/editorTools/createClientTools";
import type { ToolCallPart, Turn } from "../../src/shared/transcript";

const serverUrl = process.env["AGENT_CHAT_SERVER_URL"] ?? "";
const accessToken = process.env["AGENT_CHAT_ACCESS_TOKEN"] ?? "";
const resourceId = process.env["AGENT_CHAT_SUB"] ?? "";

/** What is called in one step, as the coding agent of the test server is asked for it. */
export function step(...made: readonly (readonly [toolName: string, args: unknown])[]): string {
  return `In one step: ${JSON.stringify(made.map(([toolName, args]) => ({ toolName, args })))}`;
}

export function calls(conversation: Conversation): readonly ToolCallPart[] {
  return conversation.turns.flatMap(({ parts }) => parts.filter((part) => part.kind === "tool"));
}

/** The words of the last response. */
export function words({ lastTurn }: Conversation): string {
  return (lastTurn?.parts ?? []).map((part) => (part.kind === "text" ? part.text : "")).join("\n");
}

/** Threads of a person with the coding agent of the real server, whose agents may use this window's editor. */
export class ToolThreads {
  readonly code = new CodeActions(new WorkspaceFiles());
  readonly access: EditorAccess;
  /** Questions about files to restore, and what is answered. */
  readonly restoring: string[] = [];
  restores = true;
  private readonly folder = mkdtempSync(join(tmpdir(), "agent-chat-checkpoints-"));
  readonly checkpoints = new Checkpoints(this.folder);
  private readonly service = new AgentService({
    server: serverAddress(serverUrl, "/api"),
    options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false }),
    tokens: { get: () => Promise.resolve(accessToken) },
    loadClient: () => Promise.resolve(mastraClient),
    fetch,
    account: { label: "", issuer: "" },
  });
  private readonly decided = new Set<string>();

  /** @param agent whom the person writes to */
  constructor(
    private readonly agent = { id: "codingAgent", name: "Coding Agent", description: "" },
    setting: () => ToolsSetting = () => "perThread",
  ) {
    let switched: Readonly<Record<string, ThreadTools>> = {};
    this.access = new EditorAccess({
      memory: { get: () => switched, set: (next) => (switched = next) },
      setting,
      isPossible: () => true,
      load: () => Promise.resolve(createClientTools(this.code, this.checkpoints, () => undefined)),
      checkpoints: {
        restore: (owner, threadId, callIds) =>
          restoreInWindow(this.checkpoints, { owner, threadId }, callIds, (question, detail) => {
            this.restoring.push(`${question}\n${detail}`);
            return Promise.resolve(this.restores);
          }),
        forget: (owner, threadId) => void this.checkpoints.forget(owner, threadId),
      },
    });
  }

  /** @param turns of an earlier window, whose files have kept them */
  open(threadId: string = crypto.randomUUID(), turns: readonly Turn[] = []): Conversation {
    const conversation: Conversation = new Conversation(
      threadId,
      {
        agents: this.access.assist("owner", resourceId, this.service, () => conversation),
        onChange: () => undefined,
        logError: (_, error) => {
          throw error;
        },
      },
      { turns },
    );
    return conversation;
  }

  /** A thread in which the tools are on. */
  assisted(state: ThreadTools = "on"): Conversation {
    const conversation = this.open();
    this.access.set("owner", conversation.threadId, state);
    return conversation;
  }

  asks(conversation: Conversation, text: string): Promise<unknown> {
    return conversation.send({ id: crypto.randomUUID(), text, attachments: [] }, this.agent, resourceId);
  }

  async decides(conversation: Conversation, approved: boolean, reason = ""): Promise<void> {
    const turn = conversation.lastTurn;
    const call = calls(conversation).find(({ status }) => status === "awaitingApproval");
    strictEqual(await conversation.decide(turn?.id ?? "", call?.id ?? "", approved, reason), undefined);
  }

  /** Waits for the comparison of the next change, and answers it. */
  async comparing(answer: boolean | ((shown: vscode.Uri) => Promise<void>), action: Promise<unknown>): Promise<void> {
    let over = false;
    void action.finally(() => (over = true));
    for (;;) {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      // A comparison that was decided closes a moment later.
      const shown = tabs.flatMap(({ input }) => proposed(input)).find((uri) => !this.decided.has(uri.toString()));
      if (shown) {
        this.decided.add(shown.toString());
        await (typeof answer === "function"
          ? answer(shown)
          : answer
            ? this.code.accept(shown)
            : this.code.reject(shown));
        break;
      }
      ok(!over, "no change was shown");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await action;
  }

  /** The thread as another window reads it from the server. */
  async readAgain(conversation: Conversation, local: readonly Turn[]): Promise<Conversation> {
    const again = this.open(conversation.threadId, local);
    const history = new ThreadHistory({
      threads: new ThreadService(this.service.access),
      agent: () => this.agent,
      logError: (_, error) => {
        throw error;
      },
      onLoading: () => undefined,
    });
    await history.sync(again);
    return again;
  }

  dispose(): void {
    this.code.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What a comparison of one file or of several proposes; its first file is enough to name it. */
function proposed(input: unknown): readonly vscode.Uri[] {
  if (input instanceof vscode.TabInputTextDiff) {
    return [input.modified];
  }
  const { textDiffs = [] } = (input ?? {}) as { readonly textDiffs?: readonly vscode.TabInputTextDiff[] };
  return textDiffs.slice(0, 1).map(({ modified }) => modified);
}
