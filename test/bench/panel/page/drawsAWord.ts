declare global {
  /** What the page was told last. */
  var benchTold: unknown;
}

/**
 * For a page: makes it the least that can be done with the messages of a host. It unpacks each of them, keeps the
 * last one, and draws one word in every frame in which some have come. The number of drawn words stands at the
 * body, as `data-words`.
 */
export function drawsAWord(): void {
  const word = document.createTextNode("");
  document.body.append(word);
  let words = 0;
  let asked = false;
  addEventListener("message", ({ data }) => {
    // Browsers unpack a message when somebody looks into it.
    globalThis.benchTold = data;
    if (asked) {
      return;
    }
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      words += 1;
      word.data = `Word ${words}`;
      document.body.dataset["words"] = String(words);
    });
  });
}
