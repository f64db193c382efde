/** The environment variable that names the module (a `file:` address) which extension hosts load before VS Code. */
export const HOST_MODULE_VARIABLE = "AGENT_CHAT_HOST_MODULE";
