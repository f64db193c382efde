import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../shared/userFacingError";
import type { ClientAccess } from "./clientAccess";
import { fields, text } from "./fields";
import type { Memory } from "./memory";
import { assertSendable, messageContents, type OutgoingMessage } from "./outgoingMessage";
import { hasNoRoute } from "./requestErrors";

/** @see AgentService.steer */
export async function steer(
  access: ClientAccess,
  agentId: string,
  message: OutgoingMessage,
  memory: Memory,
): Promise<boolean> {
  const body = {
    message: messageContents(message),
    ...target(memory),
    ifActive: { behavior: "deliver" },
    // Otherwise a message that comes too late would begin a run of which nobody reads the stream.
    ifIdle: { behavior: "discard" },
  };
  assertSendable(body);
  const answer = fields(await post(access, `/agents/${encodeURIComponent(agentId)}/send-message`, body));
  const id = text(fields(answer["signal"])["id"]);
  // A message that was dropped is a run of its own (docs/wire.md#mastra-a-message-into-a-running-response).
  return answer["accepted"] === true && text(answer["runId"]) !== id;
}

/** @see AgentService.abortRun */
export async function abortRun(
  access: Pick<ClientAccess, "attempt">,
  agentId: string,
  memory: Memory,
): Promise<boolean> {
  const path = `/agents/${encodeURIComponent(agentId)}/threads/abort`;
  return fields(await post(access, path, target(memory)))["aborted"] === true;
}

function target({ threadId, resourceId }: Memory): object {
  return { threadId, resourceId };
}

async function post(access: Pick<ClientAccess, "attempt">, path: string, body: object): Promise<unknown> {
  return access.attempt(undefined, async (client) => {
    try {
      return await client.request<unknown>(path, { method: "POST", body });
    } catch (error) {
      if (hasNoRoute(error)) {
        throw new UserFacingError(
          "cannotSteer",
          l10n.t(
            "This server doesn't accept messages during a response, so this one waits until the response is complete.",
          ),
        );
      }
      throw error;
    }
  });
}
