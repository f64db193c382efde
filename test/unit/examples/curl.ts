import { readFileSync } from "node:fs";

/** A `curl` of a README. */
export interface CurlCommand {
  readonly path: string;
  readonly init: RequestInit;
}

/**
 * Reads the commands of a README that ask the server, in their order.
 *
 * @param token what stands for `$TOKEN`
 */
export function curlCommandsOf(readme: string, token: string): readonly CurlCommand[] {
  const blocks = [...readFileSync(readme, "utf8").matchAll(/^```sh\n([^]*?)\n```$/gm)].map(([, block = ""]) => block);
  return blocks
    .filter((block) => block.startsWith("curl "))
    .map((block) => {
      const path = /http:\/\/localhost:4111(\/\S*)/.exec(block)?.[1] ?? "";
      const headers = [...block.matchAll(/-H "([^:]+): ([^"]+)"/g)].map(([, name = "", value = ""]) => [
        name,
        value.replace("$TOKEN", token),
      ]);
      const body = /-d '([^']+)'/.exec(block)?.[1];
      return {
        path,
        init: {
          headers: Object.fromEntries(headers) as Record<string, string>,
          ...(body !== undefined && { method: "POST", body }),
        },
      };
    });
}
