import * as l10n from "@vscode/l10n";
import type { Connection, ViewState } from "../../shared/protocol";
import type { ActionId } from "../../shared/transcript";
import { ActionButton } from "../components/buttons";
import { Icon, type IconName } from "../components/icon";
import { NoticeView, Skeleton } from "../components/notice";
import { memo } from "../components/preactHelpers";

/** A connection state as it is told to people, and what they can press. */
interface ConnectionText {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly primary?: ActionId;
  readonly others?: readonly ActionId[];
}

/** `loading` has a skeleton, `failed` its notice and `ready` the conversation instead of a text. */
function connectionText(state: ViewState): ConnectionText | undefined {
  const server = state.serverLabel === "" ? l10n.t("your Mastra server") : state.serverLabel;
  const texts: Readonly<Record<Connection, ConnectionText | undefined>> = {
    loading: undefined,
    failed: undefined,
    ready: undefined,
    noServer: {
      icon: "server",
      title: l10n.t("No server yet"),
      text: l10n.t("Enter the address of your Mastra server to chat with its agents."),
      primary: "configureServer",
    },
    restricted: {
      icon: "shield",
      title: l10n.t("Restricted Mode"),
      text: l10n.t("This workspace isn't trusted, so its server settings aren't used. Trust it to continue."),
      primary: "trustWorkspace",
    },
    signedOut: {
      icon: "account",
      title: l10n.t("Sign in to chat"),
      text: l10n.t("Sign in with Clerk to chat with the agents on {0}.", server),
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
      icon: "robot",
      title: l10n.t("No agents"),
      text: l10n.t("{0} has no agents. Add one to your Mastra project, then try again.", server),
      primary: "retryConnection",
    },
  };
  return texts[state.connection];
}

interface ConnectionScreenProps {
  readonly state: ViewState;
  /** True above a conversation: one line and its buttons. */
  readonly compact: boolean;
}

/** What stands in the way of a conversation, and the way out of it. Draws nothing when ready. */
export const ConnectionScreen = memo(function ConnectionScreen({ state, compact }: ConnectionScreenProps) {
  switch (state.connection) {
    case "ready":
      return null;
    case "loading":
      return compact ? null : <Skeleton />;
    case "failed": {
      const notice = state.notice ?? {
        message: l10n.t("Couldn't reach the server. Check that it is running, then try again."),
        actions: ["retryConnection", "showLog"] as const,
      };
      return (
        <div class={compact ? "banner" : "screen failed"}>
          <NoticeView notice={notice} />
        </div>
      );
    }
    default: {
      const text = connectionText(state);
      return text === undefined ? null : <Explanation text={text} compact={compact} />;
    }
  }
});

function Explanation({ text, compact }: { readonly text: ConnectionText; readonly compact: boolean }) {
  const spinning = text.icon === "loading";
  const { primary, others = [] } = text;
  return (
    <section class={compact ? "banner" : "screen"} role={spinning ? "status" : undefined}>
      <Icon name={text.icon} class={spinning ? "screenIcon spinning" : "screenIcon"} />
      <h2>{text.title}</h2>
      <p>{text.text}</p>
      {(primary !== undefined || others.length > 0) && (
        <div class="actions">
          {primary !== undefined && <ActionButton action={primary} look="primary" />}
          {others.map((action) => (
            <ActionButton key={action} action={action} look="link" />
          ))}
        </div>
      )}
    </section>
  );
}
