import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { fittingRows } from "../../../../src/chat/context/rows";

describe("fittingRows", () => {
  const rows = [
    { name: "Aktuelle Datei", keywords: "current file" },
    { name: "Auswahl", keywords: "selection" },
    { name: "Probleme", keywords: "problems errors" },
    { name: "Terminalauswahl", keywords: "terminal selection" },
  ];
  const names = (query: string): string[] => fittingRows(rows, query).map(({ name }) => name);

  it("keeps all of them in their order without a query", () => strictEqual(names(" ").length, 4));

  it("finds a row by its name and by its English words", () => {
    deepStrictEqual(names("auswahl"), ["Auswahl", "Terminalauswahl"]);
    deepStrictEqual(names("selection"), ["Auswahl", "Terminalauswahl"]);
    deepStrictEqual(names("prob"), ["Probleme"]);
    deepStrictEqual(names("current file"), ["Aktuelle Datei"]);
    deepStrictEqual(names("xyz"), []);
  });
});
