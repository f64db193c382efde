import type { ComponentChildren } from "preact";
import type { Notice } from "../../shared/transcript";
import { ActionButton } from "./actionButton";
import { Icon } from "./icon";

interface NoticeViewProps {
  readonly notice: Notice;
  /** False for an error of the past, which a screen reader finds in its place and is not called to, as a warning. */
  readonly urgent?: boolean;
  /** A button of the place where the notice stands, before the notice's own. */
  readonly children?: ComponentChildren;
}

/** An error or a warning as a person meets it: one or two sentences, and what to do next. */
export function NoticeView({ notice, urgent = true, children }: NoticeViewProps) {
  const hasButtons = notice.actions.length > 0 || (children != null && children !== false);
  const warns = notice.severity === "warning";
  return (
    <div class={warns ? "notice warning" : "notice"} role={urgent && !warns ? "alert" : undefined}>
      <Icon name={warns ? "warning" : "error"} class="noticeIcon" />
      <div class="noticeBody">
        <p dir="auto">{notice.message}</p>
        {hasButtons && (
          <div class="actions">
            {children}
            {notice.actions.map((action) => (
              <ActionButton key={action} action={action} look="secondary" />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
