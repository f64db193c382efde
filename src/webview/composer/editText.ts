/** Characters up to which an edit goes through the browser's own editing; beyond that it is slow. */
const longestEdit = 20_000;

/**
 * Replaces a range of the message box and puts the caret behind the new text. The box fires `input`, as
 * for a typed text, and Ctrl+Z takes the edit back where the browser lets it.
 * @param start first character that goes; UTF-16 units
 * @param end first character that stays
 */
export function replaceText(box: HTMLTextAreaElement, start: number, end: number, text: string): void {
  box.focus();
  box.setSelectionRange(start, end);
  if ((start === end && text === "") || (text.length <= longestEdit && editAsTyped(box, text))) {
    return;
  }
  box.setRangeText(text, start, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Only the old editing command keeps the history of undo; nothing has come to replace it. */
function editAsTyped(box: HTMLTextAreaElement, text: string): boolean {
  const page = box.ownerDocument;
  /* eslint-disable @typescript-eslint/no-deprecated, @typescript-eslint/no-unnecessary-condition -- see above; a page without it is a test's */
  return page.execCommand !== undefined && page.execCommand(text === "" ? "delete" : "insertText", false, text);
  /* eslint-enable */
}
