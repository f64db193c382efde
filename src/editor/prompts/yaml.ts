import { loadAll } from "js-yaml";

/**
 * The first document of a YAML text, read by YAML 1.2's core schema.
 *
 * @throws YAMLException where it is no YAML, and where it has aliases: a few aliases of aliases may stand for gigabytes
 */
export function firstDocument(source: string): unknown {
  return loadAll(source, { maxAliases: 0 })[0];
}
