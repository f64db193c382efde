/** Keys that carry out commands at once: the palette and its list would be measured with them. */
export const KEYS = {
  focus: "Control+Alt+F6",
  ask: "Control+Alt+F7",
  runningExtensions: "Control+Alt+F8",
  explorer: "Control+Alt+F9",
  newNativeChat: "Control+Alt+F10",
} as const;

export type KeyName = keyof typeof KEYS;

const COMMANDS: Readonly<Record<KeyName, { readonly command: string; readonly args?: string }>> = {
  focus: { command: "agentChat.focus" },
  ask: { command: "agentChat.askWeatherAgent", args: "What's the weather like in Bergen?" },
  runningExtensions: { command: "workbench.action.showRuntimeExtensions" },
  explorer: { command: "workbench.view.explorer" },
  newNativeChat: { command: "workbench.action.chat.newChat" },
};

/** The keys as VS Code's `keybindings.json` has them. */
export function keybindings(): readonly object[] {
  return Object.entries(COMMANDS).map(([name, command]) => ({
    key: KEYS[name as KeyName].toLowerCase().replace("control", "ctrl"),
    ...command,
  }));
}
