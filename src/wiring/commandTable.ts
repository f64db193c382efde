import type { Gathered } from "../chat/attachments/attachmentActions";
import type { Chat } from "../chat/chat";
import type { Conversation } from "../chat/conversation";
import type { OwnerPlace } from "../chat/ownerPlace";
import { THREAD_PANEL } from "../chat/vscode/chatViewProvider";
import type { ThreadPanels } from "../chat/vscode/threadPanels";
import type { AccountCommands } from "../editor/accountCommands";
import type { AskCommands } from "../editor/askCommands";
import type { EditorTools } from "../editor/editorTools";
import type { OpenThread } from "../editor/openThread";
import type { AgentModels } from "../editor/languageModel/createAgentModels";
import type { CommandTable } from "../editor/registerCommands";
import type { StatusBar } from "../editor/status/statusBar";
import type { CopiedByMenu } from "../shared/protocol";
import type { Session } from "./createSession";
import { taskCommands } from "./taskCommands";

/** What commands reach; whatever is a function loads with its first use. */
export interface CommandDependencies {
  readonly session: Session;
  readonly chat: Chat;
  readonly account: () => Promise<AccountCommands>;
  readonly ask: () => Promise<AskCommands>;
  readonly tools: () => Promise<EditorTools>;
  readonly models: () => Promise<AgentModels>;
  readonly openThread: () => Promise<OpenThread>;
  readonly tabs: () => Promise<ThreadPanels>;
  readonly statusBar: () => Promise<StatusBar>;
  /** Opens the chat. */
  readonly reveal: () => Promise<void>;
  /** Opens the chat with the keyboard in its message box. */
  readonly focusBox: () => Promise<void>;
  readonly exportThread: (owner: OwnerPlace, conversation: Conversation) => Promise<void>;
}

/** What VS Code tells of what its menu was opened over; in a page also what the page has said of it. */
interface MenuOver {
  /** The type of the view or tab. */
  readonly webview?: string;
  /** The thread whose row it was. */
  readonly agentChatThread?: string;
}

/** What each command of the palette and the menus does. */
export function commandTable(deps: CommandDependencies): CommandTable {
  const { session, chat, account, ask, tools, models, reveal, focusBox } = deps;
  const { controller } = chat;
  const copy = async (what: CopiedByMenu, over: unknown): Promise<void> => {
    const inTab = (over as MenuOver).webview === THREAD_PANEL ? (await deps.tabs()).active : undefined;
    (inTab?.controller ?? controller).post({ type: "copyFromMenu", what });
  };
  const move = async (bar: "primary" | "secondary"): Promise<void> => {
    const { moveToSideBar } = await import("../editor/sideBars");
    await moveToSideBar(bar);
    controller.focusInput();
  };
  const attach = async (gather: () => Promise<Gathered>): Promise<void> => {
    await controller.attach(gather());
    await focusBox();
  };
  return {
    ...taskCommands({ ...session, chat, tools, enter: async () => (await ask()).enter(), reveal }),
    askWeatherAgent: async (question) => (await ask()).askWeatherAgent(question),
    ask: async () => (await ask()).askAgent(),
    signIn: async () => (await account()).signIn(),
    signOut: async () => (await account()).signOut(),
    pasteToken: async () => (await account()).pasteToken(),
    manageAllowedServers: () => session.auth.manageAllowedServers(),
    manageApprovals: async () => (await import("../editor/manageApprovals")).manageApprovals(chat),
    configureServer: async () => (await tools()).configureServer.run(),
    selectAgent: async () => (await ask()).selectAgent(),
    newThread: async () => {
      const opened = await controller.opened();
      await reveal();
      opened?.navigator.newThread();
    },
    showThreads: async () => {
      await reveal();
      controller.showThreads();
    },
    runWorkflow: async () => {
      await reveal();
      controller.showWorkflows();
    },
    exportThread: async () => {
      const opened = await controller.opened();
      if (opened) {
        await deps.exportThread(opened, opened.conversations.shown);
      }
    },
    summarizeThread: async () => {
      const opened = await controller.opened();
      const shown = opened?.conversations.shown;
      await reveal();
      if (opened && shown) {
        await opened.attachmentActions.attachSummary(shown, () => {
          // Whoever has gone on to another thread meanwhile stays there.
          if (opened.conversations.shown === shown) {
            opened.navigator.newThread();
          }
        });
      }
    },
    acceptChange: async (uri) => (await tools()).code.accept(uri),
    rejectChange: async (uri) => (await tools()).code.reject(uri),
    askAboutSelection: async () => {
      const selection = (await tools()).sources.fromSelection();
      await controller.attachSelection(selection);
      await focusBox();
    },
    attachFiles: (uri, selected) =>
      attach(async () => {
        const { explorerAttachments } = await import("../editor/attachments/menuAttachments");
        return explorerAttachments((await tools()).sources, uri, selected);
      }),
    askAboutTerminal: () => attach(async () => (await tools()).sources.resolve("terminal")),
    askAboutCell: (cell) =>
      attach(async () => {
        const { cellAttachment } = await import("../editor/attachments/menuAttachments");
        return { attachments: [cellAttachment(cell)], refused: [] };
      }),
    useInChat: async () => (await models()).nativeChat.use(),
    stopUsingInChat: async () => (await models()).nativeChat.stop(),
    showMenu: async () => (await deps.statusBar()).showMenu(),
    copyCode: (over) => copy("code", over),
    copyTurn: (over) => copy("turn", over),
    copyLink: (over) => copy("link", over),
    openInEditor: async (over) => {
      const opened = await controller.opened();
      if (opened) {
        const { agentChatThread: threadId = opened.conversations.shown.threadId } = (over ?? {}) as MenuOver;
        (await deps.tabs()).show({ owner: opened.id, threadId });
      } else {
        await reveal();
      }
    },
    moveToSecondarySideBar: () => move("secondary"),
    moveToPrimarySideBar: () => move("primary"),
    openThread: async (target) => (await deps.openThread()).run(target),
    focus: focusBox,
  };
}
