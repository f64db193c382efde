import * as l10n from "@vscode/l10n";
import { parseServerUrl } from "../../agents/serverUrl";
import type { ServerValues } from "../servers";
import { askForKeys, type ClerkKeys, TOTAL_STEPS } from "./clerkSteps";
import type { FoundServer, LookAtServer } from "./lookAtServer";
import type { Answer, WizardUi } from "./wizardUi";

/** What is known before the first question. */
export interface KnownValues {
  readonly url: string;
  readonly apiPrefix: string;
  readonly keys: ClerkKeys;
  /** The setting `agentChat.clerk.issuer`, where it counts. */
  readonly issuer: string;
  /** True when Back at the first step leads somewhere. */
  readonly canGoBack: boolean;
}

/** Everything a person has entered. `found` is missing when the address is saved unseen. */
export interface Entered {
  readonly values: ServerValues;
  readonly found?: FoundServer;
}

const NO_KEYS: ClerkKeys = { publishableKey: "", clientId: "" };

/** Asks for the address, looks what is there, and asks for the Clerk keys when they are needed. Saves nothing. */
export async function askForServer(
  ui: WizardUi,
  look: LookAtServer,
  known: KnownValues,
): Promise<Entered | Exclude<Answer, object>> {
  let { url } = known;
  for (;;) {
    const address = await ui.askText(addressStep(url, known.canGoBack));
    if (typeof address === "string") {
      return address;
    }
    url = address.text.trim();
    const found = await look.run(url, known.apiPrefix);
    if (found === undefined) {
      return "left";
    }
    if (found === "save") {
      return { values: { url, ...NO_KEYS } };
    }
    if (found === "again") {
      continue;
    }
    const keys = await keysFor(ui, found, known);
    if (keys === "left") {
      return keys;
    }
    if (keys !== "back") {
      return { values: { url, ...keys }, found };
    }
  }
}

function keysFor(
  ui: WizardUi,
  { authenticated, complete, published }: FoundServer,
  known: KnownValues,
): Promise<ClerkKeys | Exclude<Answer, object>> {
  const keys = {
    publishableKey: published.publishableKey ?? known.keys.publishableKey,
    clientId: published.clientId ?? known.keys.clientId,
  };
  if (!authenticated) {
    return Promise.resolve(NO_KEYS);
  }
  return complete ? Promise.resolve(keys) : askForKeys(ui, titleText(), keys, known.issuer);
}

function addressStep(value: string, canGoBack: boolean): Parameters<WizardUi["askText"]>[0] {
  return {
    title: titleText(),
    prompt: l10n.t("The address of your Mastra server, without /api"),
    value,
    step: 1,
    totalSteps: TOTAL_STEPS,
    canGoBack,
    validate: (text) => {
      try {
        parseServerUrl(text);
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
}

function titleText(): string {
  return l10n.t("Configure Server");
}
