import dns from "node:dns";
import fs from "node:fs";
import http from "node:http";
import https from "node:https";
import net from "node:net";

/** What an extension did to the world outside its own memory. */
export interface Touched {
  /** Calls that read a file or a folder, or look whether one is there. */
  files: number;
  /** Requests and connections. */
  requests: number;
}

const READS = [
  "readFileSync",
  "readFile",
  "openSync",
  "open",
  "readdirSync",
  "readdir",
  "createReadStream",
  "existsSync",
  "statSync",
  "stat",
  "lstatSync",
  "accessSync",
  "access",
] as const;
const PROMISED = ["readFile", "open", "readdir", "stat", "lstat", "access"] as const;

/** Counts from here on, in this process. */
export function watchWorld(): Touched {
  const touched: Touched = { files: 0, requests: 0 };
  const file = (): void => void (touched.files += 1);
  const request = (): void => void (touched.requests += 1);
  spy(fs, READS, file);
  spy(fs.promises, PROMISED, file);
  spy(http, ["request", "get"], request);
  spy(https, ["request", "get"], request);
  spy(net, ["connect", "createConnection"], request);
  spy(dns, ["lookup"], request);
  spy(globalThis, ["fetch"], request);
  return touched;
}

function spy(owner: object, names: readonly string[], seen: () => void): void {
  for (const name of names) {
    const real = Reflect.get(owner, name) as (...values: unknown[]) => unknown;
    Reflect.set(owner, name, (...values: unknown[]) => {
      seen();
      return Reflect.apply(real, owner, values);
    });
  }
}
