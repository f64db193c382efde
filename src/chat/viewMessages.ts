import type { HandlerMap, ToHostMessages } from "../shared/protocol";
import { safeHref } from "../shared/links";
import type { ActionId } from "../shared/transcript";

const ACTIONS: Readonly<Record<ActionId, true>> = {
  signIn: true,
  anotherWay: true,
  cancelSignIn: true,
  copyRedirectUri: true,
  switchAccount: true,
  switchServer: true,
  signOut: true,
  configureServer: true,
  openServerSetting: true,
  openClerkSettings: true,
  selectAgent: true,
  showLog: true,
  pasteToken: true,
  retryConnection: true,
  trustWorkspace: true,
  newThread: true,
};

type Fields = Readonly<Record<string, unknown>>;

/** What each message must hold. A panel draws an agent's output, so what it posts is not trusted. */
const CHECKS: { readonly [K in keyof ToHostMessages]: (message: Fields) => boolean } = {
  ready: () => true,
  send: ({ text }) => typeof text === "string",
  stop: () => true,
  newThread: () => true,
  selectAgent: ({ agentId }) => typeof agentId === "string",
  action: ({ action }) => typeof action === "string" && Object.hasOwn(ACTIONS, action),
  draft: ({ draft }) => isDraft(draft),
  copy: ({ text }) => typeof text === "string",
  openLink: ({ href }) => typeof href === "string" && safeHref(href) !== undefined,
  drawingFailed: ({ name }) => typeof name === "string" && /^\w{1,40}$/.test(name),
  decideToolCall: ({ turnId, toolCallId, approved }) =>
    typeof turnId === "string" && typeof toolCallId === "string" && typeof approved === "boolean",
};

/**
 * Hands a message from the panel to its handler.
 *
 * @returns false when it is none that the panel of this version sends; nothing has been done then
 */
export function dispatchFromView(message: unknown, handlers: HandlerMap<ToHostMessages>): boolean {
  const fields = typeof message === "object" && message !== null ? (message as Fields) : {};
  const type = fields["type"];
  if (typeof type !== "string" || !Object.hasOwn(CHECKS, type) || !CHECKS[type as keyof ToHostMessages](fields)) {
    return false;
  }
  // The check above has narrowed what the map's key promises; the compiler cannot follow it there.
  const handle = handlers[type as keyof ToHostMessages] as (message: unknown) => void;
  handle(fields);
  return true;
}

function isDraft(value: unknown): boolean {
  const draft = value as { text?: unknown; revision?: unknown } | null | undefined;
  return typeof draft?.text === "string" && Number.isSafeInteger(draft.revision);
}
