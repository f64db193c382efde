import { Readable } from "node:stream";
import { MastraVoice } from "@mastra/core/voice";

const RATE = 8000;
/** Milliseconds of a letter, at most so many of a text. */
const LETTER_MS = 15;
const MOST_MS = 6000;
const HEADER = 44;

/** Speaks as the models of the stack write: for real, but for what is said, which is a tone as long as its text. */
export class ToneVoice extends MastraVoice {
  /** The texts that it was given, the oldest first. */
  readonly said: string[] = [];

  override async speak(input: string | NodeJS.ReadableStream): Promise<NodeJS.ReadableStream> {
    const text = typeof input === "string" ? input : (await Array.fromAsync(input)).join("");
    this.said.push(text);
    return Readable.from([tone(Math.min(MOST_MS, text.length * LETTER_MS))]);
  }

  override listen(): Promise<never> {
    return Promise.reject(new Error("This voice only speaks."));
  }

  override getSpeakers(): Promise<{ voiceId: string }[]> {
    return Promise.resolve([{ voiceId: "tone" }]);
  }
}

/** A WAV file: PCM of 8 bits, mono, of a quiet A. */
function tone(milliseconds: number): Buffer {
  const length = Math.ceil((RATE * milliseconds) / 1000);
  const file = Buffer.alloc(HEADER + length);
  file.write("RIFF", 0);
  file.writeUInt32LE(HEADER - 8 + length, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  // PCM, one channel.
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write("data", 36);
  file.writeUInt32LE(length, 40);
  for (let at = 0; at < length; at += 1) {
    file[HEADER + at] = 128 + Math.round(20 * Math.sin((2 * Math.PI * 440 * at) / RATE));
  }
  return file;
}
