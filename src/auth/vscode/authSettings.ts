import type * as vscode from "vscode";
import type { ClerkConfiguration } from "../clerk/clerkInstance";

/** The part of the settings that signing in needs. */
export interface AuthSettings {
  clerk(): ClerkConfiguration & {
    /** Separated by spaces. */
    readonly scopes: string;
    /** Where Clerk sends browser tabs back to. */
    readonly redirectRelay: string;
  };
  /** Of the current server; undefined while no valid address is set. */
  origin(): string | undefined;
  readonly onDidChange: vscode.Event<void>;
}
