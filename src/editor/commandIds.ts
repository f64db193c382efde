/** Every command of the extension. A unit test holds this list against package.json. */
export const COMMANDS = {
  askWeatherAgent: "agentChat.askWeatherAgent",
  ask: "agentChat.ask",
  signIn: "agentChat.signIn",
  signOut: "agentChat.signOut",
  pasteToken: "agentChat.pasteToken",
  manageAllowedServers: "agentChat.manageAllowedServers",
  configureServer: "agentChat.configureServer",
  selectAgent: "agentChat.selectAgent",
  newThread: "agentChat.newThread",
  exportThread: "agentChat.exportThread",
  acceptChange: "agentChat.acceptChange",
  rejectChange: "agentChat.rejectChange",
  showThreads: "agentChat.showThreads",
  askAboutSelection: "agentChat.askAboutSelection",
  focus: "agentChat.focus",
  showLog: "agentChat.showLog",
} as const;

export type CommandName = keyof typeof COMMANDS;
