// JavaScript `switch`. Where every case ends by leaving it, it becomes a chain of `if`; where a case runs on into the next,
// a loop that runs once, in which each body is entered by its own label or from the body before.

import type { Expression } from '../expression.ts';
import {
  type Branch,
  childOf,
  constant,
  ifChain,
  ifStatement,
  type Lowering,
  maxNesting,
  namedChildren,
  nameExpression,
  sourceOf,
  spanOf,
} from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import type { Statement } from '../statement.ts';
import { expression } from './expressions.ts';
import { jumpsOf, terminates } from './jumps.ts';
import { block, unsupportedStatement } from './statements.ts';

/** Cases that share one body: labels without a body belong to the next one that has one. */
interface CaseGroup {
  readonly labels: readonly RawNode[];
  readonly isDefault: boolean;
  readonly body: readonly RawNode[];
}

/** What all cases are compared with, and the name that holds it. */
interface Subject {
  readonly node: RawNode;
  readonly name: string;
}

/** Lowers a `switch` to the statements that take its place. */
export function switchStatement(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const value = childOf(node, 'value');
  const cases = childOf(node, 'body');
  const groups = cases ? caseGroups(cases) : [];
  const form = formOf(groups);
  if (!value || node.broken || !form || lowering.depth + groups.length > maxNesting) {
    body.push(unsupportedStatement(lowering, node, 'a switch that runs on through its default or continues a loop'));
    return;
  }
  const identifier = namedChildren(value).find(child => child.type === 'identifier');
  const name = identifier ? sourceOf(lowering, identifier) : `switch@${node.start}`;
  const subject = { node: value, name };
  const span = spanOf(node);
  const prelude: Statement[] = [];
  if (!identifier) prelude.push(hidden(value, name, expression(lowering, value)));
  if (form === 'running') {
    const running = `running@${node.start}`;
    const start = { start: node.start, end: node.start };
    prelude.push(hidden(node, running, constant(lowering, start, 'false')));
    prelude.push(onceLoop(lowering, node, runningArms(lowering, groups, subject, running)));
  } else {
    const chain = ifChain(...branches(lowering, groups, subject), node.end);
    if (form === 'chain') prelude.push(...chain);
    else prelude.push(onceLoop(lowering, node, chain));
  }
  if (prelude.some(statement => statement.kind === 'assign')) body.push({ kind: 'block', span, body: prelude });
  else body.push(...prelude);
}

/** `once` has a `break` within an arm, `running` an arm that runs on into the next; nothing where neither is exact. */
function formOf(groups: readonly CaseGroup[]): 'chain' | 'once' | 'running' | undefined {
  const runsOn = groups.some((group, index) => index < groups.length - 1 && !terminates(group.body));
  const inner = groups.some(group => jumpsOf(group.body, 'break_statement') > trailingBreaks(group.body));
  if (!runsOn && !inner) return 'chain';
  if (groups.some(group => jumpsOf(group.body, 'continue_statement') > 0)) return undefined;
  if (!runsOn) return 'once';
  return groups.slice(0, -1).some(group => group.isDefault) ? undefined : 'running';
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
  subject: Subject,
): [readonly Branch[], Statement[]] {
  const arms: Branch[] = [];
  let last: Statement[] = [];
  for (const group of groups) {
    if (group.isDefault) {
      last = withoutTrailingBreak(armBody(lowering, group));
      continue;
    }
    const test = labelsTest(lowering, group, subject, undefined);
    const start = group.labels[0]?.start ?? subject.node.start;
    if (test) arms.push({ start, test, body: withoutTrailingBreak(armBody(lowering, group)) });
  }
  return [arms, last];
}

/** One `if` after the other; each notes that it ran, so that the next one is entered too unless a jump came between. */
function runningArms(lowering: Lowering, groups: readonly CaseGroup[], subject: Subject, running: string): Statement[] {
  const body: Statement[] = [];
  for (const group of groups) {
    if (group.isDefault) {
      body.push(...armBody(lowering, group));
      continue;
    }
    const place = group.labels[0] ?? subject.node;
    const test = labelsTest(lowering, group, subject, nameExpression(lowering, place, running));
    const span = { start: place.start, end: place.start };
    const note: Statement = {
      kind: 'assign',
      span,
      targets: [{ kind: 'identifier', span, name: running }],
      value: constant(lowering, span, 'true'),
    };
    const end = group.body.at(-1)?.end ?? place.end;
    if (test) body.push(ifStatement({ start: place.start, end }, test, [note, ...armBody(lowering, group)], []));
  }
  return body;
}

function labelsTest(
  lowering: Lowering,
  group: CaseGroup,
  subject: Subject,
  before: Expression | undefined,
): Expression | undefined {
  let result = before;
  for (const label of group.labels) {
    const first = nameExpression(lowering, subject.node, subject.name);
    const operand = expression(lowering, childOf(label, 'value'));
    const { span } = operand;
    const id = lowering.nextId++;
    const right: Expression = { kind: 'compare', span, id, first, rest: [{ operator: '==', operand }] };
    result = result ? { kind: 'logical', span, id: lowering.nextId++, operator: 'or', left: result, right } : right;
  }
  return result;
}

function armBody(lowering: Lowering, group: CaseGroup): Statement[] {
  const start = group.body[0]?.start ?? 0;
  const end = group.body.at(-1)?.end ?? start;
  const type = 'switch_case';
  return block(lowering, { type, named: true, start, end, field: '', children: group.body, broken: false });
}

function withoutTrailingBreak(body: Statement[]): Statement[] {
  const last = body.at(-1);
  if (last?.kind === 'break') return body.slice(0, -1);
  if (last?.kind !== 'block') return body;
  return [...body.slice(0, -1), { ...last, body: withoutTrailingBreak([...last.body]) }];
}

function trailingBreaks(statements: readonly RawNode[]): number {
  let last = statements.at(-1);
  while (last?.type === 'statement_block') last = namedChildren(last).at(-1);
  return last?.type === 'break_statement' ? 1 : 0;
}

function hidden(node: RawNode, name: string, value: Expression): Statement {
  const span = spanOf(node);
  return { kind: 'assign', span, targets: [{ kind: 'identifier', span, name }], value, declares: 'block' };
}

/** A loop that runs once, for a `break` to leave. */
function onceLoop(lowering: Lowering, node: RawNode, body: Statement[]): Statement {
  const test = constant(lowering, { start: node.start, end: node.start }, 'false');
  return { kind: 'while', span: spanOf(node), test, body, update: [], otherwise: [], bodyFirst: true };
}
