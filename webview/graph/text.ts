// Texts that have to fit: measured in the fonts of the page and cut between whole characters, with an ellipsis.

import { oneLine } from '../elements.ts';

/** Longer texts are cut here before anything is measured. */
const longest = 400;
const ellipsis = '…';

export interface TextCutter {
  /** The text, shortened so that it is at most `width` drawing units wide in this font. */
  fit(text: string, font: string, width: number): string;
  width(text: string, font: string): number;
}

/** The width of a text in a font. */
export type Measure = (text: string, font: string) => number;

/** Measures in the fonts of the page. */
function pageMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    if (context === null) return text.length * 7;
    if (context.font !== font) context.font = font;
    return context.measureText(text).width;
  };
}

/** A cutter that remembers what it has measured. */
export function createTextCutter(measure: Measure = pageMeasure()): TextCutter {
  const fitted = new Map<string, string>();
  return {
    width: measure,
    fit(text, font, width) {
      const key = `${width} ${font} ${text}`;
      const known = fitted.get(key);
      if (known !== undefined) return known;
      const whole = oneLine(text.length > longest ? text.slice(0, longest) : text);
      const result =
        measure(whole, font) <= width && text.length <= longest
          ? whole
          : cut(whole, room => measure(room, font) <= width);
      if (fitted.size > 20000) fitted.clear();
      fitted.set(key, result);
      return result;
    },
  };
}

/** The longest beginning that fits together with the ellipsis, cut between characters as readers see them. */
export function cut(text: string, fits: (text: string) => boolean): string {
  const characters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(
    part => part.segment,
  );
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(characters.slice(0, middle).join('') + ellipsis)) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join('') + ellipsis;
}
