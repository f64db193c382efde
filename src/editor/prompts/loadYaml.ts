import type * as yaml from "./yaml";

/** What reads YAML, which only the front matter of a saved prompt needs. */
export type Yaml = typeof yaml;

/** Loads it with its first use. */
export function loadYaml(): Promise<Yaml> {
  return import("./yaml");
}
