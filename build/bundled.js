// What of other people's software is in the extension: its licences (dist/NOTICE.txt) and a list for machines (SBOM).
const { existsSync, globSync, readFileSync } = require("node:fs");
const { join, relative } = require("node:path");

/** Packages that another one has bundled into its own files, which makes them no inputs. */
const bundledWithin = new Map([["@dagrejs/dagre", "@dagrejs/graphlib"]]);

/** Licences that ask for their text or its address (CC BY 4.0, section 3(a)(1)(C)). */
const linked = { "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/" };

/**
 * The packages that files come from, by name and version.
 *
 * @param {readonly string[]} inputs the paths of esbuild's metafiles
 */
function bundledPackages(inputs) {
  const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
  const folders = new Set(inputs.map((input) => folder.exec(input)?.[1]).filter((found) => found !== undefined));
  for (const [outer, inner] of bundledWithin) {
    const found = [...folders].find((path) => path.endsWith(`/${outer}`));
    if (found !== undefined) {
      folders.add(join(found, relative(outer, inner)));
    }
  }
  const packages = new Map();
  for (const path of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    const file = globSync(join(path, "LICEN[CS]E*")).sort().find(existsSync);
    const text = linked[license] ?? (file === undefined ? "" : readFileSync(file, "utf8").trim());
    packages.set(`${name} ${version}`, { name, version, license, text, path });
  }
  return [...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}

/** The licences of everything that is bundled, as those licences ask; a text that several have stands there once. */
function notices(packages) {
  const names = new Map();
  for (const { name, version, license, text } of packages) {
    names.set(text, new Set([...(names.get(text) ?? []), `${name} ${version} (${license})`]));
  }
  const all = [...names].map(([text, of]) => `${[...of].sort().join("\n")}${text === "" ? "" : `\n\n${text}`}\n`);
  const head = "Agent Chat contains the following software, under the licences given with each.\n";
  return [head, ...all.sort()].join(`\n${"-".repeat(80)}\n\n`);
}

/** The same as a software bill of materials (CycloneDX 1.6), with the hashes of package-lock.json. */
function billOfMaterials(packages) {
  const { name, version, license, publisher } = JSON.parse(readFileSync("package.json", "utf8"));
  const locked = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const component = (found) => {
    const purl = `pkg:npm/${found.name.replace("@", "%40")}@${found.version}`;
    const { integrity = "" } = locked[found.path.replace(/^.*?(?=node_modules\/)/, "")] ?? {};
    const [, sha512] = /^sha512-(.+)$/.exec(integrity) ?? [];
    return {
      type: "library",
      "bom-ref": purl,
      name: found.name,
      version: found.version,
      ...(sha512 && { hashes: [{ alg: "SHA-512", content: Buffer.from(sha512, "base64").toString("hex") }] }),
      licenses: [{ license: { id: found.license } }],
      purl,
    };
  };
  const components = packages.map(component);
  const root = `${publisher}.${name}@${version}`;
  const bill = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        type: "application",
        "bom-ref": root,
        name,
        version,
        publisher,
        licenses: [{ license: { id: license } }],
      },
    },
    components,
    dependencies: [{ ref: root, dependsOn: components.map(({ purl }) => purl) }],
  };
  return `${JSON.stringify(bill, undefined, 2)}\n`;
}

module.exports = { billOfMaterials, bundledPackages, notices };
