import { canSendEdit, editedTurn, lastQuestion, startEdit } from "./edits";
import type { Host } from "./host";
import type { PanelCore } from "./panelCore";
import type { PanelModel } from "./store";

/** What a person does to a question that was sent. The edit is saved with every key, as a draft is. */
export class EditActions {
  constructor(
    private readonly core: PanelCore,
    private readonly host: Host,
  ) {}

  /** Puts a text box in the place of a question. Does nothing while an answer is being written. */
  start(turnId: string): void {
    this.keep(startEdit(this.core.model(), turnId));
  }

  /** Changes the last question; says whether there is one that can be changed. */
  startLast(): boolean {
    const turn = lastQuestion(this.core.model().transcript.turns);
    if (turn !== undefined) {
      this.start(turn.id);
    }
    return turn !== undefined && editedTurn(this.core.model()) === turn.id;
  }

  /** The reader changed the text of the question in hand. */
  type(text: string): void {
    const { editing } = this.core.model();
    if (editing !== undefined) {
      this.keep({ ...this.core.model(), editing: { ...editing, text } });
    }
  }

  /** Leaves the question as it was sent. */
  cancel(): void {
    this.keep({ ...this.core.model(), editing: undefined });
  }

  /** Sends the changed question in the place of the old one. Does nothing while that is not possible. */
  send(): void {
    const { editing } = this.core.model();
    if (editing !== undefined && canSendEdit(this.core.model())) {
      this.cancel();
      this.core.post("editTurn", { turnId: editing.turnId, text: editing.text });
    }
  }

  private keep(model: PanelModel): void {
    if (model !== this.core.model()) {
      this.host.save({ edit: model.editing });
      this.core.update(model);
    }
  }
}
