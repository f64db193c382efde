const controls = /[\u001b\u009b\b]|\r(?!\n)/;

/** True for text that a program wrote for a terminal: with colours, or with lines that it wrote over. */
export function isForTerminal(text: string): boolean {
  return controls.test(text);
}
