/** The one clipboard, as VS Code offers it. */
export interface Clipboard {
  readText(): PromiseLike<string>;
  writeText(text: string): PromiseLike<void>;
}

/** `nothing`: the command copied nothing. `denied`: the clipboard cannot be read, as in some browsers. */
export type Borrowed = { readonly text: string } | "nothing" | "denied";

/**
 * What a command copies, with the clipboard's own text put back. A mark goes in first: without it,
 * nothing copied and the same text copied again could not be told apart. Only text can be put back;
 * a picture in the clipboard is lost.
 *
 * @throws whatever the command throws, after the text was put back
 */
export async function borrowClipboard(clipboard: Clipboard, copy: () => PromiseLike<unknown>): Promise<Borrowed> {
  const mark = `agent-chat-${crypto.randomUUID()}`;
  let before: string;
  try {
    before = await clipboard.readText();
    await clipboard.writeText(mark);
  } catch {
    return "denied";
  }
  try {
    if ((await clipboard.readText()) !== mark) {
      return "denied";
    }
    await copy();
    const text = await clipboard.readText();
    return text === mark || text === "" ? "nothing" : { text };
  } finally {
    await clipboard.writeText(before);
  }
}
