// Which texts a function tells apart by one of its parameters, as far as its own lines say so.

import type { Expression } from '../syntax/expression.ts';
import type { FunctionNode, Program } from '../syntax/program.ts';
import type { Statement } from '../syntax/statement.ts';
import { visitNodes } from '../syntax/walk.ts';

/** A parameter, and the texts that it is compared with. */
export interface CaseTexts {
  readonly name: string;
  /** Its place among the arguments. */
  readonly position: number;
  readonly texts: readonly string[];
}

/** More texts than this tell files or labels apart rather than models. */
const mostTexts = 12;

const known = new WeakMap<FunctionNode, CaseTexts | 'none'>();

/**
 * The parameter of a function that is compared with texts and used for nothing else but the message of what is raised, so
 * that no other text makes a difference. None where nothing is raised, or where the program freezes layers elsewhere.
 */
export function caseTexts(node: FunctionNode, program: Program): CaseTexts | undefined {
  const before = known.get(node) ?? read(node, program) ?? 'none';
  known.set(node, before);
  return before === 'none' ? undefined : before;
}

function read(node: FunctionNode, program: Program): CaseTexts | undefined {
  const uses = new Map<string, number>();
  const compared = new Map<string, Set<string>>();
  const note = (name: string, count: number): void => {
    uses.set(name, (uses.get(name) ?? 0) + count);
  };
  let raises = false;
  visitNodes(node, part => {
    if (part.kind === 'name') note(part.name, 1);
    if (part.kind === 'raise') {
      raises = true;
      if (part.value !== undefined) for (const name of namesIn(part.value)) note(name, -1);
    }
    if (part.kind !== 'compare') return;
    const comparison = textComparison(part);
    if (comparison === undefined) return;
    note(comparison.name, -1);
    const texts = compared.get(comparison.name) ?? new Set<string>();
    compared.set(comparison.name, texts);
    for (const text of comparison.texts) texts.add(text);
  });
  if (!raises) return undefined;
  const offset = program.traits.explicitSelf && isMethod(node) ? 1 : 0;
  for (const [i, { target, rest }] of node.parameters.entries()) {
    if (rest !== undefined || target.kind !== 'identifier') continue;
    const texts = compared.get(target.name);
    if (texts === undefined || uses.get(target.name) !== 0 || texts.size > mostTexts) continue;
    if (freezesElsewhere(node, program)) return undefined;
    return { name: target.name, position: i - offset, texts: [...texts] };
  }
  return undefined;
}

function isMethod({ parameters: [first] }: FunctionNode): boolean {
  return first?.target.kind === 'identifier' && (first.target.name === 'self' || first.target.name === 'cls');
}

function namesIn(value: Expression): readonly string[] {
  const names: string[] = [];
  visitNodes({ body: [{ kind: 'expression', span: value.span, value }] }, part => {
    if (part.kind === 'name') names.push(part.name);
  });
  return names;
}

/** `name == 'text'`, either way round, and `name in ('text', 'text')`. */
function textComparison(
  node: Expression & { readonly kind: 'compare' },
): { readonly name: string; readonly texts: readonly string[] } | undefined {
  const [one, ...others] = node.rest;
  if (one === undefined || others.length > 0) return undefined;
  const [left, right] = node.first.kind === 'name' ? [node.first, one.operand] : [one.operand, node.first];
  if (left.kind !== 'name') return undefined;
  if (right.kind === 'string') return { name: left.name, texts: [right.value] };
  if (right.kind !== 'sequence' || node.first !== left) return undefined;
  const texts = right.items.flatMap(item => (item.kind === 'string' ? [item.value] : []));
  return texts.length === right.items.length ? { name: left.name, texts } : undefined;
}

/** What is trained of a model may be set after it is made. */
function freezesElsewhere(node: FunctionNode, program: Program): boolean {
  let found = false;
  const isTrainable = (part: Statement | Expression): boolean =>
    part.kind === 'assign' &&
    ('targets' in part ? part.targets : [part.target]).some(
      one => one.kind === 'attribute' && one.name === 'trainable',
    );
  visitNodes(program, part => {
    found ||= isTrainable(part) && !(part.span.start >= node.span.start && part.span.end <= node.span.end);
  });
  return found;
}
