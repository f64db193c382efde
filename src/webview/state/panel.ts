import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ShownThread, ToHost, ToHostMessages, ToView, ToViewMessages, ViewState } from "../../shared/protocol";
import { EditActions, type PanelCore, type Scheduler, ThreadActions } from "./actions";
import { CodeViews } from "./codeViews";
import { keptDraft } from "./draftText";
import { FormDrafts } from "./formDrafts";
import type { Host, ScrollAnchor, ShownWorkflow } from "./host";
import { beginsAnswer, canSend, coversAll, initialModel, isAnothers, type PanelModel, reduce, takesBox } from "./store";

/** Characters up to which a draft goes to the host with every key: a window may close at any moment. */
const shortDraft = 4000;

/** Milliseconds of rest after the last key before the draft goes to the host. */
const draftDelay = 150;

/** What brings another conversation, or new words in this one: the list of threads makes room for it. */
const leavesList: ReadonlySet<ToHost["type"]> = new Set(["send", "newThread", "openThread"]);

/** Holds the model, takes the host's messages in and sends the reader's doings out. */
export class Panel {
  /** What is done in the list of threads. */
  readonly threads: ThreadActions;
  /** What is done to a question that was sent. */
  readonly edits: EditActions;
  /** What was typed into the forms of tools. */
  readonly formDrafts: FormDrafts;
  /** Which code blocks are wrapped or folded. */
  readonly codeViews = new CodeViews();
  /** Which tool calls a person has opened or closed, by turn and call. */
  readonly folds = new Map<string, boolean>();
  /** Hears what the host tells of responses; set by what draws it, which comes with the first response. */
  onResponse: ((told: ToViewMessages["response"]) => void) | undefined;
  private current: PanelModel;
  private queue: ToView[] = [];
  private frameAsked = false;
  private cancelDraft: (() => void) | undefined;

  /** @param onChange called after every change of the model, at most once a frame for streamed patches */
  constructor(
    private readonly host: Host,
    private readonly scheduler: Scheduler,
    private readonly onChange: (model: PanelModel) => void,
  ) {
    const { draft, edit, owner, responsesOnly = false, workflow } = host.saved;
    const overlay = workflow ? "workflows" : "none";
    this.current = { ...initialModel(draft, edit, owner), responsesOnly, overlay };
    const core: PanelCore = {
      model: () => this.current,
      update: (model: PanelModel) => this.update(model),
      post: <K extends keyof ToHostMessages>(type: K, body: ToHostMessages[K]) => this.post(type, body),
    };
    this.threads = new ThreadActions(core, scheduler);
    this.edits = new EditActions(core, host);
    this.formDrafts = new FormDrafts(host.saved.forms, (forms) => host.save({ forms }), owner);
  }

  get model(): PanelModel {
    return this.current;
  }

  /** Where the reader was in the thread before the view was hidden. */
  get savedScroll(): ScrollAnchor | undefined {
    return this.host.saved.scroll;
  }

  /** The workflow and the run that were shown before the view was hidden; undefined when none was. */
  get savedWorkflow(): ShownWorkflow | undefined {
    return this.host.saved.workflow;
  }

  /** Keeps what is shown of workflows for the next life of the view. */
  saveWorkflow(workflow: ShownWorkflow | undefined): void {
    this.host.save({ workflow });
  }

  /** Keeps the reading position for the next life of the view. */
  saveScroll(scroll: ScrollAnchor): void {
    this.host.save({ scroll });
  }

  /** Whose thread is shown at the moment, and which. */
  get shown(): ShownThread {
    const { owner = "", transcript } = this.current;
    return { owner, threadId: transcript.threadId };
  }

  /**
   * Sends one message to the extension host.
   *
   * @param shown what a person saw when it began, where it may be another thread by now
   */
  post<K extends keyof ToHostMessages>(type: K, body: ToHostMessages[K], shown = this.shown): void {
    this.host.post(type, body, shown);
    if (coversAll(this.current.overlay) && leavesList.has(type)) {
      this.showOverlay("none");
    }
  }

  /**
   * Takes a message of the host. Patches wait for the next frame, so that a fast stream draws once a
   * frame; the first words of an answer and any other message are applied at once, after the patches that
   * came before.
   */
  receive(message: ToView): void {
    if (message.type === "response") {
      this.onResponse?.(message);
      return;
    }
    this.queue.push(message);
    if (message.type !== "patches" || beginsAnswer(message, this.current.transcript.turns.at(-1))) {
      this.flush();
    } else if (!this.frameAsked) {
      this.frameAsked = true;
      this.scheduler.frame(() => {
        this.frameAsked = false;
        this.flush();
      });
    }
  }

  /** The reader changed the text in the box: saved at once here, and on the host after a short rest. */
  type(text: string): void {
    this.setDraft(text);
    this.cancelDraft?.();
    if (text.length <= shortDraft) {
      this.postDraft();
    } else {
      this.cancelDraft = this.scheduler.delay(() => this.postDraft(), draftDelay);
    }
  }

  /**
   * Sends the typed text and clears the box. Does nothing while sending is not possible.
   *
   * @param now into the response that is being written
   */
  send(now = false): void {
    if (!canSend(this.current)) {
      return;
    }
    const { text } = this.current.draft;
    this.setDraft("");
    // The host learns the new revision first, so that a text it gives back can be newer.
    this.postDraft();
    this.post("send", { text, ...(now && { now }) });
  }

  /** Stops the answer that is being written. Does nothing when none is. */
  stop(): void {
    if (this.current.state.busy) {
      this.post("stop", {});
    }
  }

  /** Goes to the question before or after the one that is read. */
  stepToQuestion(by: -1 | 1): void {
    this.update({ ...this.current, questionStep: { by } });
  }

  /** Hides what led to the responses, or shows it again; holds for this window. */
  setResponsesOnly(responsesOnly: boolean): void {
    this.host.save({ responsesOnly });
    this.update({ ...this.current, responsesOnly });
  }

  /** Opens something over the conversation, such as the list of threads or the find bar, or closes what is open. */
  showOverlay(overlay: PanelModel["overlay"]): void {
    if (overlay !== this.current.overlay) {
      this.update({ ...this.current, overlay });
    }
  }

  /** Changes the last question; says whether there is one that can be changed. */
  editLast(): boolean {
    return this.edits.startLast();
  }

  private flush(): void {
    const messages = this.queue;
    this.queue = [];
    const before = this.current;
    const switched = messages.some((message) => message.type === "snapshot" && isAnothers(before, message.owner));
    const taken = messages.some((message) => takesBox(before, message));
    if (switched) {
      this.codeViews.clear();
      this.folds.clear();
    }
    if (switched || taken) {
      this.handOver();
    }
    for (const message of messages) {
      if (message.type === "snapshot" && message.owner !== "") {
        this.formDrafts.belongTo(message.owner);
      } else if ("state" in message && message.state.connection === "signedOut") {
        this.formDrafts.belongTo("");
      }
    }
    const next = messages.reduce(reduce, before);
    this.settleDraft(messages, next, taken);
    if (next !== before) {
      this.update(next);
    }
    if (switched && next.overlay === "threads") {
      this.threads.list("");
    }
  }

  /** Somebody else is there from now on: what is written and not sent goes into its owner's draft. */
  private handOver(): void {
    const { draft, editing } = this.current;
    if (editing !== undefined || this.cancelDraft !== undefined) {
      const text = [editing?.text ?? "", keptDraft(draft).text].filter((words) => words.trim() !== "").join("\n\n");
      this.post("draft", { draft: { text, revision: draft.revision + 1 } });
    }
    this.cancelDraft?.();
    this.cancelDraft = undefined;
  }

  /** After the host spoke: keep the newer draft here, and tell a host that knows an older one. */
  private settleDraft(messages: readonly ToView[], next: PanelModel, taken: boolean): void {
    const changed = next.draft !== this.current.draft;
    if (changed || next.owner !== this.current.owner) {
      this.cancelDraft?.();
      this.host.save({
        draft: keptDraft(next.draft),
        edit: next.editing,
        ...(next.owner === undefined ? {} : { owner: next.owner }),
      });
    }
    if (taken) {
      // These words are the host's own, and its numbers are not those of the owner before.
      return;
    }
    const told = messages.flatMap((message) =>
      message.type === "snapshot" || message.type === "draft" ? [message.draft.revision] : [],
    );
    // An edit that lost its question has become part of the draft, and the host said nothing of one.
    if (told.some((revision) => revision < next.draft.revision) || (changed && told.length === 0)) {
      this.post("draft", { draft: keptDraft(next.draft) });
    }
  }

  private setDraft(text: string): void {
    const draft = { text, revision: this.current.draft.revision + 1 };
    this.host.save({ draft: keptDraft(draft) });
    this.update({ ...this.current, draft });
  }

  private postDraft(): void {
    this.cancelDraft?.();
    this.cancelDraft = undefined;
    this.post("draft", { draft: keptDraft(this.current.draft) });
  }

  private update(model: PanelModel): void {
    const before = this.current.overlay;
    this.current = model;
    this.onChange(model);
    if (before !== model.overlay) {
      this.turnOverlay(before, model);
    }
  }

  /** Asks the host for what the overlay needs, and tells it when that is no longer needed. */
  private turnOverlay(before: PanelModel["overlay"], { overlay, transcript }: PanelModel): void {
    if (before === "threads") {
      this.threads.close();
    }
    if (before === "workflows") {
      this.saveWorkflow(undefined);
    }
    if (overlay === "threads") {
      this.threads.list("");
    } else if ((overlay === "find" || overlay === "questions") && transcript.earlier === true) {
      this.post("loadEarlier", { all: true });
    }
  }
}

/** Hands the panel to components that act on it, however deep they sit. */
export const PanelContext = createContext<Panel | undefined>(undefined);

/** The host's state, for what is drawn deep in a turn that has not changed itself. */
export const ViewStateContext = createContext<ViewState | undefined>(undefined);

/**
 * The panel that the component belongs to.
 * @throws Error when the component is drawn outside of a `PanelContext.Provider`
 */
export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (panel === undefined) {
    throw new Error("No PanelContext");
  }
  return panel;
}
