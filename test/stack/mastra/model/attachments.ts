import type { Prompt } from "./languageModel";

type UserPart = Extract<Prompt[number], { role: "user" }>["content"][number];

/** The extension's form of an attached text: one text part, which ends with the closing tag. */
const TEXT_ATTACHMENT = /^<attachment kind="([^"]*)" name="([^"]*)"[^>]*>\n([^]*)\n<\/attachment>\s*$/;

/** Whether a part of a message is something attached to it, not words of the person. */
export function isAttachment(part: UserPart): boolean {
  return part.type === "file" || TEXT_ATTACHMENT.test(part.text);
}

/** What an attachment is, from what reached the model: "src/a.ts (12 lines)" or "an image of 3 KB". */
export function describeAttachment(part: UserPart): string {
  if (part.type === "file") {
    const { mediaType, filename, data } = part;
    const kind = filename ?? (mediaType.startsWith("image/") ? "an image" : `a file (${mediaType})`);
    return data instanceof URL ? `${kind} at ${data.href}` : `${kind} of ${size(bytesIn(data))}`;
  }
  const [, kind = "", name = "", content = ""] = TEXT_ATTACHMENT.exec(part.text) ?? [];
  const lines = content.split("\n").length;
  const label = unescaped(name === "" ? kind : name);
  return `${label} (${lines === 1 ? "1 line" : `${lines} lines`})`;
}

/** A decision whose text begins by naming what came along with the question. */
export function withAttachments<Decision extends { readonly text?: string }>(
  decision: Decision,
  attachments: readonly string[],
): Decision {
  if (attachments.length === 0 || decision.text === undefined) {
    return decision;
  }
  const list = [attachments.slice(0, -1).join(", "), attachments.at(-1)].filter((item) => item !== "").join(" and ");
  return { ...decision, text: `I read ${list}.\n\n${decision.text}` };
}

/** Bytes reach a model as such or as base64, depending on where they were stored between. */
function bytesIn(data: Uint8Array | string): number {
  return typeof data === "string" ? Buffer.from(data.replace(/^data:[^,]*,/, ""), "base64").length : data.length;
}

function size(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KB`;
}

function unescaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replace(/&(?:#(\d{1,6})|(lt|gt|quot|apos|amp));/g, (whole, code?: string, name = "") =>
    code === undefined ? (entities[String(name)] ?? whole) : String.fromCodePoint(Number(code)),
  );
}
