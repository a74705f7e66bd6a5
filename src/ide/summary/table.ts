// The table that Keras prints: columns of fixed widths between box-drawing lines. The rules for widths, wrapping and
// cutting words off are those of the Python package `rich`, which Keras draws it with.

export interface Column {
  readonly head: string;
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** Draws the table with its lines, at most `width` characters wide with them. */
export function drawTable(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  const widths = contentWidths(columns, width);
  const rule = (left: string, line: string, cross: string, right: string): string =>
    left + widths.map(inner => line.repeat(inner + 2)).join(cross) + right;
  const cells = (texts: readonly string[], bar: string): readonly string[] => {
    const lines = columns.map((column, i) => cellLines(texts[i] ?? '', widths[i] ?? 1, column.align));
    const height = Math.max(1, ...lines.map(cell => cell.length));
    return Array.from({ length: height }, (_, row) => {
      const parts = lines.map((cell, i) => ` ${cell[row] ?? ' '.repeat(widths[i] ?? 1)} `);
      return bar + parts.join(bar) + bar;
    });
  };
  const out = [
    rule('┏', '━', '┳', '┓'),
    ...cells(
      columns.map(column => column.head),
      '┃',
    ),
    rule('┡', '━', '╇', '┩'),
  ];
  rows.forEach((row, i) => {
    if (i > 0) out.push(rule('├', '─', '┼', '┤'));
    out.push(...cells(row, '│'));
  });
  out.push(rule('└', '─', '┴', '┘'));
  return out.join('\n');
}

/** Widths without the blank on either side; where they are too much together, each column gives up its even share. */
function contentWidths(columns: readonly Column[], width: number): readonly number[] {
  const padded = columns.map(column => column.width + 2);
  const room = width - columns.length - 1;
  let excess = padded.reduce((sum, part) => sum + part, 0) - room;
  if (excess <= 0) return padded.map(part => part - 2);
  let left = padded.length;
  return padded.map(part => {
    const share = Math.min(part, roundHalfToEven(excess / left));
    excess -= share;
    left--;
    return Math.max(1, part - share - 2);
  });
}

function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** A cell's lines, filled up to the width: broken between words, words that are too long cut off with an ellipsis. */
function cellLines(text: string, width: number, align: Column['align']): readonly string[] {
  return wrap(text, width).map(line => {
    const points = [...line.trimEnd()];
    const shown = points.length > width ? [...points.slice(0, width - 1), '…'] : points;
    const fill = ' '.repeat(width - shown.length);
    return align === 'left' ? shown.join('') + fill : fill + shown.join('');
  });
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/\s*\S+\s*/g) ?? []) {
    const room = width - [...line].length;
    if (line !== '' && [...word.trimEnd()].length > room) {
      lines.push(line);
      line = word;
    } else {
      line += word;
    }
  }
  lines.push(line);
  return lines;
}
