import * as l10n from "@vscode/l10n";
import type { ViewState } from "../../shared/protocol";
import { memo } from "../memo";
import { ActionButton } from "./actionButton";
import { connectionText, type ConnectionText } from "./connectionTexts";
import { Icon } from "./icon";
import { NoticeView } from "./noticeView";
import { Skeleton } from "./skeleton";

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
        message: l10n.t("The server could not be reached. Check that it runs, then try again."),
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
