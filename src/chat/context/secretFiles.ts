/**
 * Files whose names say that they hold secrets. They go along only when a person picks exactly that
 * file, never as one of many.
 */
const names = [
  /^\.env(\..+)?$/,
  /^\.(npmrc|pypirc|netrc|pgpass|htpasswd|git-credentials|dockercfg|vault-token)$/,
  /^_netrc$/,
  /^id_(rsa|dsa|ecdsa|ed25519)(_sk)?$/,
  /\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg)$/,
  /^(credentials|secrets?)(\.(json|ya?ml|toml|ini))?$/,
  /^terraform\.tfvars$/,
];

/** Names that look alike but are made to be shared. */
const harmless = /^\.env\.(example|sample|template|dist)$/;

/** @param path with `/` or `\`; only its last part counts */
export function isSecretFile(path: string): boolean {
  const name = (path.split(/[\\/]/).at(-1) ?? "").toLowerCase();
  return !harmless.test(name) && names.some((pattern) => pattern.test(name));
}
