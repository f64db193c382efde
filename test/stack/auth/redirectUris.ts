/** The editors whose redirect a person would register at Clerk ahead. */
const EDITOR_SCHEMES = ["vscode", "vscode-insiders", "cursor", "windsurf", "vscodium", "code-oss"] as const;

/** The redirect URIs of the demo's OAuth application besides the relay, as a person would register them at Clerk. */
export function redirectUris(): string[] {
  const callbacks = EDITOR_SCHEMES.map((scheme) => `${scheme}://agent-chat.mastra-clerk/callback`);
  return [...callbacks, "http://127.0.0.1/callback"];
}
