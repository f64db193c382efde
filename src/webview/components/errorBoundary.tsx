import * as l10n from "@vscode/l10n";
import { Component, type ComponentChildren } from "preact";
import { NoticeView } from "./noticeView";

interface ErrorBoundaryProps {
  /** Tells the host's log the error's name. */
  readonly onError: (name: string) => void;
  readonly children: ComponentChildren;
}

interface State {
  readonly failed: boolean;
}

/** Shows a sentence and a button where drawing failed, instead of an empty panel (facts/field.md §B 11). */
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
      "This conversation could not be drawn. It is not lost: close the view and open it again, or start a new thread.",
    );
    return (
      <div class="screen failed">
        <NoticeView notice={{ message, actions: ["showLog"] }} />
      </div>
    );
  }
}
