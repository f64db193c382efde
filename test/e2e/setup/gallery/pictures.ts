import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Comparison, comparePictures } from "./compare";
import { smallPng } from "./smallPng";
import type { ThemeName } from "./themes";

/** The pictures that rest in the repository; `npm run screenshots` renews them. */
export interface Pictures {
  /** True when this is the picture that rests. */
  same(theme: ThemeName, state: string, actual: Buffer): boolean;
  /**
   * Compares a picture with the one that rests.
   *
   * @returns what is wrong, for people; undefined when nothing is
   */
  check(theme: ThemeName, state: string, actual: Buffer): string | undefined;
}

export interface PictureOptions {
  readonly folder: string;
  /** Where a picture that is wrong goes, with the one that was expected and the difference. */
  readonly failures: string;
  /** Writes what differs or is missing. */
  readonly update: boolean;
  /** Writes what is missing; a run that nobody looks at must not. */
  readonly create: boolean;
}

export const pictureFolder = "test/e2e/pictures";

/** True when the pictures are to be taken anew. */
export function renewing(): boolean {
  return process.env.UPDATE_PICTURES === "1";
}

/** As the environment says: UPDATE_PICTURES=1 renews, CI=true creates nothing. */
export function picturesOfRepository(): Pictures {
  const update = renewing();
  const create = update || process.env.CI !== "true";
  return pictures({ folder: pictureFolder, failures: "out/failures", update, create });
}

export function pictures({ folder, failures, update, create }: PictureOptions): Pictures {
  const fileOf = (theme: ThemeName, state: string): string => join(folder, theme, `${state}.png`);
  return {
    same(theme, state, actual) {
      const file = fileOf(theme, state);
      return existsSync(file) && compared(actual, readFileSync(file))?.same === true;
    },
    check(theme, state, actual) {
      const file = fileOf(theme, state);
      if (!existsSync(file)) {
        write(create ? file : join(failures, theme, `${state}.png`), smallPng(actual));
        return create ? undefined : `${theme}/${state}: there is no picture of it; "npm run screenshots" takes one`;
      }
      const expected = readFileSync(file);
      const comparison = compared(actual, expected);
      if (comparison?.same === true) {
        return undefined;
      }
      if (update) {
        write(file, smallPng(actual));
        return undefined;
      }
      const failed = join(failures, theme, state);
      write(`${failed}.actual.png`, actual);
      write(`${failed}.expected.png`, expected);
      if (comparison === undefined) {
        return `${theme}/${state}: ${file} is no picture`;
      }
      if (comparison.diff !== undefined) {
        write(`${failed}.diff.png`, comparison.diff);
      }
      return `${theme}/${state}: ${comparison.different} pixels differ from ${file}; see ${failed}.diff.png`;
    },
  };
}

/** Undefined when the file that rests cannot be read: a merge has gone wrong. */
function compared(actual: Buffer, expected: Buffer): Comparison | undefined {
  try {
    return comparePictures(actual, expected);
  } catch {
    return undefined;
  }
}

function write(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
