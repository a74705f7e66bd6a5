// Validation of what arrives from the other side of the webview's border. What passes has the declared form to the last
// field that is read; anything else gives `undefined` and is dropped by the receiver.

import type { CutView, GraphView, GraphViewEdge, GraphViewNode, SourceRange } from './graphView.ts';
import type { FromWebview, ToWebview } from './messages.ts';

type Check = (value: unknown) => boolean;

const isText: Check = value => typeof value === 'string';
const isFlag: Check = value => typeof value === 'boolean';
const isNumber: Check = value => typeof value === 'number' && Number.isFinite(value);
const isCount: Check = value => value === null || isNumber(value);

function oneOf(...allowed: readonly string[]): Check {
  return value => typeof value === 'string' && allowed.includes(value);
}

function listOf(check: Check): Check {
  return value => Array.isArray(value) && value.every(check);
}

function maybe(check: Check): Check {
  return value => value === undefined || check(value);
}

function record<T>(fields: { readonly [K in keyof Required<T>]: Check }): Check {
  const checks = Object.entries<Check>(fields);
  return value => {
    if (typeof value !== 'object' || value === null) return false;
    const given = value as Readonly<Record<string, unknown>>;
    return checks.every(([name, check]) => check(given[name]));
  };
}

const isSeverity = oneOf('error', 'warning', 'information', 'hint');

const isSource = record<SourceRange>({
  uri: isText,
  startLine: isNumber,
  startColumn: isNumber,
  endLine: isNumber,
  endColumn: isNumber,
  cell: maybe(isNumber),
});

const isParams = record<GraphView['params']>({ total: isCount, trainable: isCount });

const isNode: Check = record<GraphViewNode>({
  id: isText,
  name: isText,
  className: isText,
  category: isText,
  index: maybe(isNumber),
  outputs: listOf(isText),
  inputs: listOf(isText),
  dtype: isText,
  params: isParams,
  summary: isText,
  args: listOf(
    record<GraphViewNode['args'][number]>({ name: isText, value: isText, isDefault: isFlag, doc: maybe(isText) }),
  ),
  weights: listOf(
    record<GraphViewNode['weights'][number]>({ name: isText, shape: isText, trainable: isFlag, count: isCount }),
  ),
  doc: maybe(isText),
  state: oneOf('kept', 'output', 'dropped'),
  notes: listOf(record<GraphViewNode['notes'][number]>({ severity: isSeverity, message: isText })),
  source: maybe(isSource),
  inner: maybe(value => isGraph(value)),
  sharedWith: listOf(isText),
});

const isEdge = record<GraphViewEdge>({
  from: isText,
  output: isNumber,
  to: isText,
  shape: isText,
  dropped: isFlag,
});

const isCut = record<CutView>({
  base: isText,
  complete: isFlag,
  message: maybe(isText),
  severity: maybe(isSeverity),
  at: listOf(isText),
  merges: listOf(isText),
});

const isGraph: Check = record<GraphView>({
  name: isText,
  variable: maybe(isText),
  className: isText,
  framework: isText,
  inputs: listOf(isText),
  outputs: listOf(isText),
  inputNodes: maybe(listOf(isText)),
  outputNodes: maybe(listOf(record<NonNullable<GraphView['outputNodes']>[number]>({ node: isText, output: isNumber }))),
  params: isParams,
  nodes: listOf(isNode),
  edges: listOf(isEdge),
  cut: maybe(isCut),
  incomplete: maybe(isText),
  source: maybe(isSource),
});

const isImpossible = record<{ impossible: string }>({ impossible: isText });

/** A plan is checked down to its lists; the runtime reports what it cannot read inside a call as that call's failure. */
const isPlan: Check = value =>
  isImpossible(value) ||
  record<{ model: string; inputs: unknown; calls: unknown; outputs: unknown }>({
    model: isText,
    inputs: listOf(isObject),
    calls: listOf(isObject),
    outputs: listOf(isObject),
  })(value);

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

type Forms<M extends { readonly type: string }> = {
  readonly [T in M['type']]: { readonly [K in keyof Required<Omit<Extract<M, { type: T }>, 'type'>>]: Check };
};

const toWebview: Forms<ToWebview> = {
  graph: { document: isText, version: isNumber, graph: value => isGraph(value), plan: isPlan },
  highlight: { nodes: listOf(isText) },
  failed: { message: isText },
  settings: { backend: oneOf('auto', 'webgpu', 'webgl', 'wasm', 'cpu') },
};

const fromWebview: Forms<FromWebview> = {
  ready: {},
  reveal: { source: isSource },
  copy: { text: isText },
  export: { format: oneOf('svg'), name: isText, text: isText },
  defect: { report: isText },
};

function read(value: unknown, forms: Readonly<Record<string, Readonly<Record<string, Check>>>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const message = value as Readonly<Record<string, unknown>>;
  if (typeof message.type !== 'string' || !Object.hasOwn(forms, message.type)) return false;
  const fields = forms[message.type] ?? {};
  return Object.entries(fields).every(([name, check]) => check(message[name]));
}

/** The message that the extension sent, or `undefined` for anything that is not one. */
export function readToWebview(value: unknown): ToWebview | undefined {
  return read(value, toWebview) ? (value as ToWebview) : undefined;
}

/** The message that the webview sent, or `undefined` for anything that is not one. */
export function readFromWebview(value: unknown): FromWebview | undefined {
  return read(value, fromWebview) ? (value as FromWebview) : undefined;
}
