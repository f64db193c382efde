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
