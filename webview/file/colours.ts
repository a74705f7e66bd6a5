// The values of style properties with everything worked out that only a browser knows: variables, mixed colours, pixels.

/** Looks a variable up; undefined where it is not set. */
export type Variables = (name: string) => string | undefined;

/** The value with its variables put in; undefined where one is not set and nothing stands in for it. */
export function resolve(value: string, variables: Variables, depth = 0): string | undefined {
  if (depth > 30) return undefined;
  const start = value.indexOf('var(');
  if (start < 0) return plainValue(value.trim());
  const end = closing(value, start + 4);
  const [name = '', ...rest] = splitOnce(value.slice(start + 4, end));
  const found = variables(name.trim());
  const put = found ?? rest[0];
  return put === undefined
    ? undefined
    : resolve(`${value.slice(0, start)}${put.trim()}${value.slice(end + 1)}`, variables, depth + 1);
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
    if (depth === 0) return at;
  }
  return text.length;
}

function splitOnce(text: string): readonly string[] {
  const comma = text.indexOf(',');
  return comma < 0 ? [text] : [text.slice(0, comma), text.slice(comma + 1)];
}

/** Colours mixed, and lengths in pixels without their unit. */
function plainValue(value: string): string {
  const mixed = mixColours(value);
  return mixed.replace(/(\d)px\b/g, '$1');
}

/** `color-mix(in srgb, a 40%, b)` from the inside out. */
function mixColours(value: string): string {
  const start = value.lastIndexOf('color-mix(');
  if (start < 0) return value;
  const end = closing(value, start + 10);
  const parts = value
    .slice(start + 10, end)
    .split(/,(?![^(]*\))/)
    .map(part => part.trim());
  return mixColours(`${value.slice(0, start)}${mix(parts[1] ?? '', parts[2] ?? '')}${value.slice(end + 1)}`);
}

function mix(first: string, second: string): string {
  const share = /^(.*?)\s*([\d.]+)%$/.exec(first);
  const [a, b] = [colour(share?.[1] ?? first), colour(second)];
  if (a === undefined || b === undefined) return first;
  const part = share === null ? 0.5 : Number(share[2]) / 100;
  const alpha = a.alpha * part + b.alpha * (1 - part);
  const channel = (x: number, y: number): number =>
    alpha === 0 ? 0 : Math.round((x * a.alpha * part + y * b.alpha * (1 - part)) / alpha);
  const rgb = [channel(a.red, b.red), channel(a.green, b.green), channel(a.blue, b.blue)].join(', ');
  return alpha === 1 ? `rgb(${rgb})` : `rgba(${rgb}, ${Math.round(alpha * 1000) / 1000})`;
}

interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** A colour as `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb()`, `rgba()` or `transparent`. */
function colour(text: string): Colour | undefined {
  if (text === 'transparent') return { red: 0, green: 0, blue: 0, alpha: 0 };
  const numbers = /^rgba?\(([^)]*)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  if (numbers !== undefined) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
    return { red, green, blue, alpha };
  }
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(text);
  const hex = short === null ? /^#([\da-f]{6})([\da-f]{2})?$/i.exec(text) : null;
  const digits =
    short === null
      ? hex?.[1]
      : short
          .slice(1)
          .map(digit => digit + digit)
          .join('');
  if (digits === undefined) return undefined;
  const at = (i: number): number => Number.parseInt(digits.slice(i, i + 2), 16);
  const alpha = hex?.[2] === undefined ? 1 : Number.parseInt(hex[2], 16) / 255;
  return { red: at(0), green: at(2), blue: at(4), alpha };
}
