/** A key of the panel: for `aria-keyshortcuts` (WAI-ARIA 1.2 §6.6) and for people. */
export interface Shortcut {
  readonly aria: string;
  readonly label: string;
}

/** The keys of VS Code's own chat for a tool that waits; the panel listens for them. */
export function approvalShortcuts(): { readonly approve: Shortcut; readonly decline: Shortcut } {
  return /^(Mac|iP)/.test(navigator.platform)
    ? {
        approve: { aria: "Meta+Enter", label: "⌘Enter" },
        decline: { aria: "Meta+Alt+Enter", label: "⌥⌘Enter" },
      }
    : {
        approve: { aria: "Control+Enter", label: "Ctrl+Enter" },
        decline: { aria: "Control+Alt+Enter", label: "Ctrl+Alt+Enter" },
      };
}
