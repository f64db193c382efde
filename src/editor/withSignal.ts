import type * as vscode from "vscode";

/**
 * Runs what takes an `AbortSignal` for VS Code, which cancels by a token.
 *
 * @param token may be missing where a caller gives none
 */
export async function withSignal<T>(
  token: vscode.CancellationToken | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const listener = token?.onCancellationRequested(() => abort.abort());
  if (token?.isCancellationRequested) {
    abort.abort();
  }
  try {
    return await run(abort.signal);
  } finally {
    listener?.dispose();
  }
}
