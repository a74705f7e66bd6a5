// The operations of TensorFlow.js by their full names, `tfjs.matMul`. A method of a tensor is the function of its name
// with the tensor in front.

import { lastPart } from '../../base/lastPart.ts';
import { isConfigList } from '../../layers/config.ts';
import type { ParamSpecs } from '../../layers/params.ts';
import type { Problem } from '../../layers/problems.ts';
import { mapNested, type Nested } from '../../shapes/nested.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import type { NamedOp, OpAnswer, OpContext, OpDefinition, TensorAnswer } from '../define.ts';
import type { Operand } from '../operand.ts';
import { findOp } from '../registry.ts';
import { readSignature, signaturePath } from '../signature.ts';
import { type DerivedRow, derivedRows } from './derived.ts';
import { ownOps } from './own.ts';
import { type TfjsType, tfjsType } from './types.ts';

let byPath: ReadonlyMap<string, NamedOp> | undefined;

/** The operation at a path that begins with `tfjs.`; undefined where there is none. */
export function findTfjsOp(path: string): NamedOp | undefined {
  byPath ??= readAll();
  return byPath.get(path);
}

/** The full names of all operations. */
export function tfjsOpPaths(): readonly string[] {
  byPath ??= readAll();
  return [...byPath.keys()];
}

function readAll(): ReadonlyMap<string, NamedOp> {
  const out = new Map<string, NamedOp>();
  for (const row of derivedRows) for (const op of derive(row)) out.set(op.path, op);
  for (const definition of ownOps) {
    for (const signature of definition.names) {
      const path = signaturePath(signature);
      const parameters = readSignature(signature, definition.params as ParamSpecs, definition.rest);
      out.set(path, { definition, path, library: 'keras', parameters });
    }
  }
  return out;
}

function derive(row: DerivedRow): readonly NamedOp[] {
  const base = findOp(row.from);
  if (base === undefined) throw new Error(`no operation ${row.from}`);
  return row.names.split(' ').map(name => {
    const path = `tfjs.${name}`;
    const definition: OpDefinition = {
      ...base.definition,
      names: [path],
      className: lastPart(name),
      shape: (args, context) =>
        typed(base.definition.shape(args, contextOf(context, base)), row.type, operandsIn(args)),
    };
    const parameters = readSignature(`${path}(${row.takes})`, base.definition.params as ParamSpecs);
    return { definition, path, library: base.library, parameters };
  });
}

/**
 * Problems that are the same in both libraries: those of shapes. What an argument may be differs, so that nothing is said
 * of it.
 */
const sharedProblems: ReadonlySet<Problem['kind']> = new Set(['matmul-shape', 'reshape-size', 'merge-shape']);

function contextOf(context: OpContext, base: NamedOp): OpContext {
  return {
    ...context,
    path: base.path,
    problem: problem => {
      if (sharedProblems.has(problem.kind)) context.problem({ ...problem, runtime: {} });
    },
  };
}

/** The tensors among the arguments, lists of them taken apart. */
function operandsIn(args: Readonly<Record<string, unknown>>): readonly Operand[] {
  return Object.values(args).flatMap(value => {
    if (typeof value !== 'object' || value === null) return [];
    if (isOperand(value)) return [value];
    if ('items' in value && isConfigList(value.items as never))
      return (value.items as readonly Operand[]).filter(isOperand);
    if ('single' in value && typeof value.single === 'object' && value.single !== null && isOperand(value.single))
      return [value.single];
    return [];
  });
}

function isOperand(value: object): value is Operand {
  return 'shape' in value && 'dtype' in value && 'source' in value;
}

function typed(answer: OpAnswer, rule: TfjsType, operands: readonly Operand[]): OpAnswer {
  if (rule === 'given') return answer;
  const dtype = tfjsType(rule, operands);
  const retype = ({ shape }: TensorAnswer): TensorAnswer => ({ shape, dtype });
  if (!('kind' in answer)) return 'value' in answer ? answer : retype(answer);
  if (isUnknown(answer)) return answer;
  return mapNested(answer as Nested<TensorAnswer>, retype);
}
