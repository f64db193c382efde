import type { WireTimes } from "./wireClock";

/** Milliseconds of the clock that all processes of this machine share; undefined for what was not. */
export interface Wire {
  /** A question came. */
  readonly asked: number | undefined;
  /** The first text of an answer was handed to the socket. */
  readonly words: number | undefined;
}

/**
 * What the bench server has noted of the requests of this name since it was asked last.
 *
 * @param origin of the bench server
 * @param key as in the header; empty for requests without
 */
export async function takeWire(origin: string, key = ""): Promise<Wire> {
  const times = (await (await fetch(`${origin}/wire?key=${key}`)).json()) as WireTimes;
  return { asked: milliseconds(times.asked), words: milliseconds(times.words) };
}

/** This moment by that clock. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function milliseconds(nanoseconds: string): number | undefined {
  return nanoseconds === "" ? undefined : Number(nanoseconds) / 1e6;
}
