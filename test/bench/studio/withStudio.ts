import { StackError } from "../../stack/stackError";
import { type Studio, startStudio } from "./startStudio";

/** Studio, or why there is none. */
export type StudioOrWhy = Studio | string;

/** Runs something with Studio in front of a server, or with the sentence that says why it could not be had. */
export async function withStudio<T>(origin: string, run: (studio: StudioOrWhy) => Promise<T>): Promise<T> {
  let studio: StudioOrWhy;
  try {
    studio = await startStudio(origin, console.log);
  } catch (error) {
    if (!(error instanceof StackError)) {
      throw error;
    }
    return run(error.message);
  }
  try {
    return await run(studio);
  } finally {
    await studio.stop();
  }
}
