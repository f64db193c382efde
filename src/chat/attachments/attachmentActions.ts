import * as l10n from "@vscode/l10n";
import type { Attachment } from "../../agents/outgoingMessage";
import { attachmentText } from "../../shared/attachmentText";
import type { ContextSuggestion } from "../../shared/context";
import { formatBytes } from "../../shared/formats";
import type { ToView } from "../../shared/protocol";
import type { Notice, Turn } from "../../shared/transcript";
import { isCancellation, noticeOf, type UserFacingError } from "../../shared/userFacingError";
import type { Lazy } from "../../shared/lazily";
import type { Conversation } from "../conversation";
import type { AttachmentList } from "./attachmentList";
import { nothingThere, oneRefusal } from "./refusals";
import type { ThreadAttachments, ThreadAttachmentsDependencies } from "./threadAttachments";

/** What could be attached, and what could not. Both are empty when the person said no. */
export interface Gathered {
  readonly attachments: readonly Attachment[];
  readonly refused: readonly UserFacingError[];
}

/** Where attachments come from: the editor, the workspace, the clipboard. */
export interface AttachmentSources {
  complete(query: string): Promise<readonly ContextSuggestion[]>;
  /** @throws UserFacingError when there is nothing to attach */
  resolve(suggestionId: string): Promise<Gathered>;
  fromUris(uris: readonly string[]): Promise<Gathered>;
  /** @throws UserFacingError when no agent could read the bytes */
  fromData(name: string, mediaType: string, base64: string): Promise<Gathered>;
  open(itemId: string): Promise<void>;
}

export interface AttachmentProvider extends AttachmentSources {
  /** Whether the file in front in the editor was offered under this id. */
  wasOffered(fileId: string): boolean;
}

export interface AttachmentActionsDependencies {
  readonly list: AttachmentList;
  readonly provider: AttachmentProvider;
  /** Other threads; missing while nobody is signed in. */
  readonly threads?: Lazy<ThreadAttachments>;
  /** The agent of a thread, which summarizes it; missing while nobody is signed in. */
  readonly agentOf?: ThreadAttachmentsDependencies["agentOf"];
  /** Ends with the place, and with its owner's session: what is made of a thread is nothing to anybody then. */
  readonly signal?: AbortSignal;
  /** The turns that the panel shows, with what was sent along with them. */
  readonly turns: () => readonly Turn[];
  readonly showPreview: (text: string) => Promise<void>;
  readonly post: (message: ToView) => void;
  readonly showNotice: (notice: Notice | undefined) => void;
  readonly logError: (what: string, error: unknown) => void;
}

/**
 * What a person does with the things that go along with a message. The ids come back from the panel, which
 * draws what agents write: only what was offered to it can be attached, only what it shows can be opened.
 */
export class AttachmentActions {
  private readonly offered = new Set<string>();

  constructor(private readonly deps: AttachmentActionsDependencies) {}

  async complete(request: number, query: string): Promise<void> {
    const nothing = (error: unknown): readonly ContextSuggestion[] => {
      if (!isCancellation(error)) {
        this.deps.logError("completing @", error);
      }
      return [];
    };
    const [rows, threads] = await Promise.all([
      this.deps.provider.complete(query).catch(nothing),
      this.threadRows(query).catch(nothing),
    ]);
    // Between what the editor shows at the moment and all the files.
    const firstFile = rows.findIndex(({ id }) => id.startsWith("file:"));
    const suggestions = rows.toSpliced(firstFile < 0 ? rows.length : firstFile, 0, ...threads);
    suggestions.forEach(({ id }) => this.offered.add(id));
    this.deps.post({ type: "completions", request, suggestions });
  }

  /** @param suggestionId of a row that `complete` has offered, or of the file in front in the editor */
  attach(suggestionId: string): Promise<void> {
    return this.guarded(async () => {
      if (!this.offered.has(suggestionId) && !this.deps.provider.wasOffered(suggestionId)) {
        throw nothingThere(l10n.t("This file is no longer in the workspace."));
      }
      // Who offered it is loaded: at once, so that it is the agent of this moment.
      const thread = /^(thread|summary):/.test(suggestionId) && this.deps.threads?.made?.attach(suggestionId);
      if (thread) {
        const made = await thread;
        this.deps.signal?.throwIfAborted();
        this.deps.list.add(made);
        return;
      }
      this.addAll(await this.deps.provider.resolve(suggestionId));
    });
  }

  /**
   * Attaches what an agent makes of a thread to the next message.
   *
   * @param onMade called right before, such as to begin the thread that it is for
   */
  attachSummary(conversation: Conversation, onMade: () => void): Promise<void> {
    const agent = this.deps.agentOf?.(conversation);
    return this.guarded(async () => {
      if (this.deps.threads && agent) {
        const summary = await (await this.deps.threads()).summary(conversation, agent);
        this.deps.signal?.throwIfAborted();
        onMade();
        this.deps.list.add(summary);
      }
    });
  }

  /** @param selection what is marked in the editor; undefined when nothing is */
  attachSelection(selection: Attachment | undefined): void {
    if (selection) {
      void this.guarded(() => {
        this.deps.list.add(selection);
        return Promise.resolve();
      });
    } else {
      this.deps.showNotice({
        message: l10n.t("Nothing is selected in the editor. Select some text, then ask about it."),
        actions: [],
      });
    }
  }

  attachUris(uris: readonly string[]): Promise<void> {
    return this.attachAll(() => this.deps.provider.fromUris(uris));
  }

  /** @param gather brings what a person has chosen in the editor */
  attachAll(gather: () => Promise<Gathered>): Promise<void> {
    return this.guarded(async () => this.addAll(await gather()));
  }

  attachData(name: string, mediaType: string, base64: string): Promise<void> {
    return this.guarded(async () => this.addAll(await this.deps.provider.fromData(name, mediaType, base64)));
  }

  remove(id: string): void {
    this.deps.list.remove(id);
  }

  /** Shows where something is from that is attached, or was sent along with a turn that is shown. */
  open(id: string): Promise<void> {
    return this.guarded(async () => {
      if (!this.isShown(id)) {
        throw nothingThere(l10n.t("This link has no address, so there is nothing to open."));
      }
      await this.deps.provider.open(id);
    });
  }

  /** @param text what stands in the message box */
  preview(text: string): Promise<void> {
    return this.guarded(() => this.deps.showPreview(previewText(text, this.deps.list.attachments())));
  }

  /**
   * Threads are listed where they are asked for, by `thread` or `summary` and words of a title; until then one row
   * says how to ask. A file whose name begins so waits for no server.
   */
  private async threadRows(query: string): Promise<readonly ContextSuggestion[]> {
    const { threads } = this.deps;
    if (threads && /^(thread|summary)([:\s]|$)/i.test(query)) {
      return (await threads()).suggest(query);
    }
    threads?.made?.forget();
    return threads && "thread".startsWith(query.toLowerCase())
      ? [{ id: "thread", kind: "thread", name: l10n.t("Another thread, or its summary…"), detail: "" }]
      : [];
  }

  private isShown(id: string): boolean {
    return (
      this.deps.list.items.some((item) => item.id === id) ||
      this.deps.turns().some(({ parts }) => parts.some((part) => part.kind === "context" && part.item.id === id))
    );
  }

  private addAll({ attachments, refused }: Gathered): void {
    this.deps.list.addAll(attachments);
    const refusal = oneRefusal(refused);
    if (refusal) {
      throw refusal;
    }
  }

  private async guarded(run: () => Promise<void>): Promise<void> {
    this.deps.showNotice(undefined);
    try {
      await run();
    } catch (error) {
      if (isCancellation(error)) {
        return;
      }
      this.deps.logError("attaching to a message", error);
      this.deps.showNotice(noticeOf(error));
    }
  }
}

/**
 * Exactly what a message would send, for people to read: the text parts as they leave the machine, one
 * after the other with an empty line between, and a line in the place of each part that is bytes.
 */
export function previewText(text: string, attachments: readonly Attachment[]): string {
  const parts = attachments.map(({ item, content, mediaType }) =>
    mediaType === undefined
      ? attachmentText(item, content)
      : l10n.t("[{0}, {1}, base64]", mediaType, formatBytes(item.bytes)),
  );
  return [text, ...parts].filter((part) => part !== "").join("\n\n");
}
