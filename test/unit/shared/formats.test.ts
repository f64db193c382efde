import assert from "node:assert/strict";
import {
  daysBetween,
  formatBytes,
  formatDateTime,
  formatDuration,
  formatLanguage,
  formatList,
  formatLongDuration,
  formatNumber,
  formatTimeAgo,
  formatTimeOfDay,
  isTime,
  plural,
  setFormatLanguage,
} from "../../../src/shared/formats";

describe("formats", () => {
  beforeEach(() => setFormatLanguage("en"));
  after(() => setFormatLanguage("en"));

  it("joins names as the language does", () => {
    assert.equal(formatList(["Ann"]), "Ann");
    assert.equal(formatList(["Ann", "Bob"]), "Ann and Bob");
    setFormatLanguage("de");
    assert.equal(formatList(["Ann", "Bob", "Cem"]), "Ann, Bob und Cem");
  });

  describe("setFormatLanguage", () => {
    it("takes a language tag in any spelling", () => {
      setFormatLanguage("zh-cn");
      assert.equal(formatLanguage(), "zh-CN");
    });

    it("counts what is no tag as English", () => {
      for (const tag of ["not a language", "", "de_DE.UTF-8"]) {
        setFormatLanguage("de");
        setFormatLanguage(tag);
        assert.equal(formatNumber(1234.5), "1,234.5");
        assert.equal(formatBytes(1234), "1.2 KB");
        assert.notEqual(formatTimeAgo(Date.now() - 300_000, Date.now()), "");
      }
    });
  });

  describe("formatNumber", () => {
    it("writes the separators of the language", () => {
      assert.equal(formatNumber(12345), "12,345");
      setFormatLanguage("de");
      assert.equal(formatNumber(12345), "12.345");
      assert.equal(formatNumber(0.5, { style: "percent" }).replace(/\s/u, " "), "50 %");
    });
  });

  describe("plural", () => {
    const files = (count: number) => plural(count, `${count} file`, `${count} files`);

    it("follows the rules of the language", () => {
      assert.deepEqual([0, 1, 1.5, 2].map(files), ["0 files", "1 file", "1.5 files", "2 files"]);
      // In French, nothing and everything below two is singular.
      setFormatLanguage("fr");
      assert.deepEqual([0, 1, 1.5, 2].map(files), ["0 file", "1 file", "1.5 file", "2 files"]);
      setFormatLanguage("ja");
      assert.deepEqual([0, 1, 2].map(files), ["0 files", "1 files", "2 files"]);
    });
  });

  describe("formatBytes", () => {
    it("chooses the unit that keeps the number short", () => {
      const sizes = [0, 1, 999, 1000, 1234, 999_949, 999_950, 1_200_000, 5_000_000, 999_950_000, 4_400_000_000];
      assert.deepEqual(sizes.map(formatBytes), [
        "0 bytes",
        "1 byte",
        "999 bytes",
        "1 KB",
        "1.2 KB",
        "999.9 KB",
        "1 MB",
        "1.2 MB",
        "5 MB",
        "1 GB",
        "4.4 GB",
      ]);
    });

    it("writes the decimal sign of the language", () => {
      setFormatLanguage("de");
      assert.equal(formatBytes(1_200_000), "1,2 MB");
      assert.equal(formatBytes(1234), "1,2 KB");
    });

    it("takes a number that is none for nothing", () => {
      assert.equal(formatBytes(Number.NaN), "0 bytes");
      assert.equal(formatBytes(-5), "0 bytes");
      assert.equal(formatBytes(Infinity), "0 bytes");
    });
  });

  describe("times", () => {
    const now = new Date(2026, 10, 24, 13, 0).getTime();
    const minutes = (value: number) => now - value * 60_000;

    it("says how long ago something was, from now to a date", () => {
      assert.equal(formatTimeAgo(now + 5000, now), "now", "a clock that is ahead");
      assert.equal(formatTimeAgo(minutes(0.5), now), "now");
      assert.match(formatTimeAgo(minutes(5), now), /^5\s?m/);
      assert.match(formatTimeAgo(minutes(180), now), /^3\s?h/);
      assert.equal(
        formatTimeAgo(minutes(14 * 60), now),
        "yesterday",
        "before midnight is yesterday, however few hours",
      );
      assert.match(formatTimeAgo(minutes(4 * 24 * 60), now), /^4\s?d/);
      assert.equal(formatTimeAgo(minutes(30 * 24 * 60), now), "Oct 25");
      assert.equal(formatTimeAgo(minutes(400 * 24 * 60), now), "Oct 20, 2025");
    });

    it("speaks the language", () => {
      setFormatLanguage("de");
      assert.equal(formatTimeAgo(minutes(14 * 60), now), "gestern");
      assert.match(formatDateTime(now), /^24\.11\.2026, 13:00$/);
    });

    it("say the time of day, with the date of another day", () => {
      const now = new Date(2026, 10, 29, 15, 0).getTime();
      const words = (...at: [number, number, number, number]) =>
        formatTimeOfDay(new Date(...at, 5).getTime(), now).replaceAll(/\s/g, " ");
      setFormatLanguage("en");
      assert.equal(words(2026, 10, 29, 14), "2:05 PM");
      assert.equal(words(2026, 10, 28, 14), "Nov 28, 2:05 PM");
      assert.equal(words(2025, 10, 28, 14), "Nov 28, 2025, 2:05 PM");
      setFormatLanguage("de");
      assert.match(words(2026, 10, 29, 14), /^14:05/);
    });

    it("counts midnights, not hours", () => {
      assert.equal(daysBetween(new Date(2026, 10, 23, 23, 59).getTime(), now), 1);
      assert.equal(daysBetween(new Date(2026, 10, 24, 0, 0).getTime(), now), 0);
      assert.equal(daysBetween(now + 3 * 86_400_000, now), 0);
    });

    it("knows what no date can be made of", () => {
      for (const value of [NaN, Infinity, 1e20, 0, -1]) {
        assert.equal(isTime(value), false);
      }
      assert.equal(isTime(now), true);
      assert.match(formatDateTime(now), /2026/);
    });
  });

  describe("durations", () => {
    it("have as much detail as they bear", () => {
      assert.equal(formatDuration(940), "0.9 sec");
      assert.equal(formatDuration(5700), "5.7 sec");
      assert.equal(formatDuration(9960), "10 sec");
      assert.equal(formatDuration(31_400), "31 sec");
      assert.equal(formatDuration(59_800), "1 min");
      assert.equal(formatDuration(65_000), "1 min 5 sec");
    });

    it("are told in words", () => {
      assert.equal(formatLongDuration(1000), "1 second");
      assert.equal(formatLongDuration(12_400), "12 seconds");
      assert.equal(formatLongDuration(60_000), "1 minute");
      assert.equal(formatLongDuration(125_000), "2 minutes 5 seconds");
    });

    it("speak the language", () => {
      setFormatLanguage("de");
      assert.equal(formatDuration(1500).replace(/\s/u, " "), "1,5 Sek.");
      assert.match(formatLongDuration(65_000), /^1 Minute,? (und )?5 Sekunden$/);
    });
  });
});
