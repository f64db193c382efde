import type { Notice } from "../../shared/transcript";
import { ActionButton } from "./actionButton";
import { Icon } from "./icon";

interface Props {
  readonly notice: Notice;
  /** False for an error of the past, which a screen reader finds in its place and is not called to. */
  readonly urgent?: boolean;
}

/** An error as a person meets it: one or two sentences, and what to do next. */
export function NoticeView({ notice, urgent = true }: Props) {
  return (
    <div class="notice" role={urgent ? "alert" : undefined}>
      <Icon name="error" class="noticeIcon" />
      <div class="noticeBody">
        <p>{notice.message}</p>
        {notice.actions.length > 0 && (
          <div class="actions">
            {notice.actions.map((action) => (
              <ActionButton key={action} action={action} look="secondary" />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
