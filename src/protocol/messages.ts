// Messages between extension and webview, and the custom requests between extension and language server. Both sides
// validate what they receive.

import type { GraphView, SourceRange } from './graphView.ts';
import type { RunPlan } from './runPlan.ts';

/** A model that can be drawn, for the pick list. */
export interface ModelListItem {
  readonly id: string;
  /** The variable or, without one, the model's name. */
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly range: SourceRange;
}

/** Requests of the extension to the language server beside LSP's own. Their document may be a notebook or one of its cells. */
export const modelsRequest = 'layerscope/models';
export const graphRequest = 'layerscope/graph';
/** Asks for the drawing of the model in a model file. */
export const modelFileRequest = 'layerscope/modelFile';
/** Asks the extension for the content of a file, in base64, that the server cannot read itself; null where there is none. */
export const readBytesRequest = 'layerscope/readBytes';
/** Asks the extension for the texts of files that the server cannot read itself; its answer holds null for what is not there. */
export const readFilesRequest = 'layerscope/readFiles';
/** Tells the extension that a document or notebook was analysed anew, with the version of its text. */
export const analysedNotification = 'layerscope/analysed';

export interface ModelsParams {
  readonly uri: string;
}

export interface GraphParams {
  readonly uri: string;
  readonly model: string;
}

export interface ModelFileParams {
  readonly uri: string;
}

export interface ReadBytesParams {
  readonly uri: string;
}

export interface ReadFilesParams {
  readonly uris: readonly string[];
}

/** The drawn model and what is needed to compute it; `plan` says why not where it cannot be computed at all. */
export interface GraphAnswer {
  /** The document that makes the model; of a notebook not the cell, but the whole. */
  readonly document: string;
  readonly version: number;
  readonly graph: GraphView;
  readonly plan: RunPlan | { readonly impossible: string };
}

export interface AnalysedParams {
  readonly uri: string;
  readonly version: number;
  /** The cells that were analysed, with the versions of their texts, where the document is a notebook; else none. */
  readonly cells: readonly { readonly uri: string; readonly version: number }[];
  /** How many models the document makes. */
  readonly models: number;
  /** Set where the analysis ended early, as the end of a sentence. */
  readonly stopped?: string;
  /** Set where the analysis failed: what went wrong. */
  readonly failed?: string;
}

/** From the extension to the webview. */
export type ToWebview =
  | ({ readonly type: 'graph' } & GraphAnswer)
  /** The cursor stands in the call of these nodes. */
  | { readonly type: 'highlight'; readonly nodes: readonly string[] }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'settings'; readonly backend: 'auto' | 'webgpu' | 'webgl' | 'wasm' | 'cpu' };

/** From the webview to the extension. */
export type FromWebview =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly source: SourceRange }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'export'; readonly format: 'svg'; readonly name: string; readonly text: string }
  /** A computed shape that is not the inferred one: a defect of the tool, with what is needed to report it. */
  | { readonly type: 'defect'; readonly report: string };

/** What the page needs besides messages, written by the extension as data attributes of the root element. */
export interface PageData {
  /** Where the workers and WebAssembly files lie, as webview addresses ending in a slash. */
  readonly assets: string;
}
