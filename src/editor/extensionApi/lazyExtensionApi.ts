import type { AgentChatExports } from "../../../docs/agent-chat";
import type { ExtensionApi } from "./extensionApi";

/**
 * What `activate` returns: the API for other extensions, none of which is loaded before one of them asks.
 *
 * @param api the one that does the work, made when it is first needed
 */
export function lazyExtensionApi(api: () => Promise<ExtensionApi>): AgentChatExports {
  return Object.freeze<AgentChatExports>({
    version: 1,
    agents: async (...call) => (await api()).agents(...call),
    ask: async (...call) => (await api()).ask(...call),
    stream: async function* (...call) {
      yield* (await api()).stream(...call);
    },
  });
}
