/** The named references that models write; the panel, which has a parser for them, knows all of HTML's. */
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  copy: "©",
  reg: "®",
  trade: "™",
  deg: "°",
  plusmn: "±",
  times: "×",
  divide: "÷",
  micro: "µ",
  middot: "·",
  bull: "•",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  laquo: "«",
  raquo: "»",
  euro: "€",
  pound: "£",
  yen: "¥",
  cent: "¢",
  sect: "§",
  para: "¶",
  larr: "←",
  rarr: "→",
  uarr: "↑",
  darr: "↓",
  harr: "↔",
  le: "≤",
  ge: "≥",
  ne: "≠",
  asymp: "≈",
  infin: "∞",
  ast: "*",
  lowbar: "_",
  grave: "`",
  vert: "|",
};

const reference = /&(?:([a-z][a-z0-9]{1,31})|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi;

/** Text with its character references resolved (CommonMark §2.5); names that are not known stay as written. */
export function decodeReferences(text: string): string {
  return text.replace(reference, (written, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) {
      return (Object.hasOwn(NAMED, name) ? NAMED[name] : undefined) ?? written;
    }
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    // Zero, halves of pairs and what lies beyond Unicode are drawn as the sign for what is not there.
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? "\ufffd" : String.fromCodePoint(code);
  });
}
