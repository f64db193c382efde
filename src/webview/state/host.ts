import type { Draft, ShownThread, ToHostMessages } from "../../shared/protocol";
import type { FormDraft } from "./formDrafts";
import type { Edit } from "./store";

/** The part of VS Code's webview API that the panel uses. */
export interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** Where the reader is: pixels from the top of a turn, and whether new text should pull the view down. */
export interface ScrollAnchor {
  readonly threadId: string;
  readonly turnId: string;
  readonly offset: number;
  readonly following: boolean;
}

/** Which workflow is shown, and which run of it; the list when neither is there. */
export interface ShownWorkflow {
  readonly workflowId?: string;
  readonly runId?: string;
}

/** All that outlives a hidden view on this side; everything else comes back from the host. */
interface SavedState {
  /** Whose draft it is; missing in what versions before 0.5.0 saved. */
  readonly owner?: string;
  readonly draft?: Draft;
  readonly scroll?: ScrollAnchor;
  /** A question that is being changed; undefined once it is sent or cancelled. */
  readonly edit?: Edit | undefined;
  /** Only responses are shown, without what led to them. */
  readonly responsesOnly?: boolean;
  /** The workflows lie over the conversation; undefined when they do not. */
  readonly workflow?: ShownWorkflow | undefined;
  /** What was typed into the forms of tools, by the call that asks. */
  readonly forms?: Readonly<Record<string, FormDraft>>;
}

/** The door to the extension host: typed messages out, and the little state VS Code keeps for a view. */
export class Host {
  /** @param place what an editor tab is found again by; undefined in the view */
  constructor(
    private readonly api: WebviewApi,
    private readonly place?: string,
  ) {}

  /** Sends one message to the extension host. @param shown the thread that it is meant for */
  post<K extends keyof ToHostMessages>(type: K, body: ToHostMessages[K], shown: ShownThread): void {
    this.api.postMessage({ type, ...body, shown });
  }

  /** What an earlier life of this view saved; empty when nothing, or nothing readable, is there. */
  get saved(): SavedState {
    const state = this.api.getState();
    if (!isRecord(state)) {
      return {};
    }
    return {
      ...(typeof state["owner"] === "string" ? { owner: state["owner"] } : {}),
      ...(isDraft(state["draft"]) ? { draft: state["draft"] } : {}),
      ...(isAnchor(state["scroll"]) ? { scroll: state["scroll"] } : {}),
      ...(isEdit(state["edit"]) ? { edit: state["edit"] } : {}),
      ...(state["responsesOnly"] === true ? { responsesOnly: true } : {}),
      ...(isShownWorkflow(state["workflow"]) ? { workflow: state["workflow"] } : {}),
      ...(isForms(state["forms"]) ? { forms: state["forms"] } : {}),
    };
  }

  /** Saves some of the state and keeps the rest. */
  save(change: SavedState): void {
    this.api.setState({ ...this.saved, ...change, place: this.place });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isDraft(value: unknown): value is Draft {
  return isRecord(value) && typeof value["text"] === "string" && typeof value["revision"] === "number";
}

function isAnchor(value: unknown): value is ScrollAnchor {
  return (
    isRecord(value) &&
    typeof value["threadId"] === "string" &&
    typeof value["turnId"] === "string" &&
    typeof value["offset"] === "number" &&
    typeof value["following"] === "boolean"
  );
}

function isEdit(value: unknown): value is Edit {
  return (
    isRecord(value) &&
    typeof value["threadId"] === "string" &&
    typeof value["turnId"] === "string" &&
    typeof value["text"] === "string"
  );
}

function isShownWorkflow(value: unknown): value is ShownWorkflow {
  return (
    isRecord(value) && [value["workflowId"], value["runId"]].every((id) => id === undefined || typeof id === "string")
  );
}

/** True for what `FormDrafts` keeps. */
export function isForms(value: unknown): value is Readonly<Record<string, FormDraft>> {
  return isRecord(value) && Object.values(value).every((draft) => isRecord(draft) && "value" in draft);
}
