import { crc32, deflateSync } from "node:zlib";
import type { ChartData } from "./tools/makeChart";

const WIDTH = 360;
const HEIGHT = 160;
const MARGIN = 8;
type Colour = readonly [red: number, green: number, blue: number];
const PAPER: Colour = [255, 255, 255];
const AXIS: Colour = [120, 120, 120];
const WARM: Colour = [214, 93, 14];
const COLD: Colour = [38, 110, 180];

/** Draws a bar chart as a PNG picture; bars below zero hang from the axis. */
export function chartImage({ bars }: ChartData): Uint8Array {
  const highest = Math.max(0, ...bars.map(({ value }) => value));
  const lowest = Math.min(0, ...bars.map(({ value }) => value));
  const scale = (HEIGHT - 2 * MARGIN) / Math.max(1, highest - lowest);
  const zero = MARGIN + Math.round(highest * scale);
  const slot = (WIDTH - 2 * MARGIN) / Math.max(1, bars.length);
  const colourAt = (x: number, y: number): Colour => {
    const place = (x - MARGIN) / slot;
    const bar = place - Math.floor(place) < 0.75 ? bars[Math.floor(place)] : undefined;
    const end = zero - Math.round((bar?.value ?? 0) * scale);
    if (bar !== undefined && y >= Math.min(zero, end) && y < Math.max(zero, end)) {
      return bar.value < 0 ? COLD : WARM;
    }
    return y === zero ? AXIS : PAPER;
  };
  return png(WIDTH, HEIGHT, colourAt);
}

/** Encodes a picture of eight bits a channel (PNG specification, second edition, §5 and §11). */
function png(width: number, height: number, colourAt: (x: number, y: number) => Colour): Uint8Array {
  const rows = Array.from({ length: height }, (_, y) =>
    // Every row begins with its filter: 0, none.
    [0, ...Array.from({ length: width }, (_pixel, x) => colourAt(x, y)).flat()],
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.from(rows.flat()))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}
