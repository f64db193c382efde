import type * as node from "../linkTarget";

/** The same without Node: file systems of a browser have no links that lead elsewhere. */
export const linkTarget: typeof node.linkTarget = ({ path }) => Promise.resolve(path);
