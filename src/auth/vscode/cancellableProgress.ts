import * as vscode from "vscode";

/**
 * Runs a task behind a notification with a Cancel button.
 *
 * @param title what is being done, for people to read
 * @param task gets a signal that aborts when the person cancels, and what shows a message behind the title
 */
export function withCancellableProgress<T>(
  title: string,
  task: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Thenable<T> {
  const options: vscode.ProgressOptions = {
    location: vscode.ProgressLocation.Notification,
    title,
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const controller = new AbortController();
    const listener = token.onCancellationRequested(() => {
      controller.abort();
    });
    try {
      return await task(controller.signal, (message) => {
        progress.report({ message });
      });
    } finally {
      listener.dispose();
    }
  });
}
