import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildExample, copyExample } from "./buildExample";

/** As somebody fills in a copy of .env.example; the build asks Clerk nothing. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: `pk_test_${Buffer.from("clerk.example.com$").toString("base64")}`,
  CLERK_SECRET_KEY: "sk_test_unused",
};

describe("the example clerk-nextjs", () => {
  it("is well typed, and builds with its own packages", async () => {
    const folder = await copyExample("clerk-nextjs", ["app", "next.config.ts", "proxy.ts", "tsconfig.json"]);
    const filledIn = readFileSync("examples/clerk-nextjs/.env.example", "utf8").replace(
      /^([A-Z_]+)=$/gm,
      (line, name: string) => line + (ENVIRONMENT[name] ?? ""),
    );
    writeFileSync(join(folder, ".env.local"), filledIn);
    // It checks the types as well.
    await buildExample(folder, "next/dist/bin/next", { NEXT_TELEMETRY_DISABLED: "1" });
  });
});
