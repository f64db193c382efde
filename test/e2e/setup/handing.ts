import type { Chat } from "./chat";

/** Comes over the panel with a file, without Shift: VS Code lets through no more than this of such a drag. */
export async function dragOverPanel(chat: Chat): Promise<void> {
  await chat.message.evaluate((box) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/uri-list", "file:///anywhere.txt");
    box.dispatchEvent(new DragEvent("dragenter", { dataTransfer, bubbles: true, cancelable: true }));
  });
}

/** Lets go of something over the panel that is dragged with Shift and has this address. */
export async function dropInPanel(chat: Chat, uri: string): Promise<void> {
  await chat.message.evaluate((box, uri) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/uri-list", uri);
    for (const type of ["dragenter", "dragover", "drop"]) {
      box.dispatchEvent(new DragEvent(type, { dataTransfer, shiftKey: true, bubbles: true, cancelable: true }));
    }
  }, uri);
}

/** Lets go of a file of the operating system over the panel; its name and type are what the file says of itself. */
export async function dropFileInPanel(chat: Chat, name: string, type: string, bytes: readonly number[]): Promise<void> {
  await chat.message.evaluate(
    (box, { name, type, bytes }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
      for (const each of ["dragenter", "dragover", "drop"]) {
        box.dispatchEvent(new DragEvent(each, { dataTransfer, shiftKey: true, bubbles: true, cancelable: true }));
      }
    },
    { name, type, bytes },
  );
}

/** Copies a picture, as any program does, and pastes it into the message box with the keyboard. */
export async function pasteImage(chat: Chat): Promise<void> {
  await chat.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 48);
    const context = canvas.getContext("2d")!;
    context.fillStyle = "teal";
    context.fillRect(8, 8, 48, 32);
    const picture = await canvas.convertToBlob({ type: "image/png" });
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
  });
  await chat.message.focus();
  await chat.page.keyboard.press("Control+V");
}
