// JavaScript `switch`: where every case ends by leaving it, a chain of `if`; where one runs on into the next, a form that
// is not modelled.

import type { Branch } from '../lowering.ts';
import {
  childOf,
  constant,
  ifChain,
  type Lowering,
  maxNesting,
  namedChildren,
  nameExpression,
  sourceOf,
  spanOf,
} from '../lowering.ts';
import type { Expression, Statement } from '../program.ts';
import type { RawNode } from '../rawTree.ts';
import { expression } from './expressions.ts';
import { block, unsupportedStatement } from './statements.ts';

/** Cases that share one body: labels without a body belong to the next one that has one. */
interface CaseGroup {
  readonly labels: readonly RawNode[];
  readonly isDefault: boolean;
  readonly body: readonly RawNode[];
}

/** Lowers a `switch` to the statements that take its place. */
export function switchStatement(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const cases = childOf(node, 'body');
  const groups = cases ? caseGroups(cases) : [];
  const value = childOf(node, 'value');
  const runsOn = groups.some((group, index) => index < groups.length - 1 && !terminates(group.body));
  const inner = groups.some(group => jumpsOf(group.body, 'break_statement') > trailingBreaks(group.body));
  const continues = groups.some(group => jumpsOf(group.body, 'continue_statement') > 0);
  if (!value || node.broken || runsOn || (inner && continues) || lowering.depth + groups.length > maxNesting) {
    const what = runsOn ? 'a switch with a case that runs on into the next' : 'a switch';
    body.push(unsupportedStatement(lowering, node, what));
    return;
  }
  const span = spanOf(node);
  const subject = namedChildren(value).find(child => child.type === 'identifier');
  const name = subject ? sourceOf(lowering, subject) : `switch@${node.start}`;
  const prelude: Statement[] = [];
  if (!subject) {
    const targets = [{ kind: 'identifier' as const, span: spanOf(value), name }];
    prelude.push({
      kind: 'assign',
      span: spanOf(value),
      targets,
      value: expression(lowering, value),
      declares: 'block',
    });
  }
  const chain = ifChain(...branches(lowering, groups, value, name), node.end);
  // A `break` inside an arm leaves a loop that runs once.
  const once: Statement[] = inner
    ? [
        {
          kind: 'while',
          span,
          test: constant(lowering, { start: node.start, end: node.start }, 'false'),
          body: chain,
          update: [],
          otherwise: [],
          bodyFirst: true,
        },
      ]
    : chain;
  if (prelude.length === 0) body.push(...once);
  else body.push({ kind: 'block', span, body: [...prelude, ...once] });
}

function caseGroups(body: RawNode): CaseGroup[] {
  const groups: CaseGroup[] = [];
  let labels: RawNode[] = [];
  let isDefault = false;
  const arms = body.children.filter(child => child.type === 'switch_case' || child.type === 'switch_default');
  for (const [index, arm] of arms.entries()) {
    if (arm.type === 'switch_default') isDefault = true;
    else labels.push(arm);
    const statements = arm.children.filter(child => child.named && child.field !== 'value' && child.type !== 'ERROR');
    if (statements.length === 0 && index < arms.length - 1) continue;
    groups.push({ labels, isDefault, body: statements });
    labels = [];
    isDefault = false;
  }
  return groups;
}

/** The default arm is taken where no label matches, wherever it is written. */
function branches(
  lowering: Lowering,
  groups: readonly CaseGroup[],
  value: RawNode,
  name: string,
): [readonly Branch[], Statement[]] {
  const arms: Branch[] = [];
  let last: Statement[] = [];
  for (const group of groups) {
    if (group.isDefault) {
      last = armBody(lowering, group);
      continue;
    }
    const test = group.labels
      .map(label => labelTest(lowering, label, value, name))
      .reduce<Expression | undefined>((left, right) => {
        const span = right.span;
        return left ? { kind: 'logical', span, id: lowering.nextId++, operator: 'or', left, right } : right;
      }, undefined);
    if (test) arms.push({ start: group.labels[0]?.start ?? value.start, test, body: armBody(lowering, group) });
  }
  return [arms, last];
}

function labelTest(lowering: Lowering, label: RawNode, value: RawNode, name: string): Expression {
  const first = nameExpression(lowering, value, name);
  const operand = expression(lowering, childOf(label, 'value'));
  const rest = [{ operator: '==' as const, operand }];
  return { kind: 'compare', span: operand.span, id: lowering.nextId++, first, rest };
}

function armBody(lowering: Lowering, group: CaseGroup): Statement[] {
  const [first] = group.body;
  const last = group.body.at(-1);
  if (!first || !last) return [];
  const container: RawNode = {
    type: 'switch_case',
    named: true,
    start: first.start,
    end: last.end,
    field: '',
    children: group.body,
    broken: false,
  };
  return withoutTrailingBreak(block(lowering, container));
}

function withoutTrailingBreak(body: Statement[]): Statement[] {
  const last = body.at(-1);
  if (last?.kind === 'break') return body.slice(0, -1);
  if (last?.kind !== 'block') return body;
  return [...body.slice(0, -1), { ...last, body: withoutTrailingBreak([...last.body]) }];
}

/** True where control cannot reach the end of the statements. */
function terminates(statements: readonly RawNode[]): boolean {
  const last = statements.at(-1);
  switch (last?.type) {
    case 'break_statement':
    case 'return_statement':
    case 'throw_statement':
    case 'continue_statement':
      return true;
    case 'statement_block':
      return terminates(namedChildren(last));
    case 'if_statement': {
      const first = childOf(last, 'consequence');
      const second = childOf(last, 'alternative');
      return first !== undefined && second !== undefined && terminates([first]) && terminates(namedChildren(second));
    }
    default:
      return false;
  }
}

function trailingBreaks(statements: readonly RawNode[]): number {
  const last = statements.at(-1);
  if (last?.type === 'break_statement') return 1;
  return last?.type === 'statement_block' ? trailingBreaks(namedChildren(last)) : 0;
}

/** How many jumps of a kind aim at the switch or a loop around it. */
function jumpsOf(statements: readonly RawNode[], type: 'break_statement' | 'continue_statement'): number {
  const open = [...statements];
  let count = 0;
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.type === type) count++;
    if (catches(at.type, type)) continue;
    for (const child of at.children) if (child.named) open.push(child);
  }
  return count;
}

function catches(type: string, jump: 'break_statement' | 'continue_statement'): boolean {
  switch (type) {
    case 'for_statement':
    case 'for_in_statement':
    case 'while_statement':
    case 'do_statement':
    case 'function_expression':
    case 'function_declaration':
    case 'generator_function':
    case 'generator_function_declaration':
    case 'arrow_function':
    case 'class':
    case 'class_declaration':
    case 'method_definition':
      return true;
    case 'switch_statement':
      return jump === 'break_statement';
    default:
      return false;
  }
}
