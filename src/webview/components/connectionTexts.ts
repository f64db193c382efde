import * as l10n from "@vscode/l10n";
import type { Connection, ViewState } from "../../shared/protocol";
import type { ActionId } from "../../shared/transcript";
import type { IconName } from "./icon";

/** A connection state as it is told to people, and what they can press. */
export interface ConnectionText {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly primary?: ActionId;
  readonly others?: readonly ActionId[];
}

/** `loading` has a skeleton, `failed` its notice and `ready` the conversation instead of a text. */
export function connectionText(state: ViewState): ConnectionText | undefined {
  const server = state.serverLabel === "" ? l10n.t("your Mastra server") : state.serverLabel;
  const texts: Readonly<Record<Connection, ConnectionText | undefined>> = {
    loading: undefined,
    failed: undefined,
    ready: undefined,
    noServer: {
      icon: "server",
      title: l10n.t("No server yet"),
      text: l10n.t("Enter the address of your Mastra server to talk to its agents."),
      primary: "configureServer",
    },
    restricted: {
      icon: "shield",
      title: l10n.t("Restricted Mode"),
      text: l10n.t("This workspace is not trusted, so its server settings are not used. Trust it to go on."),
      primary: "trustWorkspace",
    },
    signedOut: {
      icon: "account",
      title: l10n.t("Sign in to chat"),
      text: l10n.t("Sign in with Clerk to talk to the agents of {0}.", server),
      primary: "signIn",
      others: ["pasteToken"],
    },
    signingIn: {
      icon: "loading",
      title: l10n.t("Signing in…"),
      text: state.signInHint ?? l10n.t("Continue in your browser, then come back here."),
      others: ["anotherWay", "cancelSignIn"],
    },
    noAgents: {
      icon: "agent",
      title: l10n.t("No agents"),
      text: l10n.t("{0} answered, but it lists no agents. Add one to your Mastra project, then try again.", server),
      primary: "retryConnection",
    },
  };
  return texts[state.connection];
}
