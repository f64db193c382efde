import type { ShownThread } from "./protocol";

/** The type of editor as which VS Code opens a thread that was dragged from the list; the manifest has it too. */
export const DROPPED_THREAD = "agentChat.droppedThread";

/** A thread in one word, without a slash but the one behind its owner. */
export function threadKey({ owner, threadId }: ShownThread): string {
  return `${owner}/${encodeURIComponent(threadId)}`;
}

/** @returns undefined for what `threadKey` has not made */
export function threadIn(key: string): ShownThread | undefined {
  const [, owner, id] = /^([^/]+)\/([^/]+)$/.exec(key) ?? [];
  try {
    return owner === undefined || id === undefined ? undefined : { owner, threadId: decodeURIComponent(id) };
  } catch {
    return undefined;
  }
}

/**
 * What a drag of a thread carries for VS Code's editor area, under the name `CodeEditors`: an editor of ours
 * (docs/wire.md#vs-code-a-drag-from-a-webview).
 */
export function draggedThread(thread: ShownThread): string {
  const resource = { $mid: 1, scheme: "agent-chat-thread", path: `/${threadKey(thread)}` };
  return JSON.stringify([{ resource, options: { override: DROPPED_THREAD } }]);
}
