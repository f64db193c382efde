import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { npmCommand, runProgram } from "../../stack/host/runProgram";

const EXAMPLE = "examples/clerk-nextjs";
const COPIED = ["app", "next.config.ts", "proxy.ts", "tsconfig.json"];

/** As somebody fills in a copy of .env.example; the build asks Clerk nothing. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: `pk_test_${Buffer.from("clerk.example.com$").toString("base64")}`,
  CLERK_SECRET_KEY: "sk_test_unused",
};

describe("the example clerk-nextjs", function () {
  // The first time its packages are fetched.
  this.timeout(10 * 60_000);

  it("is well typed, and builds with its own packages", async () => {
    const folder = await installed();
    for (const name of COPIED) {
      rmSync(join(folder, name), { recursive: true, force: true });
      cpSync(join(EXAMPLE, name), join(folder, name), { recursive: true });
    }
    const filledIn = readFileSync(join(EXAMPLE, ".env.example"), "utf8").replace(
      /^([A-Z_]+)=$/gm,
      (line, name: string) => line + (ENVIRONMENT[name] ?? ""),
    );
    writeFileSync(join(folder, ".env.local"), filledIn);
    // It checks the types as well.
    await runProgram(
      "Building the example",
      process.execPath,
      [join("node_modules", "next", "dist", "bin", "next"), "build"],
      {
        cwd: folder,
        env: { NEXT_TELEMETRY_DISABLED: "1" },
        log: quiet,
      },
    );
  });
});

/** Copies of the example live beside the editors of the tests, so that no `node_modules` are in the examples. */
async function installed(): Promise<string> {
  const folder = resolve(".vscode-test", "clerk-nextjs");
  const lock = readFileSync(join(EXAMPLE, "package-lock.json"), "utf8");
  // Written last: an installation without it was cut short, or is of other packages, and starts over.
  const stamp = join(folder, "complete-with-compiler");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) {
      cpSync(join(EXAMPLE, name), join(folder, name));
    }
    const [command, ...first] = npmCommand();
    const options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    await runProgram("Fetching the packages of the example", command, [...first, ...options], {
      cwd: folder,
      log: quiet,
    });
    writeFileSync(stamp, lock);
  }
  return folder;
}

function quiet(): void {
  // What went wrong is in the error.
}
