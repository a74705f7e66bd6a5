// The state of the page and the only way to change it. The reducer is pure; whoever shows something subscribes to the
// store and compares. What survives a reload is the `view` part.

import { assertNever } from '../src/base/assertNever.ts';
import type { GraphView, GraphViewNode } from '../src/protocol/graphView.ts';
import type { ToWebview } from '../src/protocol/messages.ts';
import type { RunPlan } from '../src/protocol/runPlan.ts';
import { groupsByNode } from './graph/groups.ts';
import { groupKey, indexNodes } from './graph/keys.ts';
import { canOpen, type Expansion } from './graph/scene.ts';

export type Backend = Extract<ToWebview, { type: 'settings' }>['backend'];

/** Where one looks at the drawing: the zoom, and the drawing's point in the middle of the view. */
export interface Camera {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** The outputs have a tab only where the page is narrow; else they stand under the drawing. */
export type InspectorTab = 'layer' | 'values' | 'outputs';

/** What of the page is kept over reloads and edits. Nodes and groups are named by key. */
export interface View {
  /** The document and the variable or name of the model that the rest is about; the extension restores panels by them. */
  readonly uri: string;
  readonly model: string;
  readonly expansion: Expansion;
  readonly selected: string | undefined;
  readonly camera: Camera | undefined;
  readonly mode: 'graph' | 'list';
  readonly inspector: {
    readonly open: boolean;
    readonly tab: InspectorTab;
    /** Its size in pixels, where it was changed: the width at the side, the height below. */
    readonly width: number | undefined;
    readonly height: number | undefined;
  };
  /** The panel of computed outputs under the drawing. */
  readonly outputs: { readonly open: boolean; readonly choices: unknown };
}

export interface State {
  readonly phase: 'loading' | 'ready' | 'error';
  /** Why there is nothing to show, in the `error` phase. */
  readonly failure: string;
  readonly version: number;
  readonly graph: GraphView | undefined;
  readonly plan: RunPlan | { readonly impossible: string } | undefined;
  readonly backend: Backend;
  /** There is no room for the inspector at the side. */
  readonly narrow: boolean;
  /** Ids of the nodes in whose call the cursor stands. */
  readonly highlighted: readonly string[];
  readonly search: { readonly query: string; readonly match: number };
  /** Why the graph cannot be drawn and the list stands in for it. */
  readonly undrawable: string | undefined;
  readonly view: View;
}

export type Action =
  | { readonly type: 'received'; readonly message: ToWebview }
  | { readonly type: 'selected'; readonly key: string | undefined }
  | { readonly type: 'opened'; readonly keys: readonly string[]; readonly open: boolean }
  | { readonly type: 'searched'; readonly query: string }
  | { readonly type: 'matched'; readonly match: number; readonly key: string | undefined }
  | { readonly type: 'moved'; readonly camera: Camera | undefined }
  | { readonly type: 'modeChosen'; readonly mode: View['mode'] }
  | { readonly type: 'tabChosen'; readonly tab: InspectorTab }
  | { readonly type: 'inspectorOpened'; readonly open: boolean }
  | { readonly type: 'inspectorSized'; readonly size: { readonly width: number } | { readonly height: number } }
  | { readonly type: 'narrowed'; readonly narrow: boolean }
  | { readonly type: 'outputsOpened'; readonly open: boolean }
  | { readonly type: 'runChosen'; readonly choices: unknown }
  | { readonly type: 'drawn' }
  | { readonly type: 'undrawable'; readonly reason: string };

export interface Store {
  readonly state: State;
  dispatch(action: Action): void;
  /** Calls back after every change; returns how to stop that. */
  subscribe(listener: (state: State, before: State) => void): () => void;
}

const freshView: View = {
  uri: '',
  model: '',
  expansion: {},
  selected: undefined,
  camera: undefined,
  mode: 'graph',
  inspector: { open: true, tab: 'layer', width: undefined, height: undefined },
  outputs: { open: false, choices: undefined },
};

/** The state of a page that has received nothing yet; `kept` is what an earlier one left behind. */
export function initialState(kept: unknown): State {
  return {
    phase: 'loading',
    failure: '',
    version: 0,
    graph: undefined,
    plan: undefined,
    backend: 'auto',
    narrow: false,
    highlighted: [],
    search: { query: '', match: -1 },
    undrawable: undefined,
    view: readView(kept),
  };
}

/** A store that starts with a state. Actions dispatched by listeners are handled after the one being told. */
export function createStore(initial: State): Store {
  let state = initial;
  let telling = false;
  const waiting: Action[] = [];
  const listeners = new Set<(state: State, before: State) => void>();
  return {
    get state() {
      return state;
    },
    dispatch(action) {
      waiting.push(action);
      if (telling) return;
      telling = true;
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const before = state;
          state = reduce(state, next);
          if (state !== before) for (const listener of [...listeners]) listener(state, before);
        }
      } finally {
        telling = false;
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The state after an action; the same object where nothing changes. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'received':
      return receive(state, action.message);
    case 'selected':
      return select(state, action.key);
    case 'opened': {
      const expansion = { ...state.view.expansion };
      for (const key of action.keys) expansion[key] = action.open;
      return { ...change(state, { expansion }), undrawable: undefined };
    }
    case 'searched':
      if (action.query === state.search.query) return state;
      return { ...state, search: { query: action.query, match: -1 } };
    case 'matched':
      return select({ ...state, search: { ...state.search, match: action.match } }, action.key);
    case 'moved':
      return change(state, { camera: action.camera });
    case 'modeChosen':
      if (action.mode === state.view.mode && state.undrawable === undefined) return state;
      return { ...change(state, { mode: action.mode }), undrawable: undefined };
    case 'tabChosen':
      return change(state, { inspector: { ...state.view.inspector, open: true, tab: action.tab } });
    case 'inspectorOpened':
      return change(state, { inspector: { ...state.view.inspector, open: action.open } });
    case 'inspectorSized':
      return change(state, { inspector: { ...state.view.inspector, ...action.size } });
    case 'narrowed':
      return action.narrow === state.narrow ? state : { ...state, narrow: action.narrow };
    case 'outputsOpened':
      return change(state, { outputs: { ...state.view.outputs, open: action.open } });
    case 'runChosen':
      return change(state, { outputs: { ...state.view.outputs, choices: action.choices } });
    case 'drawn':
      return state.phase === 'ready' ? state : { ...state, phase: 'ready' };
    case 'undrawable':
      return { ...state, phase: 'ready', undrawable: action.reason };
    default:
      return assertNever(action);
  }
}

function change(state: State, view: Partial<View>): State {
  return { ...state, view: { ...state.view, ...view } };
}

function receive(state: State, message: ToWebview): State {
  switch (message.type) {
    case 'graph': {
      const { document: uri, version, graph, plan } = message;
      const model = graph.variable ?? graph.name;
      const { mode, inspector, outputs } = state.view;
      const same = uri === state.view.uri && model === state.view.model;
      const view = same ? state.view : { ...freshView, mode, inspector, outputs, uri, model };
      const search = same ? state.search : { query: '', match: -1 };
      return { ...state, version, graph, plan, view, search, failure: '', undrawable: undefined, phase: 'loading' };
    }
    case 'highlight':
      return { ...state, highlighted: message.nodes };
    case 'failed':
      return { ...state, phase: 'error', failure: message.message };
    case 'settings':
      return { ...state, backend: message.backend };
    default:
      return assertNever(message);
  }
}

/** Selects a node and opens the groups and models around it. */
function select(state: State, key: string | undefined): State {
  if (key === undefined || state.graph === undefined) return change(state, { selected: undefined });
  const around = containersOf(state.graph, key);
  const expansion = { ...state.view.expansion };
  for (const container of around) expansion[container] = true;
  return change(state, { selected: key, ...(around.length === 0 ? {} : { expansion }) });
}

/** The keys of the groups and nested models around a node, from the outside inwards. */
export function containersOf(graph: GraphView, key: string): string[] {
  const place = indexNodes(graph).byKey.get(key);
  if (place === undefined) return [];
  const outer = place.parent === undefined ? [] : [...containersOf(graph, place.parent), place.parent];
  const group = groupsByNode(place.graph).get(place.node);
  return group === undefined ? outer : [...outer, groupKey(place.parent, group.scope)];
}

const foldables = new WeakMap<GraphView, readonly string[]>();

/** The keys of all groups and nested models of a graph. */
export function foldableKeys(graph: GraphView): readonly string[] {
  const known = foldables.get(graph);
  if (known !== undefined) return known;
  const keys = new Set<string>();
  for (const { key, node, graph: around, parent } of indexNodes(graph).byKey.values()) {
    const group = groupsByNode(around).get(node);
    if (group !== undefined) keys.add(groupKey(parent, group.scope));
    if (canOpen(node)) keys.add(key);
  }
  const list = [...keys];
  foldables.set(graph, list);
  return list;
}

/** The tab that is shown: the outputs are in one only where there is no room for them under the drawing. */
export function shownTab({ narrow, view }: State): InspectorTab {
  const { tab } = view.inspector;
  return tab === 'outputs' && !(narrow && view.outputs.open) ? 'layer' : tab;
}

/** The selected node; undefined where nothing, or a group, is selected. */
export function selectedNode(state: State): GraphViewNode | undefined {
  if (state.graph === undefined || state.view.selected === undefined) return undefined;
  return indexNodes(state.graph).byKey.get(state.view.selected)?.node;
}

/** Reads what `setState` kept; anything that does not look like it is replaced by what a new page has. */
function readView(kept: unknown): View {
  if (!isRecord(kept)) return freshView;
  const { uri, model, expansion, selected, camera, mode, inspector, outputs } = kept;
  return {
    uri: typeof uri === 'string' ? uri : '',
    model: typeof model === 'string' ? model : '',
    expansion: isRecord(expansion)
      ? Object.fromEntries(
          Object.entries(expansion).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'),
        )
      : {},
    selected: typeof selected === 'string' ? selected : undefined,
    camera: readCamera(camera),
    mode: mode === 'list' ? 'list' : 'graph',
    inspector: readInspector(isRecord(inspector) ? inspector : {}),
    outputs: {
      open: isRecord(outputs) && outputs.open === true,
      choices: isRecord(outputs) ? outputs.choices : undefined,
    },
  };
}

function readInspector({ open, tab, width, height }: Readonly<Record<string, unknown>>): View['inspector'] {
  return {
    open: open !== false,
    tab: tab === 'values' || tab === 'outputs' ? tab : 'layer',
    width: isSize(width) ? width : undefined,
    height: isSize(height) ? height : undefined,
  };
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && Number.isFinite(value);
}

function readCamera(kept: unknown): Camera | undefined {
  if (!isRecord(kept)) return undefined;
  const { zoom, x, y } = kept;
  const known = [zoom, x, y].every(number => typeof number === 'number' && Number.isFinite(number));
  return known && Number(zoom) > 0 ? { zoom: Number(zoom), x: Number(x), y: Number(y) } : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
