import { strictEqual } from "node:assert/strict";
import { diffOfFiles } from "../../../../src/chat/attachments/diffOfFiles";

const plain =
  "diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-diff --git a/x b/x\n+2\n";
const spaces = "diff --git a/my file.ts b/my file.ts\n@@ -1 +1 @@\n-1\n+2\n";
const accents = 'diff --git "a/\\303\\274ber.ts" "b/\\303\\274ber.ts"\n@@ -1 +1 @@\n-1\n+2\n';
const renamed = "diff --git a/old.ts b/new.ts\nrename from old.ts\nrename to new.ts\n";
const conflict = "diff --cc both.ts\n@@@ -1 -1 +1 @@@\n++<<<<<<< HEAD\n";
const all = plain + spaces + accents + renamed + conflict;

describe("the diff of some files", () => {
  it("is what git says of these files, in its order", () => {
    strictEqual(diffOfFiles(all, ["both.ts", "src/a.ts"]), plain + conflict);
    strictEqual(diffOfFiles(all, ["my file.ts"]), spaces);
    strictEqual(diffOfFiles(all, ["über.ts"]), accents);
    strictEqual(diffOfFiles(all, ["new.ts"]), renamed);
  });

  it("is empty for files that have not changed, and for names that only end alike", () => {
    strictEqual(diffOfFiles(all, ["a.ts", "x", "old.ts"]), "");
    strictEqual(diffOfFiles("", ["a.ts"]), "");
  });
});
