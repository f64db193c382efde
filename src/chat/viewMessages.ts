import type { HandlerMap, ShownThread, ToHostMessages } from "../shared/protocol";
import { safeHref } from "../shared/links";
import { ACTION_IDS } from "../shared/transcript";
import { isDraft } from "./draftStore";

const ACTIONS: ReadonlySet<unknown> = new Set(ACTION_IDS);
const WORKFLOW_ACTS: ReadonlySet<unknown> = new Set([
  "list",
  "more",
  "close",
  "choose",
  "start",
  "open",
  "resume",
  "again",
  "cancel",
]);
const CODE_ACTIONS: ReadonlySet<unknown> = new Set(["insert", "apply", "newFile", "run"]);

type Fields = Readonly<Record<string, unknown>>;

/** What each message must hold. A panel draws an agent's output, so what it posts is not trusted. */
const CHECKS: { readonly [K in keyof ToHostMessages]: (message: Fields) => boolean } = {
  ready: () => true,
  send: ({ text, now }) => typeof text === "string" && (now === undefined || now === true),
  stop: () => true,
  newThread: () => true,
  selectAgent: ({ agentId }) => typeof agentId === "string",
  action: ({ action }) => ACTIONS.has(action),
  draft: ({ draft }) => isDraft(draft),
  copy: ({ text }) => typeof text === "string",
  openLink: ({ href }) => typeof href === "string" && safeHref(href) !== undefined,
  drawingFailed: ({ name }) => typeof name === "string" && /^\w{1,40}$/.test(name),
  decideToolCall: ({ turnId, toolCallId, approved, reason, remember, inThread = true }) =>
    areTexts(turnId, toolCallId, reason) &&
    typeof approved === "boolean" &&
    [undefined, "thread", "workspace"].includes(remember as undefined) &&
    inThread === true,
  callAction: ({ action, turnId, toolCallId }) => areTexts(action, turnId, toolCallId),
  useEditorTools: ({ on }) => typeof on === "boolean",
  setThreadOptions: ({ options }) => typeof options === "object",
  readMemory: ({ agentId }) => areTexts(agentId),
  saveMemory: ({ agentId, change }) => {
    const { text, shown } = (change ?? {}) as Fields;
    return areTexts(agentId, text, shown);
  },
  memoryTyped: ({ agentId, typed }) => areTexts(agentId) && typeof typed === "object" && typed !== null,
  response: ({ request }) => typeof request === "object",
  resumeToolCall: ({ turnId, toolCallId }) => areTexts(turnId, toolCallId),
  editTurn: ({ turnId, text }) => areTexts(turnId, text),
  regenerate: ({ turnId }) => areTexts(turnId),
  branch: ({ turnId }) => areTexts(turnId),
  continueTurn: ({ turnId }) => areTexts(turnId),
  removeQueued: ({ id }) => areTexts(id),
  sendQueuedNow: ({ id }) => areTexts(id),
  editQueued: ({ id, text }) => areTexts(id, text),
  moveQueued: ({ id, by }) => areTexts(id) && (by === -1 || by === 1),
  listThreads: ({ query }) => areTexts(query),
  moreThreads: () => true,
  closeThreads: () => true,
  openThread: ({ threadId }) => areTexts(threadId),
  renameThread: ({ threadId, title }) => areTexts(threadId, title),
  deleteThread: ({ threadId }) => areTexts(threadId),
  undoDelete: ({ threadId }) => areTexts(threadId),
  loadEarlier: ({ all }) => typeof all === "boolean",
  exportThread: ({ format }) => format === "markdown" || format === "json",
  complete: ({ request, query }) => Number.isSafeInteger(request) && areTexts(query),
  attach: ({ id }) => areTexts(id),
  attachUris: ({ uris }) => Array.isArray(uris) && areTexts(...(uris as unknown[])),
  attachData: ({ name, mediaType, base64 }) => areTexts(name, mediaType, base64),
  removeContext: ({ id }) => areTexts(id),
  openContext: ({ id }) => areTexts(id),
  preview: ({ text }) => areTexts(text),
  listPrompts: () => true,
  code: ({ action, code, language, near = "" }) => areTexts(code, language, near) && CODE_ACTIONS.has(action),
  checkPaths: ({ paths }) => Array.isArray(paths) && areTexts(...(paths as unknown[])),
  openFile: ({ path, line, column, endLine, endColumn }) =>
    areTexts(path) && [line, column, endLine, endColumn].every((at) => at === undefined || Number.isSafeInteger(at)),
  workflows: ({ act }) => isWorkflowAct((act ?? {}) as Fields),
  saveFile: ({ turnId, partId }) => areTexts(turnId, partId),
};

/** What each message of the panel does; it is told which thread the panel showed then. */
export type ViewHandlers = HandlerMap<ToHostMessages, [shown: ShownThread]>;

/**
 * Hands a message from the panel to its handler.
 *
 * @returns false when it is none that the panel of this version sends; nothing has been done then
 */
export function dispatchFromView(message: unknown, handlers: ViewHandlers): boolean {
  const fields = typeof message === "object" && message !== null ? (message as Fields) : {};
  const { type, shown } = fields;
  if (typeof type !== "string" || !Object.hasOwn(CHECKS, type) || !CHECKS[type as keyof ToHostMessages](fields)) {
    return false;
  }
  if (!isShownThread(shown)) {
    return false;
  }
  // The check above has narrowed what the map's key promises; the compiler cannot follow it there.
  const handle = handlers[type as keyof ToHostMessages] as (message: unknown, shown: ShownThread) => void;
  handle(fields, shown);
  return true;
}

function isShownThread(value: unknown): value is ShownThread {
  const { owner, threadId } = (value ?? {}) as Partial<ShownThread>;
  return typeof owner === "string" && typeof threadId === "string";
}

function isWorkflowAct({ do: what, workflowId = "", runId = "", step = [] }: Fields): boolean {
  return (
    WORKFLOW_ACTS.has(what) && areTexts(workflowId, runId) && Array.isArray(step) && areTexts(...(step as unknown[]))
  );
}

function areTexts(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === "string");
}
