import * as l10n from "@vscode/l10n";
import type { Attachment } from "../../agents/outgoingMessage";
import type { ContextSuggestion } from "../../shared/context";
import type { ToView } from "../../shared/protocol";
import type { Notice } from "../../shared/transcript";
import { noticeOf, type UserFacingError } from "../../shared/userFacingError";
import type { ContextTray } from "./contextTray";
import { previewText } from "./preview";
import { oneRefusal } from "./refusals";

/** What could be attached, and what could not. */
export interface Gathered {
  readonly attachments: readonly Attachment[];
  readonly refused: readonly UserFacingError[];
}

/** Where attachments come from: the editor, the workspace, the clipboard. */
export interface Sources {
  complete(query: string): Promise<readonly ContextSuggestion[]>;
  /** @throws UserFacingError when there is nothing to attach */
  resolve(suggestionId: string): Promise<Gathered>;
  fromUris(uris: readonly string[]): Promise<Gathered>;
  /** @throws UserFacingError when no agent could read the bytes */
  fromData(name: string, mediaType: string, base64: string): Promise<Attachment>;
  open(itemId: string): Promise<void>;
}

export interface ContextDeskParts {
  readonly tray: ContextTray;
  readonly sources: Sources;
  readonly showPreview: (text: string) => Promise<void>;
  readonly post: (message: ToView) => void;
  readonly showNotice: (notice: Notice | undefined) => void;
  readonly logError: (what: string, error: unknown) => void;
}

/** What a person does with the things that go along with a message. */
export class ContextDesk {
  constructor(private readonly parts: ContextDeskParts) {}

  async complete(request: number, query: string): Promise<void> {
    let suggestions: readonly ContextSuggestion[] = [];
    try {
      suggestions = await this.parts.sources.complete(query);
    } catch (error) {
      this.parts.logError("completing @", error);
    }
    this.parts.post({ type: "completions", request, suggestions });
  }

  attach(suggestionId: string): Promise<void> {
    return this.guarded(async () => this.addAll(await this.parts.sources.resolve(suggestionId)));
  }

  /** @param selection what is marked in the editor; undefined when nothing is */
  attachSelection(selection: Attachment | undefined): void {
    if (selection) {
      void this.guarded(() => {
        this.parts.tray.add(selection);
        return Promise.resolve();
      });
    } else {
      this.parts.showNotice({
        message: l10n.t("Nothing is selected in the editor. Select some text, then ask about it."),
        actions: [],
      });
    }
  }

  attachUris(uris: readonly string[]): Promise<void> {
    return this.guarded(async () => this.addAll(await this.parts.sources.fromUris(uris)));
  }

  attachData(name: string, mediaType: string, base64: string): Promise<void> {
    return this.guarded(async () => this.parts.tray.add(await this.parts.sources.fromData(name, mediaType, base64)));
  }

  remove(id: string): void {
    this.parts.tray.remove(id);
  }

  open(id: string): Promise<void> {
    return this.guarded(() => this.parts.sources.open(id));
  }

  /** @param text what stands in the message box */
  preview(text: string): Promise<void> {
    return this.guarded(() => this.parts.showPreview(previewText(text, this.parts.tray.attachments())));
  }

  private addAll({ attachments, refused }: Gathered): void {
    this.parts.tray.addAll(attachments);
    const refusal = oneRefusal(refused);
    if (refusal) {
      throw refusal;
    }
  }

  private async guarded(run: () => Promise<void>): Promise<void> {
    this.parts.showNotice(undefined);
    try {
      await run();
    } catch (error) {
      this.parts.logError("attaching to a message", error);
      this.parts.showNotice(noticeOf(error));
    }
  }
}
