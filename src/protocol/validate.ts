// Checks of what the language server and the extension send each other beside the protocol's own messages. Whoever
// receives one checks every field that it reads.

import type {
  AnalysedParams,
  GraphAnswer,
  GraphParams,
  ModelFileParams,
  ModelListItem,
  ModelsParams,
  ReadBytesParams,
  ReadFilesParams,
} from './messages.ts';
import { readToWebview } from './receive.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The parameters of the request for a document's models. */
export function isModelsParams(value: unknown): value is ModelsParams {
  return isRecord(value) && isText(value.uri);
}

/** The parameters of the request for a drawn model. */
export function isGraphParams(value: unknown): value is GraphParams {
  return isRecord(value) && isText(value.uri) && isText(value.model);
}

/** The parameters of the requests about one file: the model in it, or its content. */
export function isFileParams(value: unknown): value is ModelFileParams & ReadBytesParams {
  return isRecord(value) && isText(value.uri);
}

/** The parameters of the request for the texts of files. */
export function isReadFilesParams(value: unknown): value is ReadFilesParams {
  return isRecord(value) && Array.isArray(value.uris) && value.uris.every(isText);
}

/** The texts of files, null for those that are not there. */
export function isFileTexts(value: unknown): value is readonly (string | null)[] {
  return Array.isArray(value) && value.every(text => text === null || isText(text));
}

/** The models of a document. */
export function isModelList(value: unknown): value is readonly ModelListItem[] {
  return Array.isArray(value) && value.every(isModelListItem);
}

function isModelListItem(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value.range)) return false;
  const { startLine, startColumn, endLine, endColumn, cell } = value.range;
  return (
    [value.id, value.label, value.description, value.detail, value.range.uri].every(isText) &&
    [startLine, startColumn, endLine, endColumn].every(Number.isInteger) &&
    (cell === undefined || Number.isInteger(cell))
  );
}

/** A drawn model with its plan: the same fields, checked the same way, as when it goes on to the webview. */
export function isGraphAnswer(value: unknown): value is GraphAnswer {
  return isRecord(value) && readToWebview({ ...value, type: 'graph' }) !== undefined;
}

/** The notification that a document was analysed anew. */
export function isAnalysedParams(value: unknown): value is AnalysedParams {
  if (!isRecord(value)) return false;
  const { uri, version, cells, models, stopped, failed } = value;
  return (
    isText(uri) &&
    Number.isInteger(version) &&
    Array.isArray(cells) &&
    cells.every(cell => isRecord(cell) && isText(cell.uri) && Number.isInteger(cell.version)) &&
    Number.isInteger(models) &&
    [stopped, failed].every(reason => reason === undefined || isText(reason))
  );
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
