import type { Attachment } from "../../agents/outgoingMessage";
import type { ContextItem } from "../../shared/context";
import { UserFacingError } from "../../shared/userFacingError";
import { assertFits, requestBytes } from "./limits";
import { oneRefusal } from "./refusals";

/** What goes along with the next message, in the order in which it was attached. */
export class AttachmentList {
  private held: readonly Attachment[] = [];

  /** @param onChange called after every change of `items` */
  constructor(private readonly onChange: () => void) {}

  get items(): readonly ContextItem[] {
    return this.held.map(({ item }) => item);
  }

  attachments(): readonly Attachment[] {
    return this.held;
  }

  /**
   * Attaches something. What has the same id is replaced in its place: the file as it is at this moment.
   *
   * @throws UserFacingError "tooLarge" when it breaks a size rule; the list is as before
   */
  add(attachment: Attachment): void {
    const index = this.held.findIndex(({ item }) => item.id === attachment.item.id);
    const others = this.held.filter((_, at) => at !== index);
    assertFits(
      attachment,
      others.reduce((sum, other) => sum + requestBytes(other), 0),
    );
    this.change(index < 0 ? [...this.held, attachment] : this.held.with(index, attachment));
  }

  /**
   * Attaches as many as fit.
   *
   * @throws UserFacingError one for all that did not fit, after the others were attached
   */
  addAll(attachments: readonly Attachment[]): void {
    const refused: UserFacingError[] = [];
    for (const attachment of attachments) {
      try {
        this.add(attachment);
      } catch (error) {
        if (!(error instanceof UserFacingError)) {
          throw error;
        }
        refused.push(error);
      }
    }
    const refusal = oneRefusal(refused);
    if (refusal) {
      throw refusal;
    }
  }

  /** Unknown ids are passed over: the chip may have been pressed twice. */
  remove(id: string): void {
    const left = this.held.filter(({ item }) => item.id !== id);
    if (left.length < this.held.length) {
      this.change(left);
    }
  }

  /** Empties the list. @returns what was in it, for the message that takes it along */
  clear(): readonly Attachment[] {
    const all = this.held;
    if (all.length > 0) {
      this.change([]);
    }
    return all;
  }

  /**
   * Puts back what belonged to a message that could not be sent, before whatever has been attached
   * since; of two with the same id the one attached since stays. Never refuses: nothing may be lost,
   * and the size is looked at again when the message is sent.
   */
  restore(attachments: readonly Attachment[]): void {
    const since = new Set(this.held.map(({ item }) => item.id));
    const back = attachments.filter(({ item }) => !since.has(item.id));
    if (back.length > 0) {
      this.change([...back, ...this.held]);
    }
  }

  private change(held: readonly Attachment[]): void {
    this.held = held;
    this.onChange();
  }
}
