import { crc32, deflateSync } from "node:zlib";
import { PNG } from "pngjs";

/** Colours that stay exactly as they are: the plain surfaces and the texts on them. */
const exact = 24;

/** Other colours become one when they are less than this, of 255, apart; from 13 on the comparison sees it. */
const fineStep = 10;

/** The same where a picture is only looked at by people, each larger one if the one before leaves too many colours. */
export const stepsForPeople = [fineStep, 14, 20, 28, 40] as const;

/**
 * Writes a PNG file again with a palette of at most 256 colours, which makes a picture of text less than
 * half as large. The most frequent colours stay; of the others, rims of letters, those that hardly differ
 * become one. A picture with too many colours for that is written with all of them.
 */
export function smallPng(file: Buffer, steps: readonly number[] = [fineStep]): Buffer {
  const picture = PNG.sync.read(file);
  const { width, height, data } = picture;
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.readUInt32BE(at) >>> 8;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const colours = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  const reduction = firstOf(steps, (step) => reduced(colours, step));
  if (reduction === undefined) {
    return PNG.sync.write(picture, { colorType: 2, filterType: 0, deflateLevel: 9 });
  }
  const { palette, indices } = reduction;
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows[y * (width + 1) + 1 + x] = indices.get(data.readUInt32BE((y * width + x) * 4) >>> 8) ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, which name a colour of the palette.
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function firstOf<T, U>(all: readonly T[], find: (one: T) => U | undefined): U | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

interface Reduced {
  readonly palette: readonly number[];
  /** For each colour of the picture, its place in the palette. */
  readonly indices: ReadonlyMap<number, number>;
}

/** Undefined when there are more than 256 colours. @param colours the most frequent one first */
function reduced(colours: readonly number[], step: number): Reduced | undefined {
  const places = new Map(colours.slice(0, exact).map((colour, index) => [colour, index]));
  const palette = [...places.keys()];
  const indices = new Map(places);
  for (const colour of colours.slice(exact)) {
    const close = rounded(colour, step);
    let index = places.get(close);
    if (index === undefined) {
      // The first, most frequent one of those that round alike stands for them all.
      index = palette.push(colour) - 1;
      places.set(close, index);
    }
    indices.set(colour, index);
  }
  return palette.length <= 256 ? { palette, indices } : undefined;
}

function rounded(colour: number, step: number): number {
  const round = (value: number): number => Math.min(255, Math.round(value / step) * step);
  return (round(colour >> 16) << 16) | (round((colour >> 8) & 255) << 8) | round(colour & 255);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
