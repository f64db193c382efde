import { lazily } from "../../../shared/lazily";
import { packageFile } from "../../web/packageFile";
import type * as node from "../loadYaml";

/** The same without Node. */
export const loadYaml: typeof node.loadYaml = lazily(() => packageFile<node.Yaml>("dist/web/yaml.js"));
