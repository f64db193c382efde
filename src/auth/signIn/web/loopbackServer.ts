import type * as node from "../loopbackServer";

/** A browser opens no ports; the table of flows offers none there. */
export const LoopbackServer: Pick<typeof node.LoopbackServer, "start"> = {
  start: () => Promise.reject(new Error("There are no ports in a browser.")),
};
