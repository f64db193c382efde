import type { Look } from "../../shared/protocol";

/** The user's settings for chats as the CSS variables that base.css uses; a missing one is not set. */
export function lookStyle({ fontSize, fontFamily }: Look): Record<string, string> {
  return {
    ...(fontSize !== undefined && fontSize > 0 && { "--chat-font-size": `${fontSize}px` }),
    ...(fontFamily !== undefined && fontFamily !== "" && { "--chat-font-family": fontFamily }),
  };
}
