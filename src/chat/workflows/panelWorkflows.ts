import { type Lazy, lazily } from "../../shared/lazily";
import type { WorkflowAct, WorkflowsState } from "../../shared/workflows";
import type { OwnerPlace } from "../ownerPlace";
import type { WorkflowsPlace } from "./workflowsPlace";

type Session = Pick<OwnerPlace, "workflows" | "isClosed">;

/** What one panel shows of workflows, for each session of which it shows something; it goes with the session. */
export class PanelWorkflows {
  private readonly places = new WeakMap<Session, Lazy<WorkflowsPlace>>();

  /** @param post tells the panel */
  constructor(private readonly post: (told: WorkflowsState) => void) {}

  async act(session: Session, act: WorkflowAct): Promise<void> {
    const place = this.places.get(session) ?? lazily(() => this.create(session));
    this.places.set(session, place);
    await (await place()).act(act);
  }

  private async create(session: Session): Promise<WorkflowsPlace> {
    return (await session.workflows()).place((told) => {
      if (!session.isClosed) {
        this.post(told);
      }
    });
  }
}
