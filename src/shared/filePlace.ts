/** A place in a file of the workspace, as a response names it. Lines and columns count from 1. */
export interface FilePlace {
  /** With `/` between folders and no `./` in front; relative to a workspace folder, or absolute. */
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  /** The last line of a range; not before `line`. */
  readonly endLine?: number;
  readonly endColumn?: number;
}
