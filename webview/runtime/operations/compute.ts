// Computes the call of an operation: finds it by any of its names, binds the arguments to its parameters, and runs it.

import type { Dialect } from '../../../src/layers/config.ts';
import { toJson } from '../../../src/layers/configJson.ts';
import type { Impossible, Tensor, Tf } from '../../../src/layers/run.ts';
import type { NamedOp } from '../../../src/ops/define.ts';
import { findOp } from '../../../src/ops/registry.ts';
import { signaturePath } from '../../../src/ops/signature.ts';
import type { ConfigJson } from '../../../src/protocol/runPlan.ts';
import type { Computed } from '../computeLayer.ts';
import { tfDtype } from '../dtypes.ts';
import { activations } from './activations.ts';
import { type OpArguments, type OpValue, textOf, withTensors } from './arguments.ts';
import { elementwise } from './elementwise.ts';
import { functions } from './functions.ts';
import type { Operation, Operations } from './operation.ts';
import { reductions } from './reductions.ts';
import { shaping } from './shaping.ts';
import { spatial } from './spatial.ts';

/** Everything that can be computed: by the name under `keras.ops`, or by the full name where it has none there. */
export const operations: Operations = {
  ...activations,
  ...elementwise,
  ...reductions,
  ...shaping,
  ...functions,
  ...spatial,
};

export interface ComputeOperationOptions {
  readonly tf: Tf;
  readonly op: string;
  readonly args: readonly ConfigJson[];
  readonly keywords: Readonly<Record<string, ConfigJson>>;
  readonly inputs: readonly Tensor[];
  readonly dialect: Dialect;
}

/** The outputs of an operation, as fresh tensors that the caller disposes; no masks, which operations do not hand on. */
export function computeOperation(options: ComputeOperationOptions): Computed | Impossible {
  const { tf, inputs, dialect } = options;
  const found = findOperation(options.op);
  if (found === undefined) return { impossible: `\`${options.op}\` cannot be computed here` };
  const bound = bind(found, options);
  if ('impossible' in bound) return bound;
  const taken = new Set(inputs);
  const outputs: Tensor[] = [];
  tf.tidy(() => {
    const values = new Map<string, OpValue>();
    for (const [name, json] of bound.values) values.set(name, withTensors(tf, json, inputs));
    const args: OpArguments = { tf, path: found.path, dialect, values };
    const answer = found.operation.run(args);
    const dtype = found.operation.params.includes('dtype') ? undefined : textOf(args, 'dtype');
    for (const tensor of Array.isArray(answer) ? answer : [answer]) {
      const typed = dtype === undefined ? tensor : tensor.cast(tfDtype(dtype));
      const fresh = taken.has(typed) ? typed.clone() : typed;
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
  /** The full name it was called by. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
}

/** The operation behind a full name (`tf.concat`, `operator.add`) or a bare one of `keras.ops` (`concatenate`). */
function findOperation(op: string): Found | undefined {
  const named = findOp(op) ?? findOp(`keras.ops.${op}`);
  if (named === undefined) return undefined;
  const operation = operations[tableName(named) ?? ''];
  if (operation === undefined) return undefined;
  const parameters = named.parameters.filter(parameter => parameter.mode !== 'any keyword').map(readParameter);
  return { operation, path: named.path, parameters };
}

/**
 * The name in the table. A definition may stand for several functions that differ in their values alone, so another
 * library's name counts only where there is one function it can mean.
 */
function tableName({ path, definition }: NamedOp): string | undefined {
  if (Object.hasOwn(operations, path)) return path;
  const main = signaturePath(definition.names[0]);
  const own = new Set(definition.names.map(signaturePath).filter(isKerasOp).map(shortName));
  const last = shortName(path.split('.').at(-1) ?? path);
  if (own.has(shortName(path))) return shortName(path);
  if (own.has(last)) return last;
  if (own.size === 1) return [...own][0];
  if (own.size === 0) return undefined;
  return sameValues.has(shortName(main)) ? shortName(main) : undefined;
}

/** Operations under whose other names the same is computed, although their definition has several of `keras.ops`. */
const sameValues = new Set(['max', 'min', 'argmax', 'argmin', 'cast', 'convert_to_tensor']);

function isKerasOp(path: string): boolean {
  return path.startsWith('keras.ops.') || path === 'getitem';
}

function shortName(path: string): string {
  return path.replace(/^keras\.ops\.((nn|numpy|linalg)\.)?/, '').replace(/^get_item$/, 'getitem');
}

function readParameter({ name, means, mode, fallback }: NamedOp['parameters'][number]): Parameter {
  const parameter = { name, means: means ?? name, takesRest: mode === 'rest' };
  return means === undefined || fallback === undefined ? parameter : { ...parameter, fallback: toJson(fallback) };
}

/** Arguments that change no value. */
const withoutEffect = new Set(['name', 'dtype', 'sparse', 'synchronized', 'sorted', 'validate_indices', 'num']);

/** The arguments by the operation's own names, defaults included; a reason where one is given that is not computed. */
function bind(
  { operation, parameters, path }: Found,
  { args, keywords }: ComputeOperationOptions,
): { readonly values: ReadonlyMap<string, ConfigJson> } | Impossible {
  const values = new Map<string, ConfigJson>();
  for (const [i, { name, means, takesRest, fallback }] of parameters.entries()) {
    const given = [args[i], keywords[name], keywords[means]].find(json => json !== undefined);
    if (takesRest) values.set(means, args.slice(i));
    else if (given !== undefined || fallback !== undefined) values.set(means, given ?? fallback ?? null);
    const isComputed = operation.params.includes(means) || withoutEffect.has(means);
    if (given !== undefined && given !== null && given !== false && !isComputed) {
      return { impossible: `\`${name}\` of \`${path}\` is not computed here` };
    }
  }
  return { values };
}
