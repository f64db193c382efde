/**
 * Opens an address in the browser, letter by letter.
 *
 * A `Uri` forgets how its query was escaped: `%3D` and `%26` inside a value come out as `=` and `&`, so that
 * the value is cut there and another parameter appears. Extension hosts also take the text as it is, and open
 * exactly that (microsoft/vscode#85930); only the declared type of `openExternal` does not say so.
 *
 * @param env `vscode.env`
 * @returns false when the person did not want it
 */
export async function openExactly(
  env: { openExternal(target: never): PromiseLike<boolean> },
  address: string,
): Promise<boolean> {
  return env.openExternal(address as never);
}

/**
 * The same, for an address that a person may as well open elsewhere. VS Code asks before it opens a host that it
 * doesn't know; **Copy** in that dialog is for another browser, or another profile of it, and looks like Cancel to an
 * extension.
 *
 * @param env `vscode.env`
 * @returns false when the person neither opened nor copied it
 */
export async function openOrCopy(
  env: Parameters<typeof openExactly>[0] & { readonly clipboard: { readText(): PromiseLike<string> } },
  address: string,
): Promise<boolean> {
  if (await openExactly(env, address)) {
    return true;
  }
  try {
    return (await env.clipboard.readText()) === address;
  } catch {
    return false;
  }
}
