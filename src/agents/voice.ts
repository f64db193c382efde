import * as l10n from "@vscode/l10n";
import { joinBytes, toBase64 } from "../shared/bytes";
import { markdownWords } from "../shared/markdownWords";
import type { Speech } from "../shared/responses";
import { truncateGraphemes } from "../shared/truncateGraphemes";
import { UserFacingError } from "../shared/userFacingError";
import { AUDIO } from "./authorizedFetch";
import { decodeReferences } from "./characterReferences";
import type { ClientAccess } from "./clientAccess";
import { list } from "./fields";

/** Characters that are read aloud: what the models for it take at once (4,096 of OpenAI's, for one). */
const MOST_CHARACTERS = 4_000;

/** Bytes of sound that go to the panel: such a text as uncompressed speech of high quality. */
const MOST_BYTES = 30 * 1024 * 1024;

/** Whether an agent can read aloud. @throws UserFacingError as `ClientAccess.read` */
export async function hasVoice(access: Pick<ClientAccess, "read">, agentId: string): Promise<boolean> {
  return list(await access.read(`/agents/${encodeURIComponent(agentId)}/voice/speakers`, agentId)).length > 0;
}

/**
 * A text as speech, in the voice of an agent: its words without the signs of Markdown, as many as a voice takes.
 *
 * @param signal ends it
 * @throws UserFacingError kind `voiceFailed` when the server says no, others as `ClientAccess.attempt`
 */
export async function speak(
  access: Pick<ClientAccess, "attempt" | "serverLabel">,
  agentId: string,
  markdown: string,
  signal: AbortSignal,
): Promise<Speech> {
  const words = markdownWords(markdown, { decode: decodeReferences, flat: true }).trim();
  const text = truncateGraphemes(words, MOST_CHARACTERS);
  const sound = await access
    .attempt(agentId, async (client) => {
      const response = await client.request<Response>(`/agents/${encodeURIComponent(agentId)}/voice/speak`, {
        method: "POST",
        headers: { accept: AUDIO },
        body: { text },
        stream: true,
        signal,
      });
      return readSound(response);
    })
    .catch((error: unknown) => {
      throw error instanceof UserFacingError && error.kind === "server"
        ? voiceFailed(access.serverLabel, error)
        : error;
    });
  if (!sound) {
    throw voiceFailed(access.serverLabel);
  }
  return { base64: toBase64(sound), ...(text.length < words.length ? { isCut: true } : {}) };
}

/** @returns undefined when there is nothing to hear, or too much of it */
async function readSound({ body }: Response): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    parts.push(part);
    length += part.length;
    if (length > MOST_BYTES) {
      return undefined;
    }
  }
  return length === 0 ? undefined : joinBytes(...parts);
}

function voiceFailed(server: string, cause?: Error): UserFacingError {
  const message = l10n.t(
    "The voice of this agent on {0} couldn't read the response. Try again, or check the server log.",
    server,
  );
  return new UserFacingError("voiceFailed", message, ["showLog"], { cause });
}
