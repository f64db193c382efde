import type { Chat } from "../chat/vscode/createChat";
import type { AccountCommands } from "../editor/accountCommands";
import type { AskCommands } from "../editor/askCommands";
import type { EditorTools } from "../editor/editorTools";
import type { CommandTable } from "../editor/registerCommands";

/** What the commands reach. */
export interface CommandParts extends Pick<Chat, "chat" | "desk" | "context"> {
  readonly ask: AskCommands;
  readonly account: AccountCommands;
  readonly tools: () => Promise<EditorTools>;
  readonly exportThread: () => Promise<void>;
  /** Opens the sidebar with the chat. */
  readonly reveal: () => Promise<void>;
}

/** What each command of the palette does; the log opens without the chat. */
export function commandTable(parts: CommandParts): CommandTable {
  const { chat, desk, context, ask, account, tools, reveal } = parts;
  return {
    askWeatherAgent: (question) => ask.askWeatherAgent(question),
    ask: () => ask.askAgent(),
    signIn: () => account.signIn(),
    signOut: () => account.signOut(),
    pasteToken: () => account.pasteToken(),
    configureServer: async () => (await tools()).configureServer.run(),
    selectAgent: () => ask.selectAgent(),
    newThread: async () => {
      await reveal();
      desk.newThread();
    },
    showThreads: async () => {
      await reveal();
      chat.showThreads();
    },
    exportThread: () => parts.exportThread(),
    acceptChange: async (uri) => (await tools()).code.accept(uri),
    rejectChange: async (uri) => (await tools()).code.reject(uri),
    askAboutSelection: async () => {
      context.attachSelection((await tools()).sources.fromSelection());
      await reveal();
      chat.focusInput();
    },
    focus: async () => {
      await reveal();
      chat.focusInput();
    },
  };
}
