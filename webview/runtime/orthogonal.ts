// Matrices with orthonormal columns or rows, drawn evenly from all of them (Saxe et al. 2014; QR of a normal matrix).

/**
 * Makes the shorter side of a matrix orthonormal.
 * `normal` holds `rows` × `columns` independent normal numbers, rows ≥ columns; the answer has the same layout and
 * orthonormal columns. Gram-Schmidt run twice over each column, in double precision, which leaves R with a positive
 * diagonal, so that no signs have to be mended.
 */
export function orthonormalColumns(normal: ArrayLike<number>, rows: number, columns: number): Float32Array {
  const basis = Array.from({ length: columns }, (_, column) => {
    const vector = new Float64Array(rows);
    for (let row = 0; row < rows; row++) vector[row] = normal[row * columns + column] ?? 0;
    return vector;
  });
  basis.forEach((vector, column) => {
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < column; other++) removeComponent(vector, basis[other] as Float64Array);
    }
    const length = Math.sqrt(dot(vector, vector));
    for (let row = 0; row < rows; row++) vector[row] = (vector[row] as number) / length;
  });
  const out = new Float32Array(rows * columns);
  basis.forEach((vector, column) => {
    for (let row = 0; row < rows; row++) out[row * columns + column] = vector[row] as number;
  });
  return out;
}

function removeComponent(vector: Float64Array, unit: Float64Array): void {
  const share = dot(vector, unit);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) - share * (unit[i] as number);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
