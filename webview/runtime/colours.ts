// Colours for values between 0 and 1, even to the eye and readable without colour vision: the viridis map of Smith and van
// der Walt (public domain), interpolated between nine of its points.

const points: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
];

/** The colour of elements that are NaN or infinite: none of the map's. */
export const notFinite: readonly [number, number, number] = [255, 0, 170];

const steps = 256;
const table = new Uint8Array(steps * 3);
for (let i = 0; i < steps; i++) {
  const at = (i / (steps - 1)) * (points.length - 1);
  const index = Math.min(Math.floor(at), points.length - 2);
  const [from, to] = [points[index], points[index + 1]];
  for (let c = 0; c < 3; c++) {
    table[i * 3 + c] = Math.round((from?.[c] ?? 0) + ((to?.[c] ?? 0) - (from?.[c] ?? 0)) * (at - index));
  }
}

/** Writes the RGBA colour of a value at a place in a pixel buffer; values outside 0 to 1 take the nearest end. */
export function paint(pixels: Uint8ClampedArray, at: number, value: number): void {
  if (Number.isFinite(value)) {
    const step = Math.round(Math.min(1, Math.max(0, value)) * (steps - 1)) * 3;
    pixels[at] = table[step] as number;
    pixels[at + 1] = table[step + 1] as number;
    pixels[at + 2] = table[step + 2] as number;
  } else {
    [pixels[at], pixels[at + 1], pixels[at + 2]] = notFinite as [number, number, number];
  }
  pixels[at + 3] = 255;
}

/** The map from 0 to 1 as the stops of a CSS gradient. */
export function gradientStops(): string {
  return points.map(([r, g, b]) => `rgb(${r} ${g} ${b})`).join(', ');
}
