import assert from "node:assert/strict";
import {
  ConversationSearch,
  countIn,
  fold,
  indexesOf,
  locationOf,
  matchAt,
  matchFrom,
  numberOf,
} from "../../../src/webview/find/search";
import { agentTurn, textPart, userTurn } from "../setup/fakes";

describe("fold", () => {
  it("keeps the length, so that places stay places", () => {
    for (const text of ["Rain", "İstanbul İ", "ẞ ÄÖÜ", "😀 Ok", ""]) {
      assert.equal(fold(text).length, text.length, text);
    }
    assert.equal(fold("İSTANBUL").indexOf("stanbul"), 1);
  });

  it("finds places from left to right without overlap", () => {
    assert.deepEqual(indexesOf("aaaa", "aa"), [0, 2]);
    assert.equal(countIn("aaaa", "aa"), 2);
    assert.deepEqual(indexesOf("abc", "x"), []);
  });
});

describe("ConversationSearch", () => {
  const turns = [
    userTurn("u1", "Rain in London?"),
    agentTurn("a1", [textPart("Light **rain**, then rain again.")]),
    userTurn("u2", "Thanks"),
  ];

  it("counts every place, turn by turn, without regard to letter case", () => {
    const search = new ConversationSearch();
    assert.deepEqual(search.search(turns, "rain", false), {
      total: 3,
      hits: [
        { turnId: "u1", count: 1 },
        { turnId: "a1", count: 2 },
      ],
    });
    assert.equal(search.search(turns, "Rain", true).total, 1);
    assert.equal(search.search(turns, "rain", true).total, 2);
  });

  it("finds nothing for nothing, and takes signs of regular expressions as they are", () => {
    const search = new ConversationSearch();
    assert.equal(search.search(turns, "", false).total, 0);
    assert.equal(search.search(turns, ".*", false).total, 0);
    assert.equal(search.search([userTurn("u", "a.*b")], ".*", false).total, 1);
  });

  it("gives the same result whether the words grow, shrink or change", () => {
    const search = new ConversationSearch();
    for (const words of ["r", "ra", "rain", "ra", "th", "the", "thanks", "", "rain"]) {
      assert.deepEqual(search.search(turns, words, false), new ConversationSearch().search(turns, words, false), words);
    }
  });

  it("searches a turn again when it has become another one", () => {
    const search = new ConversationSearch();
    assert.equal(search.search(turns, "snow", false).total, 0);
    const changed = [...turns, agentTurn("a2", [textPart("Snow.")])];
    assert.equal(search.search(changed, "snow", false).total, 1);
    const grown = changed.with(3, agentTurn("a2", [textPart("Snow. And snow.")]));
    assert.equal(search.search(grown, "snow", false).total, 2);
  });

  it("searches a turn's text once, however many keys are pressed", () => {
    let reads = 0;
    const part = {
      kind: "text" as const,
      id: "t",
      get text() {
        reads++;
        return "some rain";
      },
    };
    const search = new ConversationSearch();
    const turn = agentTurn("a", [part]);
    search.search([turn], "r", false);
    const first = reads;
    for (const words of ["ra", "rai", "rain"]) {
      assert.equal(search.search([turn], words, false).total, 1);
    }
    assert.equal(reads, first);
  });

  it("handles 2,000 turns and a result of 5 MB", () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      agentTurn(`${index}`, [textPart("It rains. ".repeat(100))]),
    );
    const huge = Array.from({ length: 100_000 }, (_, index) => ({ id: index, note: "x".repeat(40) }));
    const call = { kind: "tool", id: "c", toolName: "list", status: "done", argsText: "{}", result: huge } as const;
    const result = new ConversationSearch().search([...many, agentTurn("h", [call])], "rains", false);
    assert.equal(result.total, 200_000);
    assert.equal(new ConversationSearch().search([agentTurn("h", [call])], "note", false).total, 100_000);
  });
});

describe("matches", () => {
  const result = {
    total: 6,
    hits: [
      { turnId: "a", count: 1 },
      { turnId: "c", count: 3 },
      { turnId: "d", count: 2 },
    ],
  };
  const turns = ["a", "b", "c", "d", "e"].map((id) => ({ id }));

  it("numbers matches over all turns, and finds them again by number", () => {
    for (let number = 1; number <= 6; number++) {
      assert.equal(numberOf(result, matchAt(result, number)), number);
    }
    assert.deepEqual(matchAt(result, 3), { turnId: "c", occurrence: 1 });
  });

  it("goes on at the other end", () => {
    assert.deepEqual(matchAt(result, 7), { turnId: "a", occurrence: 0 });
    assert.deepEqual(matchAt(result, 0), { turnId: "d", occurrence: 1 });
    assert.equal(matchAt({ total: 0, hits: [] }, 1), undefined);
  });

  it("has no number for a match that is no longer one", () => {
    assert.equal(numberOf(result, undefined), undefined);
    assert.equal(numberOf(result, { turnId: "b", occurrence: 0 }), undefined);
    assert.equal(numberOf(result, { turnId: "a", occurrence: 1 }), undefined);
  });

  it("begins where the reader is", () => {
    assert.deepEqual(matchFrom(result, turns, "b"), { turnId: "c", occurrence: 0 });
    assert.deepEqual(matchFrom(result, turns, "d"), { turnId: "d", occurrence: 0 });
    assert.deepEqual(matchFrom(result, turns, "e"), { turnId: "a", occurrence: 0 }, "nothing below: from the top");
    assert.deepEqual(matchFrom(result, turns, undefined), { turnId: "a", occurrence: 0 });
    assert.equal(matchFrom({ total: 0, hits: [] }, turns, "a"), undefined);
  });

  it("knows in which text of a turn a match stands", () => {
    const call = { kind: "tool", id: "c", toolName: "rain", status: "done", argsText: "", result: "rain" } as const;
    const turn = agentTurn("a", [textPart("Rain"), call, textPart("more rain, rain")]);
    const spots = [0, 1, 2, 3, 4, 5].map((occurrence) => locationOf(turn, "rain", false, occurrence));
    assert.deepEqual(spots, [
      { block: 0, occurrence: 0 },
      { block: -1, occurrence: 0 },
      { block: -1, occurrence: 1 },
      { block: 1, occurrence: 0 },
      { block: 1, occurrence: 1 },
      undefined,
    ]);
    assert.equal(locationOf(userTurn("u", "rain"), "Rain", true, 0), undefined);
  });
});
