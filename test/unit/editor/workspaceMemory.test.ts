import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type * as vscode from "vscode";
import { AccountMemory } from "../../../src/auth/session/currentAccount";
import { OriginConsent } from "../../../src/auth/vscode/originConsent";
import { DraftStore, NOBODY } from "../../../src/chat/draftStore";
import { OpenServerMemory, WorkspaceMemory } from "../../../src/editor/workspaceMemory";
import { MemoryMemento } from "../auth/setup/memoryMemento";

const clerk = "https://clerk.example.com";

describe("what a workspace remembers", () => {
  let state: MemoryMemento;
  /** The same, as VS Code gives it. */
  let memento: vscode.Memento;

  beforeEach(() => {
    state = new MemoryMemento();
    memento = {
      keys: () => [],
      get: <T>(key: string, otherwise?: T) => state.get(key, otherwise as T),
      update: (key, value) => state.update(key, value),
    };
  });

  it("is there again in the next window", () => {
    const memory = new WorkspaceMemory(memento, () => true);
    memory.chosenAgent.set("travelAgent");
    memory.chosenServer.set("Staging");
    memory.drafts.set({ owner: { text: "Rain?", revision: 3 } });
    const next = new WorkspaceMemory(memento, () => true);
    strictEqual(next.chosenAgent.get(), "travelAgent");
    strictEqual(next.chosenServer.get(), "Staging");
    deepStrictEqual(next.drafts.get(), { owner: { text: "Rain?", revision: 3 } });
    new OpenServerMemory(memento).keys.set(["http://localhost:4111/api"]);
    deepStrictEqual(new OpenServerMemory(memento).keys.get(), ["http://localhost:4111/api"]);
  });

  describe("as version 0.4.0 has written it", () => {
    beforeEach(async () => {
      await state.update("agentChat.draft", { text: "Half a question", revision: 7 });
      await state.update("agentChat.chosenAgent", "travelAgent");
      await state.update("agentChat.chosenServer", "Staging");
      await state.update("agentChat.allowedOrigins", {
        [`https://mastra.example.com ${clerk}`]: "allowed",
        [`https://other.example.com ${clerk}`]: "declined",
      });
      await state.update("agentChat.accounts", { [`${clerk} client`]: "user_1 org_1" });
    });

    it("keeps the draft for whoever signs in next, once", () => {
      const drafts = new DraftStore(new WorkspaceMemory(memento, () => true).drafts);
      strictEqual(drafts.of(NOBODY).text, "Half a question");
      drafts.typed(NOBODY, { text: "Half a question more", revision: 8 });
      const next = new DraftStore(new WorkspaceMemory(memento, () => true).drafts);
      strictEqual(next.of(NOBODY).text, "Half a question more");
      strictEqual(state.get<unknown>("agentChat.draft", undefined), undefined);
    });

    it("keeps the agent, the server, the account, and what was allowed and declined", async () => {
      const memory = new WorkspaceMemory(memento, () => true);
      strictEqual(memory.chosenAgent.get(), "travelAgent");
      strictEqual(memory.chosenServer.get(), "Staging");
      const accounts = new AccountMemory(state, new MemoryMemento());
      strictEqual(accounts.get({ issuer: clerk, clientId: "client" }), "user_1 org_1");
      const consent = new OriginConsent(state, () => Promise.reject(new Error("a question")));
      strictEqual(consent.isAllowed({ origin: "https://mastra.example.com", issuer: clerk }), true);
      strictEqual(consent.isAllowed({ origin: "https://other.example.com", issuer: clerk }), false);
      await consent.require("https://mastra.example.com", clerk);
    });
  });
});
