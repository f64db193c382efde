import type { MastraClientModule } from "../../agents/mastraClient";
import { packageFile } from "../../editor/web/packageFile";
import { lazily } from "../../shared/lazily";
import type * as node from "../loadMastraClient";

/** The same without Node. */
export const loadMastraClient: typeof node.loadMastraClient = lazily(() =>
  packageFile<MastraClientModule>("dist/web/mastraClient.js"),
);
