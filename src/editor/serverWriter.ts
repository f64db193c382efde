import * as vscode from "vscode";
import { placeOf, text, valueAt, write } from "./configuration";
import { type ServerEntry, type ServerValues, withServer } from "./serverList";

/** Writes what "Configure Server" has found out into settings.json. */
export class ServerWriter {
  /**
   * Saves `agentChat.serverUrl` and the Clerk settings that go with it: in the folder when the address
   * is set there, otherwise for every folder. An empty publishable key or client ID leaves the setting as it is.
   */
  async saveSimple({ url, publishableKey, clientId }: ServerValues): Promise<void> {
    // The address comes last: at no moment does the new server stand beside the old Clerk instance.
    if (publishableKey !== "" && publishableKey !== text("clerk.publishableKey")) {
      // It overrides what the key names, and belonged to the key before.
      await this.clear("clerk.issuer");
      await this.save("clerk.publishableKey", publishableKey);
    }
    if (clientId !== "") {
      await this.save("clerk.clientId", clientId);
    }
    await write("serverUrl", url, placeOf("serverUrl"));
  }

  /** Adds a server to `agentChat.servers`, or changes the one of that name, where the list is set now. */
  async saveListed(entry: ServerEntry): Promise<void> {
    const place = placeOf("servers");
    await write("servers", withServer(valueAt("servers", place), entry), place);
  }

  private async save(name: string, value: string): Promise<void> {
    if (text(name) !== value) {
      await write(name, value, placeOf(name, "serverUrl"));
    }
  }

  private async clear(name: string): Promise<void> {
    if (text(name) !== "") {
      const place = placeOf(name, "serverUrl");
      // In a folder an empty text hides what stands in the user settings.
      await write(name, place === vscode.ConfigurationTarget.Workspace ? "" : undefined, place);
    }
  }
}
