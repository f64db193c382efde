const NOISE: readonly RegExp[] = [
  // spdlog was not compiled, and says so at length at every start (docs/wire.md#vs-code-in-a-browser).
  /bindings file|spdlog|\.node$|^\s*→|^\s*at |requireStack|code: 'MODULE_NOT_FOUND'|node_modules\/bindings/,
  /kerberos|sqlite|@vscode\/(deviceid|policy-watcher)/i,
  /DeprecationWarning|--trace-deprecation|ExperimentalWarning|--trace-warnings/,
  /^\s*[\]}{[]+,?\s*$/,
  /^\s*$/,
];

/** True for the harmless lines that VS Code's server prints because its native modules are left out. */
export function hostNoise(line: string): boolean {
  return NOISE.some((pattern) => pattern.test(line));
}
