import { format } from "node:util";
import type * as vscode from "vscode";
import { overlay } from "./overlay";
import type { WindowRecord } from "./windowRecord";

/** A log channel of which every line is kept, whatever its level. */
export function observedChannel(channel: vscode.LogOutputChannel, record: WindowRecord): vscode.LogOutputChannel {
  const at =
    (level: "trace" | "debug" | "info" | "warn" | "error") =>
    (first: string | Error, ...rest: unknown[]): void => {
      record.add("log", `[${level}] ${format(first, ...rest)}`);
      // The levels differ in their type only: `error` takes an Error, too.
      channel[level](first as string, ...rest);
    };
  const raw =
    (name: "append" | "appendLine" | "replace") =>
    (text: string): void => {
      record.add("log", text);
      channel[name](text);
    };
  return overlay(channel, {
    trace: at("trace"),
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    append: raw("append"),
    appendLine: raw("appendLine"),
    replace: raw("replace"),
  });
}
