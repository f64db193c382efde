import type { Turn } from "../../shared/transcript";

/**
 * The turns of a conversation. A list that somebody has looked at never changes; as long as nobody looks, a
 * change is written in place, so that a chunk costs the same in a thread of any length.
 */
export class TurnList {
  /** `current` itself, while nobody else can hold it. */
  private own: Turn[] | undefined;

  constructor(private current: readonly Turn[]) {}

  /** The list of this moment; a later change makes another one. */
  get all(): readonly Turn[] {
    this.own = undefined;
    return this.current;
  }

  /** The newest turn. Unlike `all`, asking for it at every chunk costs nothing in a long thread. */
  get last(): Turn | undefined {
    return this.current.at(-1);
  }

  find(turnId: string): Turn | undefined {
    // The turn that is asked for is all but always the last one.
    return this.current.findLast(({ id }) => id === turnId);
  }

  /** Puts other turns in the place of all. */
  set(turns: readonly Turn[]): void {
    this.current = turns;
    this.own = undefined;
  }

  /** @returns whether `change` gave another turn; false also when there is none of that id */
  update(turnId: string, change: (turn: Turn) => Turn): boolean {
    const index = this.current.findLastIndex(({ id }) => id === turnId);
    const turn = this.current[index];
    const next = turn && change(turn);
    if (!next || next === turn) {
      return false;
    }
    // One copy for all changes between two looks: at each of them it would cost as much as the thread is long.
    this.own ??= [...this.current];
    this.own[index] = next;
    this.current = this.own;
    return true;
  }
}
