// What a run gives as one JSON object, written piece by piece, so that the numbers of a large model need no room.

import { isNumeric, type Values } from '../../../webview/runtime/statistics.ts';
import type { CallResult } from '../../protocol/runPlan.ts';
import type { RunWriter } from './writer.ts';

/** A writer of the object; with `values` every output holds its elements, row-major. */
export function jsonWriter(out: (text: string) => void, { values }: { readonly values: boolean }): RunWriter {
  let isFirst = true;
  return {
    begin({ file, model, backend }) {
      out(`{"file":${JSON.stringify(file)},"model":${JSON.stringify(model)},"backend":"${backend}","layers":[`);
    },
    result(result, computed) {
      out(isFirst ? '\n' : ',\n');
      isFirst = false;
      writeLayer(result, values ? computed : [], out);
    },
    end({ ms, problems }) {
      out(`\n],"problems":${JSON.stringify(problems)},"ms":${tenths(ms)}}\n`);
    },
  };
}

function writeLayer(result: CallResult, values: readonly Values[], out: (text: string) => void): void {
  const { name, className, callIndex, ms, outputs, failed } = result;
  const head = JSON.stringify({ name, class: className, node: callIndex, ms: tenths(ms) });
  out(`${head.slice(0, -1)},"outputs":[`);
  outputs.forEach((output, i) => {
    const { shape, inferred, dtype, ...statistics } = output;
    const json = JSON.stringify({ shape, inferred, dtype, ...statistics });
    out(`${i === 0 ? '' : ','}${json.slice(0, -1)}`);
    const computed = values[i];
    if (computed !== undefined) writeValues(computed, out);
    out('}');
  });
  out(failed === undefined ? ']}' : `],"failed":${JSON.stringify(failed)}}`);
}

/** How many elements are written at a time. */
const piece = 2 ** 16;

function writeValues(values: Values, out: (text: string) => void): void {
  out(',"values":[');
  for (let i = 0; i < values.data.length; i += piece) {
    const elements = isNumeric(values)
      ? Array.from(values.data.subarray(i, i + piece), numberJson)
      : Array.from(values.data.slice(i, i + piece) as ArrayLike<string | number>, elementJson);
    out(`${i === 0 ? '' : ','}${elements.join(',')}`);
  }
  out(']');
}

/** Numbers that JSON cannot say are written as texts. */
function numberJson(value: number): string {
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}

function elementJson(value: string | number): string {
  return typeof value === 'number' ? numberJson(value) : JSON.stringify(value);
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
