import { join } from "node:path";
import { LocalFilesystem, Workspace } from "@mastra/core/workspace";

/** The folder in which the agent writes its plans, and from which the server reads them; nothing else can be done there. */
export function planFiles(dataDir: string): Workspace {
  return new Workspace({
    id: "plans",
    filesystem: new LocalFilesystem({ basePath: join(dataDir, "workspace") }),
    tools: { enabled: false, mastra_workspace_write_file: { enabled: true } },
  });
}
