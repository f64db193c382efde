import type * as node from "../machineRows";

/** The same without Node. */
export const machineRows: typeof node.machineRows = () => [["Browser", navigator.userAgent]];
