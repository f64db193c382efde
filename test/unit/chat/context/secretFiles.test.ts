import { ok } from "node:assert/strict";
import { isSecretFile } from "../../../../src/chat/context/secretFiles";

describe("isSecretFile", () => {
  for (const path of [
    ".env",
    "a/.env.local",
    "C:\\keys\\ID_RSA",
    "/home/ada/.ssh/id_ed25519",
    "server.pem",
    "tls.key",
    ".npmrc",
    "credentials.json",
    "secrets.yaml",
  ]) {
    it(`knows ${path}`, () => ok(isSecretFile(path)));
  }
  for (const path of [".env.example", "env.ts", "id_rsa.pub", "src/secretFiles.ts", "keyboard.ts", "pem.md", "", "/"]) {
    it(`leaves "${path}" alone`, () => ok(!isSecretFile(path)));
  }
});
