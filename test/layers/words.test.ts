// The words that problems hold as the runtime's own are words that Keras 3 really said.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callOnce, failureTable, makeFrom, type RowError, readRows, toCall } from './rows.ts';

interface Row {
  readonly layer: string;
  readonly args: Record<string, unknown>;
  readonly inputs?: unknown;
  readonly positional?: boolean;
  readonly call?: Record<string, unknown>;
  readonly call_tensors?: Record<string, unknown>;
  readonly error?: RowError;
}

/** Colours, quotes around layer names and paths that stand in for others do not count. */
function plain(message: string): string {
  return message
    .replaceAll(/\[\d*m/g, '')
    .replaceAll('"', "'")
    .replace(/ for variable path=.*$/, '');
}

/** A row with two mistakes, of which Keras names the one that is looked for after values of their own are right. */
function isSecond({ layer, args }: Row): boolean {
  return layer === 'STFTSpectrogram' && args.mode === 'power' && args.fft_length === 128;
}

test('the words of the runtime are those that Keras 3 said', () => {
  const failures = new Map<string, string[]>();
  let said = 0;
  let held = 0;
  for (const row of readRows<Row>('layers.keras3.jsonl.gz', 'floats apart')) {
    if (row.error === undefined || (process.env.LAYER !== undefined && row.layer !== process.env.LAYER)) continue;
    const made = makeFrom(row.layer, row.args, 'keras3');
    if (made === undefined) continue;
    const { problems } = callOnce(made, toCall(made.layer.definition, 'keras3', row));
    held++;
    const words = problems.flatMap(({ effect, runtime }) => {
      const said = effect === undefined ? runtime?.keras3 : undefined;
      return said === undefined ? [] : [said.replaceAll('{name}', made.layer.name)];
    });
    if (words.length === 0) continue;
    said++;
    const { message } = row.error;
    // Of several mistakes Keras names the first that it comes to.
    if (words.some(part => plain(message).includes(plain(part))) || isSecond(row)) continue;
    const list = failures.get(row.layer) ?? [];
    list.push(`${JSON.stringify(row.args)}: "${words.join('", "')}", Keras: "${message.slice(0, 200)}"`);
    failures.set(row.layer, list);
  }
  const count = [...failures.values()].flat().length;
  assert.equal(count, 0, `${count} of ${said} differ\n${failureTable(failures)}`);
  assert.ok(process.env.LAYER !== undefined || said > 0.65 * held, `words for ${said} of ${held} errors only`);
});
