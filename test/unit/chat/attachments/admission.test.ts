import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { admission, admissionQuestion } from "../../../../src/chat/attachments/admission";

const ofWorkspace = (path: string) => ({ path, isAtHand: true });

describe("admission", () => {
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
    it(`asks about ${path}, and leaves it out among others`, () => {
      strictEqual(admission(ofWorkspace(path), "single"), "ask");
      strictEqual(admission(ofWorkspace(path), "oneOfMany"), "leaveOut");
    });
  }
  for (const path of [".env.example", "env.ts", "id_rsa.pub", "src/secretFiles.ts", "keyboard.ts", "pem.md", "", "/"]) {
    it(`takes "${path}" as it comes`, () => {
      strictEqual(admission(ofWorkspace(path), "single"), "take");
      strictEqual(admission(ofWorkspace(path), "oneOfMany"), "take");
    });
  }

  it("asks about every file outside of the workspace that is not open", () => {
    strictEqual(admission({ path: "/home/ada/notes.md", isAtHand: false }, "single"), "ask");
  });
});

describe("admissionQuestion", () => {
  it("names a file outside of the workspace, and below it all of its path", () => {
    deepStrictEqual(admissionQuestion([{ path: "/home/ada/notes.md", isAtHand: false }]), {
      message: "Attach notes.md, which is outside this workspace?",
      detail: "/home/ada/notes.md",
    });
  });

  it("says that a name stands for secrets, wherever the file is", () => {
    for (const isAtHand of [true, false]) {
      strictEqual(
        admissionQuestion([{ path: "app/.env", isAtHand }]).message,
        "Attach .env? Its name suggests that it contains secrets.",
      );
    }
  });

  it("shows every path of several files: none can hide among the others", () => {
    deepStrictEqual(admissionQuestion([ofWorkspace("app/.env"), { path: "/etc/hosts", isAtHand: false }]), {
      message:
        "Attach these 2 files? They are outside this workspace, or their names suggest that they contain secrets.",
      detail: "app/.env\n/etc/hosts",
    });
  });
});
