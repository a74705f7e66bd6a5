// How counts are written, everywhere the same. Formatters are made once, since making one costs more than using it.

const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** `16,640`; `?` for a number that is not known. */
export function countText(count: number | null): string {
  return count === null ? '?' : whole.format(count);
}

/** `16.6K`. */
export function shortCountText(count: number): string {
  return compact.format(count);
}

/** `1 layer`, `2 layers`. */
export function plural(count: number, noun: string): string {
  return `${whole.format(count)} ${noun}${count === 1 ? '' : 's'}`;
}
