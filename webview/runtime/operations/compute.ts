// Computes the call of an operation: finds it by any of its names, binds the arguments to its parameters, and runs it.

import { toJson } from '../../../src/layers/configJson.ts';
import type { Impossible, Tensor, Tf } from '../../../src/layers/run.ts';
import type { NamedOp } from '../../../src/ops/define.ts';
import { findOp } from '../../../src/ops/registry.ts';
import { signaturePath } from '../../../src/ops/signature.ts';
import type { ConfigJson } from '../../../src/protocol/runPlan.ts';
import type { Computed } from '../computeLayer.ts';
import { activations } from './activations.ts';
import { type OpValue, withTensors } from './arguments.ts';
import { elementwise } from './elementwise.ts';
import { functions } from './functions.ts';
import type { Operation, Operations } from './operation.ts';
import { reductions } from './reductions.ts';
import { shaping } from './shaping.ts';

/** Everything that can be computed, by the name under `keras.ops`. */
export const operations: Operations = { ...activations, ...elementwise, ...reductions, ...shaping, ...functions };

export interface ComputeOperationOptions {
  readonly tf: Tf;
  readonly op: string;
  readonly args: readonly ConfigJson[];
  readonly keywords: Readonly<Record<string, ConfigJson>>;
  readonly inputs: readonly Tensor[];
  readonly seed: number;
}

/** The outputs of an operation, as fresh tensors that the caller disposes; no masks, which operations do not hand on. */
export function computeOperation(options: ComputeOperationOptions): Computed | Impossible {
  const { tf, inputs, seed } = options;
  const found = findOperation(options.op);
  if (found === undefined) return { impossible: `\`${options.op}\` cannot be computed here` };
  const taken = new Set(inputs);
  const outputs: Tensor[] = [];
  tf.tidy(() => {
    const values = new Map<string, OpValue>();
    for (const [name, json] of bind(found, options)) values.set(name, withTensors(tf, json, inputs));
    const answer = found.operation.run({ tf, values, seed });
    for (const tensor of Array.isArray(answer) ? answer : [answer]) {
      const fresh = taken.has(tensor) ? tensor.clone() : tensor;
      taken.add(fresh);
      outputs.push(tf.keep(fresh));
    }
  });
  return { outputs, masks: outputs.map(() => null) };
}

interface Parameter {
  /** As the caller writes it. */
  readonly name: string;
  /** The operation's own name for it: the same where it has no influence on shapes and was given none. */
  readonly means: string;
  readonly takesRest: boolean;
  readonly fallback?: ConfigJson;
}

interface Found {
  readonly operation: Operation;
  readonly parameters: readonly Parameter[];
}

/** The operation behind a full name (`tf.concat`, `operator.add`) or a bare one (`concatenate`). */
function findOperation(op: string): Found | undefined {
  const named = findOp(op) ?? findOp(`keras.ops.${op}`);
  const main = named === undefined ? op : signaturePath(named.definition.names[0]);
  const operation = operations[main.replace(/^keras\.ops\.((nn|numpy|linalg)\.)?/, '')];
  if (operation === undefined) return undefined;
  if (named === undefined) {
    return { operation, parameters: operation.params.map(name => ({ name, means: name, takesRest: false })) };
  }
  const parameters = named.parameters.filter(parameter => parameter.mode !== 'any keyword').map(readParameter);
  return { operation, parameters };
}

function readParameter({ name, means, mode, fallback }: NamedOp['parameters'][number]): Parameter {
  const parameter = { name, means: means ?? name, takesRest: mode === 'rest' };
  return means === undefined || fallback === undefined ? parameter : { ...parameter, fallback: toJson(fallback) };
}

/** The arguments by the operation's own names, defaults included. */
function bind({ parameters }: Found, { args, keywords }: ComputeOperationOptions): ReadonlyMap<string, ConfigJson> {
  const out = new Map<string, ConfigJson>();
  parameters.forEach(({ name, means, takesRest, fallback }, i) => {
    const given = [args[i], keywords[name], keywords[means], fallback].find(json => json !== undefined);
    if (takesRest) out.set(means, args.slice(i));
    else if (given !== undefined) out.set(means, given);
  });
  return out;
}
