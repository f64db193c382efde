import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
import { codeEntryPage, confirmCodePage } from "./devicePages";
import { PAGE_HEADERS } from "./http";
import { messagePage } from "./pages";

export const DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

type DeviceFlow = NonNullable<NonNullable<Configuration["features"]>["deviceFlow"]>;

/** What went wrong with a code that a person entered, by the name of oidc-provider's error. */
const PROBLEMS: Readonly<Record<string, string>> = {
  NoCodeError: "Please enter the code that the editor shows.",
  NotFoundError: "No sign-in is waiting for this code. Please compare it with the one in the editor.",
  ExpiredError: "This code is too old. Start the sign-in in the editor again.",
  AlreadyUsedError: "This code has been used already. Start the sign-in in the editor again.",
};

/** The device authorization grant (RFC 8628) with pages in the look of this server. */
export function deviceFlow(enabled: boolean): DeviceFlow {
  return {
    enabled,
    userCodeInputSource: (ctx, _form, _out, error) => {
      if (error?.name === "AbortedError") {
        show(ctx, messagePage("Nothing was allowed", "The sign-in has ended. You can close this tab."));
        return;
      }
      const problem = error && (PROBLEMS[error.name] ?? "That did not work. Please try again.");
      show(ctx, codeEntryPage(hiddenFields(ctx), problem));
    },
    userCodeConfirmSource: (ctx, _form, client, _deviceInfo, userCode) => {
      show(ctx, confirmCodePage(hiddenFields(ctx), client.clientName ?? "An app", userCode));
    },
    successSource: (ctx) => {
      show(ctx, messagePage("You are signed in", "Go back to the editor. You can close this tab."));
    },
  };
}

/** The secret against forms of other pages, which oidc-provider keeps in the session. */
function hiddenFields(ctx: KoaContextWithOIDC): { readonly action: string; readonly xsrf: string } {
  const state = ctx.oidc.session?.state as { readonly secret?: string } | undefined;
  return { action: ctx.oidc.urlFor("code_verification"), xsrf: state?.secret ?? "" };
}

function show(ctx: KoaContextWithOIDC, html: string): void {
  ctx.set(PAGE_HEADERS);
  ctx.body = html;
}
