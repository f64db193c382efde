// A window of its own process that signs people in and out.
import type { ClerkSession } from "../../../../src/auth/session/clerkSession";
import { KeptMarks } from "../../../../src/auth/session/keptMarks";
import { FileLock } from "../../../../src/storage/fileLock";
import { setupOf } from "../setup/childProcess";

const { folder, window } = setupOf() as { readonly folder: string; readonly window: number };

function sessionOf(sub: string): ClerkSession {
  const instance = { issuer: "https://clerk.example.com", clientId: "client01" };
  return { ...instance, accessToken: "a.b.c", expiresAt: 0, scope: "", identity: { sub, label: sub }, kind: "oauth" };
}

async function live(): Promise<void> {
  const marks = new KeptMarks(folder, new FileLock(folder, { pollEvery: 5 }));
  const [first, second, third] = [1, 2, 3].map((person) => sessionOf(`user_${window}_${person}`));
  if (first && second && third) {
    await marks.add(first);
    await marks.add(second);
    await marks.remove(second);
    await marks.add(third);
  }
  process.exit(0);
}

void live();
