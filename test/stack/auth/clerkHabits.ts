import type { Provider } from "oidc-provider";

/** Clerk's access tokens are called `oat_…`: the opaque token itself, and the `jti` of a JWT. */
export function useClerkTokenIds(provider: Provider): void {
  const prototype = provider.AccessToken.prototype as unknown as { generateTokenId(): string };
  const original = Reflect.get(prototype, "generateTokenId");
  prototype.generateTokenId = function prefixed() {
    return `oat_${original.call(this)}`;
  };
}

/**
 * oidc-provider refuses to register an http redirect at 127.0.0.2, which no RFC calls a loopback address by
 * name; its documentation names this method as the place for one's own rule. The match is exact.
 */
export function allowRelay(provider: Provider, relayUrl: string): void {
  const prototype = provider.Client.prototype as unknown as { redirectUriAllowed(uri: string): boolean };
  const registered = Reflect.get(prototype, "redirectUriAllowed");
  prototype.redirectUriAllowed = function allowed(uri) {
    return uri === relayUrl || registered.call(this, uri);
  };
}
