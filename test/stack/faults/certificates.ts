import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A certificate with its key, both as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Whom a certificate is for, and how long. */
export interface CertificateSubject {
  readonly name: string;
  /** IPv4 addresses and host names that it is good for; none for an authority. */
  readonly hosts: readonly string[];
  readonly validTo: Date;
}

interface Issuer {
  readonly name: string;
  readonly privateKey: KeyObject;
}

/** A made-up authority, and what it signs: X.509 (RFC 5280) in DER, as much of it as TLS asks for. */
export class CertificateAuthority {
  readonly cert: string;
  private readonly issuer: Issuer;

  constructor(name: string) {
    const { publicKey, privateKey } = keyPair();
    this.issuer = { name, privateKey };
    this.cert = pem("CERTIFICATE", certificate({ name, hosts: [], validTo: inDays(30) }, publicKey, this.issuer));
  }

  issue(subject: CertificateSubject): Certificate {
    return issued(subject, this.issuer);
  }
}

/** One that nobody but itself vouches for. */
export function selfSigned(subject: CertificateSubject): Certificate {
  return issued(subject, undefined);
}

/** @param days negative for the past */
export function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}

function issued(subject: CertificateSubject, issuer: Issuer | undefined): Certificate {
  const { publicKey, privateKey } = keyPair();
  const made = certificate(subject, publicKey, issuer ?? { name: subject.name, privateKey });
  return { cert: pem("CERTIFICATE", made), key: privateKey.export({ type: "pkcs8", format: "pem" }) as string };
}

function keyPair(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

function certificate({ name, hosts, validTo }: CertificateSubject, publicKey: KeyObject, issuer: Issuer): Buffer {
  // ecdsa-with-SHA256 (RFC 5758 §3.2).
  const algorithm = sequence(oid("2a8648ce3d040302"));
  const extensions = [
    extension("551d13", sequence(...(hosts.length === 0 ? [tagged(0x01, Buffer.from([0xff]))] : []))),
    ...(hosts.length === 0 ? [] : [extension("551d11", sequence(...hosts.map(alternativeName)))]),
  ];
  const toBeSigned = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(8)])),
    algorithm,
    distinguishedName(issuer.name),
    sequence(time(inDays(-60)), time(validTo)),
    distinguishedName(name),
    publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = sign("sha256", toBeSigned, issuer.privateKey);
  return sequence(toBeSigned, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])));
}

function distinguishedName(commonName: string): Buffer {
  const attribute = sequence(oid("550403"), tagged(0x0c, Buffer.from(commonName)));
  return sequence(tagged(0x31, attribute));
}

function alternativeName(host: string): Buffer {
  const bytes = host.split(".").map(Number);
  const isAddress = bytes.length === 4 && bytes.every((byte) => byte >= 0 && byte < 256);
  return isAddress ? tagged(0x87, Buffer.from(bytes)) : tagged(0x82, Buffer.from(host));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(oid(id), tagged(0x04, value));
}

/** UTCTime, to the second. */
function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\D/g, "").slice(2, 14);
  return tagged(0x17, Buffer.from(`${digits}Z`));
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

/** Tag, length (X.690 §8.1.3) and value. */
function tagged(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
