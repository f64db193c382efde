/**
 * The panel's content security policy: scripts with this nonce alone (and what they import), styles, fonts and
 * pictures of the extension, pictures and sounds inside the page. Images of other hosts are not loaded: an answer could carry
 * data out in an image address.
 *
 * @param source VS Code's `cspSource`: where files of the extension come from
 */
export function panelPolicy(nonce: string, source: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'unsafe-inline'`,
    `font-src ${source}`,
    `img-src ${source} data:`,
    "media-src data:",
  ].join("; ");
}
