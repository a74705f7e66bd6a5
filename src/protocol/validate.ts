// Checks that a message is what its type says, for whoever receives one from another process. Unknown extra fields are
// left alone; everything that is read is checked.

import type { GraphView, SourceRange } from './graphView.ts';
import type {
  AnalysedParams,
  FromWebview,
  GraphAnswer,
  GraphParams,
  ModelListItem,
  ModelsParams,
  ToWebview,
} from './messages.ts';
import type { RunPlan } from './runPlan.ts';

type Check = (value: unknown) => boolean;

const text: Check = value => typeof value === 'string';
const number: Check = value => typeof value === 'number' && Number.isFinite(value);
const flag: Check = value => typeof value === 'boolean';
const anything: Check = () => true;

function oneOf(...choices: readonly unknown[]): Check {
  return value => choices.includes(value);
}

function either(...checks: readonly Check[]): Check {
  return value => checks.some(check => check(value));
}

function optional(check: Check): Check {
  return value => value === undefined || check(value);
}

function list(check: Check): Check {
  return value => Array.isArray(value) && value.every(check);
}

function record(fields: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(fields);
  return value =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    entries.every(([name, check]) => check((value as Readonly<Record<string, unknown>>)[name]));
}

const natural: Check = value => Number.isInteger(value) && Number(value) >= 0;
const severity = oneOf('error', 'warning', 'information', 'hint');
const axis = either(number, text, oneOf(null));
const place = record({ node: text, output: natural });

const range = record({ uri: text, startLine: natural, startColumn: natural, endLine: natural, endColumn: natural });

const count = record({ total: either(number, oneOf(null)), trainable: either(number, oneOf(null)) });

const node = record({
  id: text,
  name: text,
  className: text,
  category: text,
  index: optional(natural),
  outputs: list(text),
  inputs: list(text),
  dtype: text,
  params: count,
  summary: text,
  args: list(record({ name: text, value: text, isDefault: flag, doc: optional(text) })),
  weights: list(record({ name: text, shape: text, trainable: flag, count: either(number, oneOf(null)) })),
  doc: optional(text),
  state: oneOf('kept', 'output', 'dropped'),
  notes: list(record({ severity, message: text })),
  source: optional(range),
  inner: optional(value => graph(value)),
  sharedWith: list(text),
});

const graph: Check = record({
  name: text,
  variable: optional(text),
  className: text,
  framework: text,
  inputs: list(text),
  outputs: list(text),
  params: count,
  nodes: list(node),
  edges: list(record({ from: text, output: natural, to: text, shape: text, dropped: flag })),
  cut: optional(
    record({
      base: text,
      complete: flag,
      message: optional(text),
      severity: optional(severity),
      at: list(text),
      merges: list(text),
    }),
  ),
  incomplete: optional(text),
  source: optional(range),
});

const plan = record({
  model: text,
  inputs: list(record({ node: text, name: text, shape: list(axis), dtype: text })),
  calls: list(
    record({
      node: text,
      name: text,
      callIndex: natural,
      variables: text,
      what: record({ kind: oneOf('layer', 'operation', 'model', 'impossible') }),
      className: text,
      inputs: list(place),
      weights: list(record({ name: text, shape: list(natural), dtype: text, trainable: flag, initializer: anything })),
      inferred: list(either(text, list(axis))),
    }),
  ),
  outputs: list(place),
});

const impossible = record({ impossible: text });

const toWebview: Readonly<Record<ToWebview['type'], Check>> = {
  graph: record({ version: number, graph, plan: either(plan, impossible) }),
  highlight: record({ nodes: list(text) }),
  failed: record({ message: text }),
  settings: record({ backend: oneOf('auto', 'webgpu', 'webgl', 'wasm', 'cpu') }),
};

const fromWebview: Readonly<Record<FromWebview['type'], Check>> = {
  ready: anything,
  reveal: record({ source: range }),
  copy: record({ text }),
  export: record({ format: oneOf('svg'), name: text, text }),
  defect: record({ report: text }),
};

function tagged(checks: Readonly<Record<string, Check>>): Check {
  return value => {
    if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string')
      return false;
    return Object.hasOwn(checks, value.type) && (checks[value.type]?.(value) ?? false);
  };
}

const isTaggedToWebview = tagged(toWebview);
const isTaggedFromWebview = tagged(fromWebview);

/** A message of the extension to the webview. */
export function isToWebview(value: unknown): value is ToWebview {
  return isTaggedToWebview(value);
}

/** A message of the webview to the extension. */
export function isFromWebview(value: unknown): value is FromWebview {
  return isTaggedFromWebview(value);
}

export function isSourceRange(value: unknown): value is SourceRange {
  return range(value);
}

export function isGraphView(value: unknown): value is GraphView {
  return graph(value);
}

export function isRunPlan(value: unknown): value is RunPlan {
  return plan(value);
}

const modelsParams = record({ uri: text });
const graphParams = record({ uri: text, model: text });
const models = list(record({ id: text, label: text, description: text, detail: text, range }));
const graphAnswer = record({ version: number, graph, plan: either(plan, impossible) });
const analysed = record({
  uri: text,
  version: number,
  models: natural,
  stopped: optional(text),
  failed: optional(text),
});

export function isModelsParams(value: unknown): value is ModelsParams {
  return modelsParams(value);
}

export function isGraphParams(value: unknown): value is GraphParams {
  return graphParams(value);
}

export function isModelList(value: unknown): value is readonly ModelListItem[] {
  return models(value);
}

export function isGraphAnswer(value: unknown): value is GraphAnswer {
  return graphAnswer(value);
}

export function isAnalysedParams(value: unknown): value is AnalysedParams {
  return analysed(value);
}
