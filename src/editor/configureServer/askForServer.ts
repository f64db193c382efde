import * as l10n from "@vscode/l10n";
import { completeServerUrl, parseServerUrl } from "../../agents/serverUrl";
import { resolveClerkInstance } from "../../auth/clerk/clerkInstance";
import type { ServerValues } from "../servers";
import type { ClerkKeys, FoundServer, LookAtServer } from "./lookAtServer";
import type { Answer, TextStep, WizardUi } from "./wizardUi";

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

/** Steps of the whole wizard: the address and these two. */
const TOTAL_STEPS = 3;

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
    url = completeServerUrl(address.text);
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
    prompt: l10n.t("Address of your Mastra server, without /api"),
    placeholder: l10n.t("For example localhost:4111 or https://mastra.example.com"),
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

/**
 * Asks for the publishable key and the OAuth client ID.
 *
 * @param known shown in the inputs
 * @param issuer the setting `agentChat.clerk.issuer`; with one the key may stay empty
 */
async function askForKeys(
  ui: WizardUi,
  title: string,
  known: ClerkKeys,
  issuer: string,
): Promise<ClerkKeys | Exclude<Answer, object>> {
  const common = { title, totalSteps: TOTAL_STEPS, canGoBack: true };
  let { publishableKey } = known;
  for (;;) {
    const key = await ui.askText({ ...common, ...keyStep(publishableKey, issuer) });
    if (typeof key === "string") {
      return key;
    }
    publishableKey = key.text.trim();
    const clientId = await ui.askText({ ...common, ...clientIdStep(known.clientId) });
    if (clientId === "left") {
      return clientId;
    }
    if (clientId !== "back") {
      return { publishableKey, clientId: clientId.text.trim() };
    }
  }
}

function keyStep(value: string, issuer: string): Pick<TextStep, "step" | "prompt" | "value" | "validate"> {
  return {
    step: 2,
    prompt: l10n.t("Publishable key of the Clerk instance that the server trusts (Clerk Dashboard, API keys)"),
    value,
    validate: (text) =>
      text.trim() === "" && issuer !== "" ? undefined : problemOf({ publishableKey: text, clientId: "unchecked" }),
  };
}

function clientIdStep(value: string): Pick<TextStep, "step" | "prompt" | "value" | "validate"> {
  return {
    step: 3,
    prompt: l10n.t("Client ID of the OAuth application for this extension (Clerk Dashboard, OAuth applications)"),
    value,
    // The key is checked in its own step.
    validate: (text) => problemOf({ publishableKey: "", clientId: text }, "https://clerk.example.com"),
  };
}

function problemOf(keys: ClerkKeys, issuer = ""): string | undefined {
  try {
    resolveClerkInstance({ ...keys, issuer });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
