import { parseArgs } from "node:util";

/** What the owner wants to have checked. */
export interface CheckOptions {
  readonly publishableKey: string;
  readonly clientId: string;
  /** As the setting `agentChat.clerk.issuer`: empty unless the key does not name the issuer. */
  readonly issuer: string;
  /** Separated by spaces. */
  readonly scopes: string;
  /** URI schemes of the editors that people sign in from. */
  readonly editors: readonly string[];
  /** A relay page whose address is registered as well; undefined when nobody works in a browser. */
  readonly relay?: string;
  /** Undefined checks Clerk alone. */
  readonly server?: string;
  readonly apiPrefix: string;
  /** False only prints the address of the sign-in page. */
  readonly opensBrowser: boolean;
  /** Where the transcript is written. */
  readonly transcript: string;
}

/** Something on the command line is missing or unknown; the message is for the person who typed it. */
export class UsageError extends Error {}

export const USAGE = `Usage: npm run check:clerk -- --key <publishable key> --client <client id> [options]

  --key <key>           Clerk Dashboard → API keys → Publishable key
  --client <id>         Clerk Dashboard → OAuth applications → Client ID
  --server <address>    your Mastra server; without it only Clerk is checked
  --api-prefix <path>   of the server; default /api
  --issuer <address>    of Clerk, when the key does not name it
  --scopes <scopes>     default "openid profile email offline_access"
  --editors <schemes>   default vscode,vscode-insiders,cursor,vscodium,windsurf
  --relay <address>     a relay page for editors in a browser, such as https://vscode.dev/redirect
  --no-browser          prints the address to sign in at, and opens nothing
  --transcript <file>   default check-clerk.txt
`;

/**
 * Reads the command line.
 *
 * @param args without node and the program's own path
 * @throws UsageError
 */
export function readOptions(args: readonly string[]): CheckOptions {
  const values = parse(args);
  const { key = "", client = "", relay, server } = values;
  if (key.trim() === "" || client.trim() === "") {
    throw new UsageError("The publishable key and the client ID are needed.");
  }
  return {
    publishableKey: key,
    clientId: client,
    issuer: values.issuer,
    scopes: values.scopes,
    editors: values.editors.split(/[\s,]+/).filter((scheme) => scheme !== ""),
    ...(relay !== undefined && { relay }),
    ...(server !== undefined && { server }),
    apiPrefix: values["api-prefix"],
    opensBrowser: !values["no-browser"],
    transcript: values.transcript,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        key: { type: "string" },
        client: { type: "string" },
        server: { type: "string" },
        relay: { type: "string" },
        issuer: { type: "string", default: "" },
        "api-prefix": { type: "string", default: "/api" },
        scopes: { type: "string", default: "openid profile email offline_access" },
        editors: { type: "string", default: "vscode,vscode-insiders,cursor,vscodium,windsurf" },
        "no-browser": { type: "boolean", default: false },
        transcript: { type: "string", default: "check-clerk.txt" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
