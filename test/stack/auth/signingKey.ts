import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
  type JsonWebKey,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The private half of an instance's RS256 key, in the form that oidc-provider takes. */
export interface InstanceJwk extends JsonWebKey {
  readonly kty: "RSA";
  readonly kid: string;
  readonly alg: "RS256";
  readonly use: "sig";
}

/**
 * The key of an instance. Clerk signs session tokens, id tokens and OAuth access tokens with one
 * RS256 key whose kid is the instance id, `ins_…` (docs/wire.md#clerk-access-tokens).
 *
 * @param keyDir where the key is kept for the next start; without it every start has a new key
 */
export function instanceKey(keyDir?: string): InstanceJwk {
  const file = keyDir === undefined ? undefined : join(keyDir, "instance-key.json");
  if (file !== undefined && existsSync(file)) {
    return JSON.parse(readFileSync(file, "utf8")) as InstanceJwk;
  }
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = privateKey.export({ format: "jwk" });
  const kid = `ins_${createHash("sha256").update(String(jwk.n)).digest("hex").slice(0, 27)}`;
  const key: InstanceJwk = { ...jwk, kty: "RSA", kid, alg: "RS256", use: "sig" };
  if (file !== undefined && keyDir !== undefined) {
    mkdirSync(keyDir, { recursive: true });
    writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
  }
  return key;
}

/** A JWT over these claims (RFC 7515 §3.1), with `iat` and a `jti` added. */
export function signJwt(key: InstanceJwk, claims: Readonly<Record<string, unknown>>, typ = "JWT"): string {
  const header = { alg: key.alg, kid: key.kid, typ };
  const payload = { iat: Math.floor(Date.now() / 1000), jti: randomBytes(10).toString("hex"), ...claims };
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const input = `${encode(header)}.${encode(payload)}`;
  const signature = sign("RSA-SHA256", Buffer.from(input), createPrivateKey({ key, format: "jwk" }));
  return `${input}.${signature.toString("base64url")}`;
}

/** The claims of an unexpired JWT that this key signed, otherwise undefined. */
export function verifiedClaims(key: InstanceJwk, jwt: string): { readonly sub?: string } | undefined {
  const [header, payload, signature] = jwt.split(".");
  if (header === undefined || payload === undefined || signature === undefined) {
    return undefined;
  }
  const signed = Buffer.from(`${header}.${payload}`);
  const publicKey = createPublicKey({ key, format: "jwk" });
  if (!verify("RSA-SHA256", signed, publicKey, Buffer.from(signature, "base64url"))) {
    return undefined;
  }
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { sub?: string; exp?: number };
  return (claims.exp ?? 0) * 1000 > Date.now() ? claims : undefined;
}
