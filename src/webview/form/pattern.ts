/** Characters of a pattern and of a text up to which matching is tried. */
const longestPattern = 1000;
const longestText = 2000;

/**
 * True when the text fits a schema's pattern (ECMA-262, `u` flag, not anchored). A pattern that cannot be
 * read, or whose repeats could keep the panel busy for minutes on a typed text, is left to the server,
 * which checks the answer too: a pattern is written by whoever wrote the tool, and there is no way to
 * stop a regular expression that runs.
 */
export function fitsPattern(text: string, pattern: string): boolean {
  if (pattern.length > longestPattern || text.length > longestText || mayTakeForever(pattern)) {
    return true;
  }
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
}

/**
 * True when an open repeat holds another repeat or a choice (`(a+)+`, `(a|a)*`), the shapes whose time
 * grows exponentially, or when more than a few open repeats follow each other. Errs on the careful side.
 */
export function mayTakeForever(pattern: string): boolean {
  const plain = pattern.replace(/\\[^]/g, "e").replace(/\[(?:[^\]])*\]/g, "c");
  // One frame a group: does it hold an open repeat or a choice?
  const groups: { risky: boolean }[] = [{ risky: false }];
  let repeats = 0;
  for (let index = 0; index < plain.length; index += 1) {
    const inner = groups.at(-1);
    const sign = plain.charAt(index);
    if (sign === "(") {
      groups.push({ risky: false });
    } else if (sign === ")") {
      const closed = groups.pop();
      const open = isOpenRepeat(plain.slice(index + 1));
      if (closed?.risky === true && open) {
        return true;
      }
      const outer = groups.at(-1);
      if (outer !== undefined && (closed?.risky === true || open)) {
        outer.risky = true;
      }
    } else if (sign === "|" && groups.length > 1 && inner !== undefined) {
      inner.risky = true;
    } else if (isOpenRepeat(plain.slice(index)) && inner !== undefined) {
      inner.risky = true;
      repeats += 1;
    }
  }
  return repeats > 3;
}

/** `*`, `+`, `{2,}`, and `{2,40}`: anything that may repeat often. */
function isOpenRepeat(rest: string): boolean {
  const counts = /^\{(\d+)(,(\d*))?\}/.exec(rest);
  if (counts !== null) {
    const most = counts[2] === undefined ? Number(counts[1]) : counts[3] === "" ? Infinity : Number(counts[3]);
    return most > 8;
  }
  return rest.startsWith("*") || rest.startsWith("+");
}
