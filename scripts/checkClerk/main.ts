// `npm run check:clerk`: checks a Clerk instance and a Mastra server with the extension's own code, and says for each
// thing that it needs: ok, wrong and which switch to turn, or unknown and why.
import { readFileSync, writeFileSync } from "node:fs";
import { Checkup } from "./checkup";
import { type CheckOptions, readOptions, USAGE, UsageError } from "./options";
import { openInBrowser } from "./openBrowser";
import { Report } from "./report";
import { SecretWatch } from "./secretWatch";
import { transcriptOf } from "./transcript";

/** @returns 0 when nothing is wrong, 1 when something is */
async function check(options: CheckOptions): Promise<number> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const report = new Report(print);
  const secrets = new SecretWatch();
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const openBrowser = (url: string): Promise<boolean> => {
    report.say(`Sign in at this address${options.opensBrowser ? ", which opens in your browser" : ""}:`);
    report.say(url);
    if (options.opensBrowser) {
      openInBrowser(url);
    }
    return Promise.resolve(true);
  };
  const issuer = await new Checkup(options, { fetch: secrets.fetch, openBrowser, signal: stop.signal }, report).run();
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const { server, transcript } = options;
  const text = transcriptOf(report.findings, { extensionVersion: version, issuer, server, now: new Date() });
  secrets.assertNoneIn(text);
  writeFileSync(transcript, text);
  print(`\n${report.count("ok")} ok, ${report.count("wrong")} wrong, ${report.count("unknown")} unknown.`);
  print(`${transcript} has the same without secrets, for an issue.`);
  return report.count("wrong") === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  try {
    return await check(readOptions(process.argv.slice(2)));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message}\n${error instanceof UsageError ? `\n${USAGE}` : ""}`);
    return 2;
  }
}

// Not process.exit, which could cut off what is still being printed.
process.exitCode = await main();
