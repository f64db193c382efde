/** Names of the colours that a terminal has, in the order of their numbers; `Grey` is bright black. */
const hues = ["Black", "Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "White", "Grey"] as const;

/** A colour of the theme. */
export type Hue = (typeof hues)[number];

const looks = {
  1: "bold",
  2: "dim",
  3: "italic",
  4: "underlined",
  7: "inverse",
  9: "struck",
} as const;

/** What text looks like beside its colours. */
export type Look = (typeof looks)[keyof typeof looks];

/** How text of a terminal looks. */
export interface TerminalStyle {
  readonly colour?: Hue | undefined;
  readonly ground?: Hue | undefined;
  readonly looks: readonly Look[];
}

const plain: TerminalStyle = { looks: [] };

/** What each code ends, beside the one that begins it. */
const ends: Readonly<Record<number, readonly Look[]>> = {
  21: ["bold"],
  22: ["bold", "dim"],
  23: ["italic"],
  24: ["underlined"],
  27: ["inverse"],
  29: ["struck"],
};

/**
 * The style after a sequence SGR (ECMA-48 §8.3.117). Bright colours are the colours themselves, and those of 256 or
 * of millions the nearest of the theme's: what was chosen for one background would not be read on another.
 *
 * @param parameters numbers with `;` between them, or with `:` within one (ISO 8613-6)
 */
export function restyled(style: TerminalStyle | undefined, parameters: string): TerminalStyle | undefined {
  if (!/^[\d;:]*$/.test(parameters)) {
    return style;
  }
  let next = style ?? plain;
  const codes = parameters.split(";");
  for (let index = 0; index < codes.length; index += 1) {
    const [code = 0, ...within] = (codes[index] ?? "").split(":").map(Number);
    if (code === 38 || code === 48) {
      // Either all of it is here, or it goes on in the codes that follow.
      const given = within.length > 0 ? within : codes.slice(index + 1, index + 5).map(Number);
      const palette = given[0] === 5;
      const hue = palette ? ofPalette(given[1] ?? 0) : ofLight(within.length > 0 ? given.slice(-3) : given.slice(1, 4));
      index += within.length > 0 ? 0 : palette ? 2 : 4;
      next = code === 38 ? { ...next, colour: hue } : { ...next, ground: hue };
    } else {
      next = code === 4 && within[0] === 0 ? after(next, 24) : after(next, code);
    }
  }
  return next.colour === undefined && next.ground === undefined && next.looks.length === 0 ? undefined : next;
}

function after(style: TerminalStyle, code: number): TerminalStyle {
  if (code === 0) {
    return plain;
  }
  const look: Look | undefined = code in looks ? looks[code as keyof typeof looks] : undefined;
  if (look !== undefined) {
    return style.looks.includes(look) ? style : { ...style, looks: [...style.looks, look] };
  }
  const ended = ends[code];
  if (ended !== undefined) {
    return { ...style, looks: style.looks.filter((each) => !ended.includes(each)) };
  }
  const [tens, digit] = [Math.floor(code / 10), code % 10];
  if (tens === 3 || tens === 9) {
    return { ...style, colour: digit === 9 ? undefined : ofPalette(tens === 3 ? digit : 8 + digit) };
  }
  return tens === 4 || tens === 10
    ? { ...style, ground: digit === 9 ? undefined : ofPalette(tens === 4 ? digit : 8 + digit) }
    : style;
}

/** A colour of xterm's 256: the 16 of the theme, a cube of 6 × 6 × 6, and 24 greys. */
function ofPalette(number: number): Hue | undefined {
  if (number < 16) {
    return number === 8 ? "Grey" : hues[number % 8];
  }
  const cube = number - 16;
  return number < 232
    ? ofLight(
        [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((step) => (step === 0 ? 0 : 55 + 40 * step)),
      )
    : ofLight(Array<number>(3).fill(8 + 10 * (number - 232)));
}

/** The nearest colour of red, green and blue, each 0 to 255. */
function ofLight([red = 0, green = 0, blue = 0]: readonly number[]): Hue | undefined {
  const [least, most] = [Math.min(red, green, blue), Math.max(red, green, blue)];
  if (most - least < 40) {
    return most < 64 ? "Black" : most < 170 ? "Grey" : "White";
  }
  const middle = (least + most) / 2;
  return hues[(red > middle ? 1 : 0) + (green > middle ? 2 : 0) + (blue > middle ? 4 : 0)];
}
