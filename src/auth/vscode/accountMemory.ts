import type * as vscode from "vscode";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { AccountChoice } from "../session/currentAccount";

const stateKey = "agentChat.accounts";

type Choices = Readonly<Record<string, string>>;

/** Which account was chosen: in this workspace, else in the last workspace where one was. */
export class AccountMemory implements AccountChoice {
  constructor(
    private readonly workspace: vscode.Memento,
    private readonly everywhere: vscode.Memento,
  ) {}

  get(instance: ClerkInstance): string | undefined {
    const key = keyOf(instance);
    return choicesOf(this.workspace)[key] ?? choicesOf(this.everywhere)[key];
  }

  set(instance: ClerkInstance, accountId: string | undefined): void {
    for (const state of [this.workspace, this.everywhere]) {
      const others = Object.entries(choicesOf(state)).filter(([key]) => key !== keyOf(instance));
      const chosen = accountId === undefined ? [] : [[keyOf(instance), accountId] as const];
      void state.update(stateKey, Object.fromEntries([...others, ...chosen]));
    }
  }
}

function choicesOf(state: vscode.Memento): Choices {
  return state.get<Choices>(stateKey, {});
}

function keyOf({ issuer, clientId }: ClerkInstance): string {
  return `${issuer} ${clientId}`;
}
