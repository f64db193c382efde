/** One side of a comparison. */
export interface Side<T> {
  /** How many samples are taken. */
  readonly times: number;
  readonly sample: () => Promise<T>;
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
  const most = Math.max(...names.map((name) => sides[name].times));
  for (let round = 0; round < most; round += 1) {
    for (const name of names) {
      if (round < sides[name].times) {
        taken[name].push(await sides[name].sample());
      }
    }
  }
  return taken;
}
