import { type Fields, text } from "../../agents/fields";
import { fileChunk } from "../../agents/payloads";
import type { StoredMessage } from "../../agents/storedThread";
import { parseAttachment } from "../../shared/attachmentText";
import type { ContextItem } from "../../shared/context";
import type { ContextPart, Part } from "../../shared/transcript";

/** What a person's stored message says and takes along. Attachments of ours come back as they were sent. */
export function questionParts({ parts }: StoredMessage): readonly Part[] {
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
  return [context({ ...named, id, bytes: Buffer.byteLength(content, "utf8") }, content)];
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
