import { parseArgs } from "node:util";
import { StackError } from "../stackError";

export interface DemoOptions {
  readonly check: boolean;
  readonly desktop: boolean;
  readonly vsix: string;
  /** Ports that a person asked for; undefined takes the usual one, or another when it is in use. */
  readonly port: number | undefined;
  readonly mastraPort: number | undefined;
  readonly authPort: number | undefined;
}

export const USAGE = `Usage: npm run demo -- [options]
  --check            do the whole job once in a headless browser, print the answer, exit 0 or 1
  --desktop          use the VS Code that is installed on this computer instead of one in the browser
  --vsix <file>      the packaged extension (default mastra-clerk.vsix)
  --port <n>         port of VS Code in the browser (default 8450)
  --mastra-port <n>  port of the Mastra server (default 4111)
  --auth-port <n>    port of the sign-in server (default 4455)`;

/** @throws StackError when an option is unknown or a port is no port */
export function readOptions(args: readonly string[]): DemoOptions | "help" {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        check: { type: "boolean", default: false },
        desktop: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
        vsix: { type: "string", default: "mastra-clerk.vsix" },
        port: { type: "string" },
        "mastra-port": { type: "string" },
        "auth-port": { type: "string" },
      },
    });
    if (values.help) {
      return "help";
    }
    return {
      check: values.check,
      desktop: values.desktop,
      vsix: values.vsix,
      port: toPort(values.port),
      mastraPort: toPort(values["mastra-port"]),
      authPort: toPort(values["auth-port"]),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StackError(`${reason}\n${USAGE}`, { cause: error });
  }
}

function toPort(text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`"${text}" is no port; a port is a number from 1 to 65535.`);
  }
  return port;
}
