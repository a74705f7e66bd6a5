// Models that code which is not known may reach over what it was given, be it through the names that a function uses: it may
// compile them whenever it runs.

import type { Store } from '../base/box.ts';
import type { Layer } from '../model/graph.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { FunctionNode } from '../syntax/program.ts';
import { visitNodes } from '../syntax/walk.ts';
import { lineage } from './call.ts';
import { lookUp } from './scope.ts';
import type { ClassValue, FunctionValue, Scope, Value } from './value.ts';

/** Notes of all models within reach of a value that they may be compiled by code which is not known. */
export function expose(context: Writing, value: Value): void {
  const seen = new Set<Value>();
  const walk: Walk = { context, scopes: new Map() };
  const waiting: Value[] = [value];
  for (let next = waiting.pop(); next !== undefined && seen.size < mostValues; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'layer') exposeLayer(context, next.layer);
    else waiting.push(...reachedFrom(walk, next));
  }
}

interface Walk {
  readonly context: Writing;
  /** The scopes in which each function was looked into. */
  readonly scopes: Map<FunctionNode, Set<Scope>>;
}

/** All that is needed of a run. */
interface Writing {
  readonly store: Store;
}

/** True for a value that may be a model, or lead to one. */
export function mayHoldModels({ kind }: Value): boolean {
  return holders.has(kind);
}

const holders: ReadonlySet<Value['kind']> = new Set([
  'layer',
  'instance',
  'bound',
  'list',
  'record',
  'function',
  'class',
  'module',
  'object',
  'builtin',
]);

/** A walk over more values than a program of some files has would take time and find nothing more. */
const mostValues = 5000;

/** The values that code gets to from one. */
function reachedFrom({ context, scopes }: Walk, value: Value): readonly Value[] {
  switch (value.kind) {
    case 'instance': {
      if (value.layer.value !== undefined) exposeLayer(context, value.layer.value);
      const fields = [...value.fields.values()].flatMap(field => (field.value === undefined ? [] : [field.value]));
      return [...fields, value.class];
    }
    case 'class':
      return lineage(value).flatMap(membersOf);
    case 'bound':
      return [value.self, value.function];
    case 'function': {
      const known = scopes.get(value.node) ?? new Set();
      if (known.has(value.scope)) return [];
      scopes.set(value.node, known.add(value.scope));
      return namesIn(value);
    }
    case 'module':
      return [...(value.scope?.names.values() ?? [])].flatMap(name => name.value ?? []);
    case 'builtin':
      return value.of === undefined ? [] : [value.of];
    case 'list':
      return [...holdersIn(value.items.value), ...eachOf(value.open.value?.each)];
    case 'record':
      return [...[...value.entries.value.values()].map(entry => entry.value), ...eachOf(value.open.value?.each)];
    case 'object':
      return [...value.config.values()];
    default:
      return [];
  }
}

const holdersOf = new WeakMap<readonly Value[], readonly Value[]>();

/** Those of the items that may lead to models. Lists of data are long, and looked at often. */
function holdersIn(items: readonly Value[]): readonly Value[] {
  let found = holdersOf.get(items);
  if (found === undefined) {
    found = items.filter(mayHoldModels);
    holdersOf.set(items, found);
  }
  return found;
}

function eachOf(each: Value | undefined): readonly Value[] {
  return each === undefined ? [] : [each];
}

function membersOf({ members }: ClassValue): readonly Value[] {
  return [...members.values()]
    .map(member => member.value)
    .filter(member => member !== undefined && mayHoldModels(member));
}

const namesOf = new WeakMap<FunctionNode, readonly string[]>();

/** What the names in a function stand for, as far as these are given outside of it. */
function namesIn({ node, scope }: FunctionValue): readonly Value[] {
  let names = namesOf.get(node);
  if (names === undefined) {
    const found = new Set<string>(['this', 'self']);
    const { body, expression } = node;
    visitNodes(
      { body: expression === undefined ? body : [{ kind: 'expression', value: expression, span: node.span }] },
      part => {
        if (part.kind === 'name' && 'id' in part) found.add(part.name);
      },
    );
    names = [...found];
    namesOf.set(node, names);
  }
  return names.flatMap(name => {
    const value = lookUp(scope, name)?.value;
    return value === undefined || isUnknown(value) ? [] : [value];
  });
}

function exposeLayer(context: Writing, layer: Layer): void {
  const { model, state } = layer;
  if (model === undefined || state.value.exposed === true) return;
  context.store.write(state, { ...state.value, exposed: true });
  const graph = model.graph.value;
  const inner = isUnknown(graph) ? model.stack.value : graph.layers;
  for (const part of inner) exposeLayer(context, part);
}
