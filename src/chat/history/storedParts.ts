import type { AgentChunk } from "../../agents/chunk";
import { dataChunk } from "../../agents/parseChunk";
import { errorMessage, errorWords } from "../../agents/errorWords";
import { type Fields, fields, list, shallow, text } from "../../agents/fields";
import { fileChunk } from "../../agents/payloads";
import type { StoredMessage } from "../../agents/storedThread";
import { toolFailure, toolOutcome } from "../../agents/toolOutcome";
import { parseAttachment } from "../../shared/attachmentText";
import type { ContextItem } from "../../shared/context";
import type { ContextPart, Part } from "../../shared/transcript";
import { declinedReason } from "./declinedCall";
import { utf8Length } from "../../shared/bytes";

/**
 * A part of an assistant's stored message as the chunks that it once came as, so that what is read again
 * looks like what was seen (docs/wire.md#mastra-stored-messages). Unknown parts give nothing. Never throws.
 *
 * @param key makes ids of what the server stores without one; unique within the turn
 */
export function chunksOf(part: Fields, key: string): readonly AgentChunk[] {
  const type = text(part["type"]);
  switch (type) {
    case "text":
      return [{ type: "text-delta", id: key, text: text(part["text"]) }];
    case "reasoning":
      return reasoning(part, key);
    case "tool-invocation":
      return toolInvocation(fields(part["toolInvocation"]));
    case "source": {
      const source = fields(part["source"]);
      const title = text(source["title"]) || text(source["filename"]);
      return [{ type, id: text(source["id"]) || key, title, url: text(source["url"]) }];
    }
    case "file":
      return [fileChunk(part) ?? { type: "other", name: type }];
    case "error":
      return [{ type, message: errorMessage(part["error"]) }];
    default:
      return type.startsWith("data-") ? [dataChunk(type, part)] : [];
  }
}

function reasoning(part: Fields, id: string): readonly AgentChunk[] {
  const details = list(part["details"]).map(fields);
  const words = text(part["reasoning"]) || text(part["text"]) || details.map((detail) => text(detail["text"])).join("");
  if (words === "") {
    return details.some((detail) => detail["type"] === "redacted") ? [{ type: "redacted-reasoning", id }] : [];
  }
  return [
    { type: "reasoning-delta", id, text: words },
    { type: "reasoning-end", id },
  ];
}

/**
 * The states of a stored call (docs/wire.md#mastra-stored-messages): `partial-call`, `call`, `result`,
 * `output-error`, `output-denied`.
 */
function toolInvocation(call: Fields): readonly AgentChunk[] {
  const of = { toolCallId: text(call["toolCallId"]), toolName: text(call["toolName"]) };
  if (of.toolCallId === "") {
    return [];
  }
  const asked: AgentChunk = { type: "tool-call", ...of, args: shallow(call["args"]) };
  switch (text(call["state"])) {
    case "result":
    case "output-available": {
      const reason = declinedReason(call["result"] ?? call["output"]);
      if (reason !== undefined) {
        return [asked, { type: "tool-denied", ...of, ...(reason ? { reason } : {}) }];
      }
      return [asked, toolOutcome(of, call["result"] ?? call["output"], call["isError"] === true)];
    }
    case "output-error":
      return [asked, toolFailure(of, errorWords(call["errorText"]), call["result"])];
    case "output-denied": {
      const reason = text(fields(call["approval"])["reason"]);
      return [asked, { type: "tool-denied", ...of, ...(reason ? { reason } : {}) }];
    }
    default:
      return [asked];
  }
}

/** What a person's stored message says and takes along. Attachments of ours come back as they were sent. */
export function questionParts({ parts }: Pick<StoredMessage, "parts">): readonly Part[] {
  return parts.flatMap((part, index): Part[] => {
    const id = String(index);
    switch (part["type"]) {
      case "text":
        return textPart(text(part["text"]), id);
      case "file":
        return filePart(part, id);
      default:
        return [];
    }
  });
}

function textPart(words: string, id: string): Part[] {
  const attachment = parseAttachment(words);
  if (!attachment) {
    return words === "" ? [] : [{ kind: "text", id, text: words }];
  }
  const { content, ...named } = attachment;
  return [context({ ...named, id, bytes: utf8Length(content) }, content)];
}

function filePart(part: Fields, id: string): Part[] {
  const file = fileChunk(part);
  if (!file) {
    return [];
  }
  const { name, mediaType, base64, url } = file;
  if (base64 === undefined) {
    return [{ kind: "file", id, name, mediaType, ...(url === undefined ? {} : { url }) }];
  }
  const image = mediaType.startsWith("image/");
  const bytes = Math.floor((base64.length * 3) / 4) - (base64.match(/=*$/)?.[0].length ?? 0);
  const preview = image ? { preview: `data:${mediaType};base64,${base64}` } : {};
  const item = { id, kind: image ? ("image" as const) : ("file" as const), name, detail: "", bytes, ...preview };
  return [{ ...context(item, base64), mediaType }];
}

function context(item: Omit<ContextItem, "openable">, content: string): ContextPart {
  return { kind: "context", id: item.id, item: { ...item, openable: false }, content };
}
