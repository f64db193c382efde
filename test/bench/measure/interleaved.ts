/** One side of a comparison. */
export interface Side<T> {
  /** How many samples are taken. */
  readonly times: number;
  readonly sample: () => Promise<T>;
  /**
   * Hears why a sample could not be taken; none is taken of this side after that. A side without it fails the
   * whole comparison: it is one that can be helped.
   */
  readonly onFailure?: (why: string) => void;
}

/**
 * Takes the samples of all sides by turns, so that whatever else the machine does hits each of them. A
 * side that wants fewer samples drops out at the end.
 */
export async function interleaved<Name extends string, T>(sides: { readonly [name in Name]: Side<T> }): Promise<{
  readonly [name in Name]: readonly T[];
}> {
  const names = Object.keys(sides) as Name[];
  const taken = Object.fromEntries(names.map((name) => [name, [] as T[]])) as { [name in Name]: T[] };
  const failed = new Set<Name>();
  const most = Math.max(...names.map((name) => sides[name].times));
  for (let round = 0; round < most; round += 1) {
    for (const name of names) {
      const { times, sample, onFailure } = sides[name];
      if (round >= times || failed.has(name)) {
        continue;
      }
      try {
        taken[name].push(await sample());
      } catch (error) {
        if (onFailure === undefined) {
          throw error;
        }
        failed.add(name);
        onFailure(error instanceof Error ? error.message : String(error));
      }
    }
  }
  return taken;
}
