import type { Notice } from "../shared/transcript";
import type { ChatController } from "./chatController";
import type { Conversation } from "./conversation";
import type { ThreadTab } from "./tabs/threadTab";

/** Every place that shows the chat of this window: the view, and the threads in editor tabs. */
export class Places {
  private readonly tabs = new Set<ThreadTab>();

  constructor(private readonly view: ChatController) {}

  /** @returns takes the tab out again */
  add(tab: ThreadTab): () => void {
    this.tabs.add(tab);
    return () => void this.tabs.delete(tab);
  }

  /** True while a person can see the chat anywhere. */
  get isVisible(): boolean {
    return this.view.isVisible || this.isTabVisible;
  }

  /** True while a person can see a thread in an editor tab. */
  get isTabVisible(): boolean {
    return [...this.tabs].some(({ controller }) => controller.isVisible);
  }

  /** Whether a person can see a conversation anywhere. */
  isShowing(conversation: Conversation): boolean {
    return (
      this.view.isShowing(conversation) || [...this.tabs].some(({ controller }) => controller.isShowing(conversation))
    );
  }

  /** Whether a person reads this sentence at the moment. */
  isTold(message: string): boolean {
    return this.view.isTold(message) || [...this.tabs].some(({ controller }) => controller.isTold(message));
  }

  showNotice(notice: Notice | undefined): void {
    this.each((place) => place.showNotice(notice));
  }

  /** @param hint what to do next in the sign-in that is under way */
  signInChanged(hint: string | undefined): void {
    this.each((place) => place.signInChanged(hint));
  }

  /** Something that the state tells has changed. */
  sendState(): void {
    this.each((place) => place.sendState());
  }

  /** The connection knows more. */
  connectionChanged(): void {
    this.each((place) => place.connectionChanged());
  }

  /** @see ChatController.lookAgain */
  lookAgain(): void {
    this.each((place) => place.lookAgain());
  }

  /** @see ChatController.sessionSwitched */
  sessionSwitched(): void {
    this.view.sessionSwitched();
    this.tabs.forEach((tab) => tab.sessionSwitched());
  }

  private each(
    run: (
      place: Pick<ChatController, "showNotice" | "signInChanged" | "sendState" | "connectionChanged" | "lookAgain">,
    ) => void,
  ): void {
    run(this.view);
    this.tabs.forEach(({ controller }) => run(controller));
  }
}
