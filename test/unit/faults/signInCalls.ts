import { ok, strictEqual } from "node:assert/strict";
import type { SignInWindow } from "../../../src/auth/signIn/flowContext";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { enterDeviceCode } from "../auth/setup/browser";
import { type Call, type Outcome, to } from "./call";
import type { FaultWindow } from "./faultWindow";
import { CANCELED, outcome } from "./runCalls";

const TOKEN = to("POST", /\/oauth\/token$/);
const DAY_MS = 86_400_000;

/** Milliseconds after which a renewal is given up, and those that the last one waits who tries meanwhile. */
const RENEWAL_MS = 60_000 + 15_000;

/** A sign-in in the browser of this computer. */
function signingIn(name: string, request: Call["request"], mostRequests = 1): Call {
  return {
    name,
    request,
    mostRequests,
    begin: (window) => {
      const signIn = (): Promise<Outcome> =>
        outcome(async () => (await window.auth.signIn({ email: "ada@example.com" })).refreshToken !== undefined);
      return Promise.resolve({ run: signIn, again: async () => ok((await signIn()).worked, "nobody can sign in") });
    },
  };
}

/** A sign-in with a code that is entered on another device. */
function withDevice(name: string, request: Call["request"], more: Pick<Call, "mostRequests" | "untilCanceled">): Call {
  return {
    name,
    request,
    ...more,
    begin: (window) => {
      const signIn = (cancel: AbortSignal): Promise<Outcome> =>
        outcome(async () => (await deviceSignIn(window, cancel)) !== undefined);
      return Promise.resolve({
        run: async (cancel) => {
          const { worked, said } = await signIn(cancel);
          return { worked, said: said ?? (cancel.aborted ? CANCELED : undefined) };
        },
        again: async () => ok((await signIn(new AbortController().signal)).worked, "nobody can sign in"),
      });
    },
  };
}

function deviceSignIn({ auth }: FaultWindow, cancel: AbortSignal): ReturnType<typeof auth.signIns.run> {
  const window: SignInWindow = { ...auth.desktop(), openBrowser: () => Promise.resolve(true) };
  const request = {
    instance: auth.instance,
    scopes: "openid profile email offline_access",
    redirectRelay: "https://vscode.dev/redirect",
    first: "deviceGrant" as const,
  };
  const ui = {
    started: () => undefined,
    trouble: () => undefined,
    deviceCode: ({ verificationUriComplete = "" }) => void enterDeviceCode(verificationUriComplete),
  };
  return auth.signIns.run(request, window, ui, cancel);
}

/**
 * Tries again until a renewal that is under way has its answer, or is given up. It may have used up the refresh token,
 * so no other one is sent meanwhile, however often a person tries, and the session stays.
 */
async function renewalIsOver({ auth, network }: FaultWindow, ask: () => Promise<Outcome>): Promise<void> {
  const sent = (): number => network.requests.filter(TOKEN).length;
  const before = sent();
  const end = Date.now() + RENEWAL_MS;
  let isPending = true;
  const over = auth.refresher.settled().then(() => {
    isPending = false;
  });
  await Promise.race([over, new Promise((resolve) => setImmediate(resolve))]);
  while (isPending) {
    ok(Date.now() < end, "the renewal is never given up");
    await Promise.race([over, ask()]);
    strictEqual(sent(), before, "another renewal was sent beside the one that is under way");
    ok((await auth.current.read()) !== undefined, "the session is gone");
  }
}

/** The calls to Clerk. */
export const SIGN_IN_CALLS: readonly Call[] = [
  signingIn("find the Clerk instance (discovery)", to("GET", /openid-configuration$/), Infinity),
  signingIn("look at the sign-in page first", to("GET", /\/oauth\/authorize$/)),
  signingIn("trade the code for tokens", TOKEN),
  signingIn("read the instance's keys (JWKS)", to("GET", /jwks\.json$/)),
  withDevice("ask for a device code", to("POST", /\/oauth\/device_authorization$/), { mostRequests: 1 }),
  // It asks until the code is used, and after an outage later again (RFC 8628 §3.5).
  withDevice("ask whether the device code was used", TOKEN, { mostRequests: Infinity, untilCanceled: true }),
  {
    name: "renew an access token (refresh)",
    request: TOKEN,
    mostRequests: 1,
    begin: async (window) => {
      const { auth } = window;
      await auth.signIn({ email: "ada@example.com" });
      auth.clockOffset = DAY_MS;
      const ask = (): Promise<Outcome> => outcome(async () => (await auth.token("https://agents.example.com")) !== "");
      return {
        run: async () => {
          const result = await ask();
          ok((await auth.current.read()) !== undefined, "the session is gone");
          return result;
        },
        again: async ({ on }) => {
          await renewalIsOver(window, ask);
          // The person tries again.
          auth.backoff.reset();
          try {
            ok((await auth.token("https://agents.example.com")) !== "");
            ok((await auth.current.read()) !== undefined, "the session was not kept");
          } catch (error) {
            // The refresh token of an answer that was lost is used up (docs/wire.md#clerk-lifetimes).
            const isUsedUp = error instanceof UserFacingError && error.kind === "sessionEnded";
            ok(on === "answer" && isUsedUp, String(error));
          }
        },
      };
    },
  },
  {
    name: "sign out (revoke)",
    request: to("POST", /\/oauth\/token\/revoke$/),
    mostRequests: 1,
    quiet: true,
    begin: async ({ auth }) => {
      const session = await auth.signIn({ email: "ada@example.com" });
      return { run: async () => ({ worked: await auth.revocation.run(session) }) };
    },
  },
];
