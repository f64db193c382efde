// `npm run publish:marketplace` and `npm run publish:openvsx`: packages this version and publishes it there.
// `-- --pre-release` publishes to those who have chosen pre-release versions; `-- --dry-run` stops before anything is sent.
// Node runs this file as it is (it strips the types).
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

interface Manifest {
  readonly version: string;
  readonly repository?: { readonly url?: string } | string;
}

interface Registry {
  /** Name of the environment variable with the token, which the program reads by itself. */
  readonly token: string;
  /** Sends one package, whose path comes behind it. */
  readonly command: readonly string[];
}

const VSIX = "mastra-clerk.vsix";
/** For browsers alone (`--target web`): whoever has one of them gets it in the place of the other. */
const WEB_VSIX = "mastra-clerk-web.vsix";

const REGISTRIES: Readonly<Record<string, Registry>> = {
  marketplace: { token: "VSCE_PAT", command: ["vsce", "publish", "--packagePath"] },
  openvsx: { token: "OVSX_PAT", command: ["npx", "--yes", "ovsx@1.4.0", "publish"] },
};

/**
 * What must be mended before this version can be published.
 *
 * @param changelog text of CHANGELOG.md
 * @param hasToken whether the environment has a token for the registry
 */
export function obstacles(
  { version, repository }: Manifest,
  changelog: string,
  hasToken: boolean,
  token: string,
): readonly string[] {
  const url = typeof repository === "string" ? repository : (repository?.url ?? "");
  return [
    ...(/^(git\+)?https:\/\//.test(url)
      ? []
      : [
          "package.json names no repository, which links and pictures of the README need: npm pkg set repository.url=…",
        ]),
    ...(changelog.includes(`\n## ${version}\n`) ? [] : [`CHANGELOG.md says nothing about ${version}.`]),
    ...(hasToken ? [] : [`The environment has no ${token}.`]),
  ];
}

function run([program = "", ...args]: readonly string[]): void {
  const { status } = spawnSync(program, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) {
    throw new Error(`${program} ended with ${String(status)}.`);
  }
}

function main([name = "", ...options]: readonly string[]): void {
  const registry = REGISTRIES[name];
  if (!registry) {
    throw new Error(`Name one of: ${Object.keys(REGISTRIES).join(", ")}.`);
  }
  const isDry = options.includes("--dry-run");
  const { token, command } = registry;
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
  const found = obstacles(manifest, readFileSync("CHANGELOG.md", "utf8"), isDry || Boolean(process.env[token]), token);
  if (found.length > 0) {
    throw new Error(found.join("\n"));
  }
  run(["node", "esbuild.js", "--production"]);
  const preRelease = options.includes("--pre-release") ? ["--pre-release"] : [];
  run(["vsce", "package", "--out", VSIX, ...preRelease]);
  run(["node", "build/packageWeb.js", "--built", ...preRelease]);
  if (!isDry) {
    run([...command, VSIX]);
    run([...command, WEB_VSIX]);
  }
}

if (process.argv[1]?.endsWith("publish.mts")) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
