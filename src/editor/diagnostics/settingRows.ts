import { addressWithoutSecrets } from "./withoutSecrets";

/** What package.json says of a setting. */
export interface SettingSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
}

/** Where a setting has been written, as `WorkspaceConfiguration.inspect` tells. */
export interface WrittenValues {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/** Settings that hold an address, of which the host is told. */
const ADDRESSES: ReadonlySet<string> = new Set([
  "agentChat.serverUrl",
  "agentChat.clerk.issuer",
  "agentChat.clerk.redirectRelay",
]);

/**
 * The settings as rows of a table: name, value, where it is written. A switch, a number and a choice of a list are told
 * as they are; of everything that a person can type only that it is there, since anything may have been typed.
 *
 * @param inspect where a setting, by its full name, has been written
 */
export function settingRows(
  schemas: Readonly<Record<string, SettingSchema>>,
  inspect: (name: string) => WrittenValues | undefined,
): readonly (readonly string[])[] {
  return Object.entries(schemas).map(([name, schema]) => {
    const written = inspect(name) ?? {};
    const value = written.workspaceFolderValue ?? written.workspaceValue ?? written.globalValue;
    if (value === undefined) {
      return [name, "", "default"];
    }
    const inFolder = written.workspaceFolderValue !== undefined || written.workspaceValue !== undefined;
    return [name, shown(name, schema, value), inFolder ? "workspace" : "user"];
  });
}

function shown(name: string, schema: SettingSchema, value: unknown): string {
  if (JSON.stringify(value) === JSON.stringify(schema.default)) {
    return "as the default";
  }
  if (typeof value === "boolean" || typeof value === "number") {
    return String(value);
  }
  if (typeof value === "object" && value !== null) {
    return `${Object.keys(value).length} entries`;
  }
  if (typeof value !== "string") {
    return "of another type";
  }
  if (schema.enum?.includes(value) === true) {
    return value;
  }
  if (value.trim() === "") {
    return "empty";
  }
  if (ADDRESSES.has(name)) {
    return addressWithoutSecrets(value);
  }
  // What kind of key it is, which a person may have mixed up.
  const [kind] = /^(?:pk_test_|pk_live_|sk_)/.exec(value.trim()) ?? [];
  return kind === undefined ? "set" : `set, begins with ${kind}`;
}
