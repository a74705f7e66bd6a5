// How wide texts are where there is no page to measure them in: by the widths of the letters of Helvetica and Arial, which
// are the same, and of fonts whose letters are all equally wide.

import type { Measure } from '../graph/text.ts';

/** The widths of the letters from the space to the tilde, in thousandths of the size of the font. */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

/**
 * What the fonts that stand in where these are missing may add to each letter, in sizes of the font, and what bold letters
 * add to that. Those of Linux are wider, narrow letters above all.
 */
const spare = 0.075;
const boldStretch = 1.04;
const boldSpare = 0.115;
/** The width of every letter of a monospaced font. */
const fixed = 0.602;

/** The width of a text in a font such as `600 13px Helvetica`. */
export const estimatedWidth: Measure = (text, font) => {
  const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 12);
  const isFixed = font.includes('monospace');
  const isBold = /^(bold|[6-9]00)\b/.test(font);
  let sum = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    // Letters of the east are as wide as they are high.
    if (code >= 0x1100 && code !== 0x2026) sum += isWide(code) ? 1 : 0.6;
    else if (isFixed) sum += fixed;
    else {
      const plain = (widths[code - 32] ?? 556) / 1000;
      sum += isBold ? plain * boldStretch + boldSpare : plain + spare;
    }
  }
  return sum * size;
};

function isWide(code: number): boolean {
  return code <= 0x115f || (code >= 0x2e80 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xff60) || code >= 0x1f300;
}
