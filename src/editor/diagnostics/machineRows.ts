import { arch, platform, release } from "node:os";

/** On what the extension runs, for the report about a window. */
export function machineRows(): readonly (readonly string[])[] {
  return [
    ["Operating system", `${platform()} ${release()} ${arch()}`],
    ["Node", process.versions.node],
  ];
}
