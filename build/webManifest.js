/** Commands that need a machine: a terminal, git. */
const NEED_A_MACHINE = new Set([
  "agentChat.askAboutTerminal",
  "agentChat.reviewChanges",
  "agentChat.explainChanges",
  "agentChat.writeCommitMessage",
]);

/** Settings of what a browser has not. */
const SETTINGS_OF_A_MACHINE = new Set(["agentChat.editorTools"]);

const isHere = ({ command }) => !NEED_A_MACHINE.has(command);

/**
 * The manifest of the package for a browser: its code, and nothing that needs a machine.
 *
 * @param manifest of the other package
 */
function webManifest({ main: _main, extensionKind: _kind, scripts: _scripts, devDependencies: _own, ...manifest }) {
  const { commands, menus, configuration, ...contributes } = manifest.contributes;
  const settings = Object.entries(configuration.properties).filter(([name]) => !SETTINGS_OF_A_MACHINE.has(name));
  const shown = Object.entries(menus).map(([menu, items]) => [menu, items.filter(isHere)]);
  return {
    ...manifest,
    browser: "./dist/web/extension.js",
    contributes: {
      ...contributes,
      commands: commands.filter(isHere),
      menus: Object.fromEntries(shown.filter(([, items]) => items.length > 0)),
      configuration: { ...configuration, properties: Object.fromEntries(settings) },
    },
  };
}

module.exports = { webManifest };
