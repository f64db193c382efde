import * as l10n from "@vscode/l10n";
import { resolveClerkInstance } from "../../auth/clerk/clerkInstance";
import type { Answer, TextStep, WizardUi } from "./wizardUi";

/** The two values of a Clerk instance that a person copies from its dashboard. */
export interface ClerkKeys {
  readonly publishableKey: string;
  readonly clientId: string;
}

/** Steps of the whole wizard: the address and these two. */
export const TOTAL_STEPS = 3;

/**
 * Asks for the publishable key and the OAuth client ID.
 *
 * @param known shown in the inputs
 * @param issuer the setting `agentChat.clerk.issuer`; with one the key may stay empty
 */
export async function askForKeys(
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

/** The issuer that a key names when both values are valid; undefined otherwise. */
export function issuerOf(keys: Partial<ClerkKeys>): string | undefined {
  const { publishableKey = "", clientId = "" } = keys;
  try {
    return resolveClerkInstance({ publishableKey, clientId, issuer: "" }).issuer;
  } catch {
    return undefined;
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
    prompt: l10n.t("Client ID of the OAuth application made for this extension (Clerk Dashboard, OAuth applications)"),
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
