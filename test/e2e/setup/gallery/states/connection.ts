import { type GalleryState, narrow, zoomed } from "../galleryState";
import { snapshot } from "./samples";

const welcome = snapshot({ state: { title: "" } });

/** What stands in the way of a conversation, and the empty thread. */
export const connectionStates: readonly GalleryState[] = [
  {
    name: "loading",
    messages: [snapshot({ state: { connection: "loading", agents: [], agentId: "", accountLabel: "" } })],
  },
  {
    name: "no-server",
    messages: [snapshot({ state: { connection: "noServer", agents: [], serverLabel: "", accountLabel: "" } })],
  },
  { name: "restricted", messages: [snapshot({ state: { connection: "restricted", agents: [], accountLabel: "" } })] },
  { name: "signed-out", messages: [snapshot({ state: { connection: "signedOut", agents: [], accountLabel: "" } })] },
  {
    name: "signed-out-narrow",
    size: narrow,
    messages: [snapshot({ state: { connection: "signedOut", agents: [], accountLabel: "" } })],
  },
  {
    name: "signing-in",
    messages: [
      snapshot({
        state: {
          connection: "signingIn",
          agents: [],
          accountLabel: "",
          signInHint: "Open clerk.example.com/device in any browser and enter WDJB-MJHT.",
        },
      }),
    ],
  },
  {
    name: "failed-connection",
    messages: [
      snapshot({
        state: {
          connection: "failed",
          agents: [],
          notice: {
            message: "The server localhost:4111 did not answer. Check that it runs and that its address is right.",
            actions: ["retryConnection", "configureServer", "showLog"],
          },
        },
      }),
    ],
  },
  { name: "no-agents", messages: [snapshot({ state: { connection: "noAgents", agents: [], agentId: "" } })] },
  { name: "welcome", messages: [welcome] },
  { name: "welcome-narrow", messages: [welcome], size: narrow },
  { name: "welcome-zoomed", messages: [welcome], size: zoomed },
  { name: "welcome-right-to-left", messages: [welcome], direction: "rtl" },
  {
    name: "welcome-other-agent",
    messages: [
      snapshot({ state: { title: "", agentId: "travelAgent" }, draft: "Plan a week in Portugal\nfor two people" }),
    ],
  },
  {
    name: "notice-above-box",
    messages: [
      snapshot({
        state: {
          notice: {
            message: "The message is larger than the server takes (4.5 MB). Remove an attachment and send it again.",
            actions: [],
          },
        },
        draft: "What is wrong in these files?",
      }),
    ],
  },
];
