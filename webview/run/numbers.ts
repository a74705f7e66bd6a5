// How computed numbers are written: short, with enough digits to compare, the same everywhere.

/** Four significant digits, or as many as asked for; very small and very large numbers with an exponent. */
export function numberText(value: number | null, digits = 4): string {
  if (value === null) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e6) return minus(value.toExponential(digits - 2).replace('e+', 'e'));
  const text = value.toPrecision(Math.max(digits, Math.floor(Math.log10(size)) + 1));
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return minus(short);
}

function minus(text: string): string {
  return text.replaceAll('-', '−');
}

/** A share as a percentage: `31%`, `0.4%`, `<0.1%`. */
export function shareText(share: number | null): string {
  if (share === null) return '–';
  if (share === 0 || share === 1) return `${share * 100}%`;
  const percent = share * 100;
  if (percent < 0.1) return '<0.1%';
  if (percent > 99.9) return '>99.9%';
  return `${percent < 10 || percent > 99 ? percent.toFixed(1) : Math.round(percent)}%`;
}

/** `850 ms`, `1.2 s`. */
export function durationText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** `1 layer`, `3 layers`. */
export function countText(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
