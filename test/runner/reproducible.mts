// `npm run test:reproducible`: packages this folder's sources in two other folders, and compares the two to the byte.
// Node runs this file as it is (it strips the types), before anything is built.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const made = ["mastra-clerk.vsix", "mastra-clerk-web.vsix", "mastra-clerk.cdx.json"];

/** Makes the package in a copy of the sources, in another time zone; the dependencies are those of this folder. */
function packaged(folder: string, timeZone: string): readonly string[] {
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { encoding: "utf8" }).split("\0");
  for (const file of files.filter((name) => name !== "" && existsSync(name))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(file, join(folder, file));
  }
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  for (const script of [["build/package.js"], ["build/packageWeb.js", "--built"]]) {
    execFileSync(process.execPath, script, {
      cwd: folder,
      env: { ...process.env, TZ: timeZone },
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  return made.map((name) =>
    createHash("sha256")
      .update(readFileSync(join(folder, name)))
      .digest("hex"),
  );
}

const scratch = mkdtempSync(join(tmpdir(), "reproducible-"));
try {
  const first = packaged(join(scratch, "one"), "America/New_York");
  const second = packaged(join(scratch, "two", "in", "another place"), "Asia/Tokyo");
  made.forEach((name, index) => console.log(`${first[index]}  ${name}`));
  const differ = made.filter((_, index) => first[index] !== second[index]);
  if (differ.length > 0) {
    console.error(`Packaged in another folder, these differ: ${differ.join(", ")}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
