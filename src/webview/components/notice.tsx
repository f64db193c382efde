import { Component, type ComponentChildren } from "preact";
import * as l10n from "@vscode/l10n";
import type { Notice } from "../../shared/transcript";
import { ActionButton } from "./buttons";
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

/** Stands for a part of the panel whose script could not be loaded. @param message what to say instead of the usual */
export function NotLoaded({ message }: { readonly message?: string }) {
  const usual = l10n.t("Couldn't load this part of the panel. Close this view and open it again.");
  return <NoticeView notice={{ message: message ?? usual, actions: [] }} />;
}

/** Grey lines where the conversation will stand; they keep its place while it loads. */
export function Skeleton() {
  return (
    <div class="skeleton" role="status">
      <span class="visuallyHidden">{l10n.t("Loading…")}</span>
      <div class="line short" />
      <div class="line" />
      <div class="line medium" />
    </div>
  );
}

interface ErrorBoundaryProps {
  /** Tells the host's log the error's name. */
  readonly onError: (name: string) => void;
  readonly children: ComponentChildren;
}

interface State {
  readonly failed: boolean;
}

/**
 * Shows a sentence and a button where drawing failed, instead of an empty panel
 * (docs/wire.md#vs-code-an-empty-panel).
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { failed: false };

  override componentDidCatch(error: unknown): void {
    this.setState({ failed: true });
    this.props.onError(error instanceof Error ? error.name : "Unknown");
  }

  override render(): ComponentChildren {
    if (!this.state.failed) {
      return this.props.children;
    }
    const message = l10n.t(
      "Couldn't display this thread. Nothing was lost. Close the view and open it again, or start a new thread.",
    );
    return (
      <div class="screen failed">
        <NoticeView notice={{ message, actions: ["showLog"] }} />
      </div>
    );
  }
}
