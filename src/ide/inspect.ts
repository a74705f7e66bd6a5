// What the analysis found in one file as JSON, for scripts and for measuring.

import type { Analysis } from '../analysis/analysis.ts';
import { positionAt, type Span } from '../base/span.ts';
import { frameType, isFrame } from '../interp/frames.ts';
import type { Value } from '../interp/value.ts';
import { modelEnds } from '../model/ends.ts';
import { layersOf } from '../model/graph.ts';
import { layerParameters } from '../model/parameters.ts';
import { inWrittenOrder } from '../shapes/nested.ts';
import type { Shape, TensorType } from '../shapes/shape.ts';
import { isUnknown, printWhy, type Unknown } from '../shapes/unknown.ts';
import { shownFindings } from './findings.ts';
import { dtypeText } from './layerText.ts';
import { listedModels } from './modelList.ts';
import { type DimJson, shapeJson } from './runPlan.ts';

export type ShapeJson = readonly DimJson[] | string;

/** Lines count from 1, columns from 0. */
export interface InspectReport {
  readonly file: string;
  readonly ms: number;
  readonly dialect: string;
  readonly calls: readonly {
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    readonly layer: string;
    readonly name: string;
    readonly outputs: readonly ShapeJson[];
    readonly dtype: string;
    readonly params: number | null;
  }[];
  readonly models: readonly {
    readonly line: number;
    readonly column: number;
    readonly name: string;
    readonly kind: string;
    readonly inputs: readonly ShapeJson[];
    readonly outputs: readonly ShapeJson[];
    readonly params: number | null;
    readonly trainable: number | null;
    readonly layers: number | null;
  }[];
  readonly bindings: readonly BindingJson[];
  readonly findings: readonly FindingJson[];
  readonly unmodelled: Readonly<Record<string, number>>;
  readonly stopped: string | null;
}

export interface BindingJson {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly kind: 'tensor' | 'array' | 'dataset';
  readonly shape: ShapeJson | readonly ShapeJson[];
  readonly dtype: string | readonly string[];
}

export interface FindingJson {
  readonly rule: string;
  readonly severity: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly fixes: readonly string[];
}

/** The report on one file; `file` is its name as given. */
export function inspect(analysis: Analysis, file: string): InspectReport {
  return {
    file,
    ms: Math.round(analysis.ms * 100) / 100,
    dialect: analysis.dialect,
    calls: analysis.calls
      .filter(record => record.place.uri === analysis.uri)
      .map(({ place, layer, node }) => ({
        ...startAndEnd(analysis, place),
        layer: layer.className,
        name: layer.name,
        outputs:
          isUnknown(node.structure) || node.outputs.length === 0
            ? ['?']
            : inWrittenOrder(node.structure).map(output => shapeJson(output.type.shape)),
        dtype: node.outputs[0] === undefined ? '?' : dtypeText(node.outputs[0].type),
        params: knownCount(layerParameters(layer).total),
      })),
    models: listedModels(analysis).map(({ label, place, record: { model } }) => {
      const ends = modelEnds(model);
      const { total, trainable } = layerParameters(model.layer);
      return {
        ...start(analysis, place),
        name: label,
        kind: model.kind,
        inputs: isUnknown(ends) ? [] : ends.inputs.map(type => shapeJson(type.shape)),
        outputs: isUnknown(ends) ? [] : ends.outputs.map(type => shapeJson(type.shape)),
        params: knownCount(total),
        trainable: knownCount(trainable),
        layers: model.stack.value.open === undefined ? layersOf(model).length : null,
      };
    }),
    bindings: analysis.bindings.flatMap(({ name, value, place }) => {
      const content = bindingContent(value);
      return content === undefined ? [] : [{ name, ...start(analysis, place), ...content }];
    }),
    findings: findingsJson(analysis),
    unmodelled: Object.fromEntries(analysis.unmodelled),
    stopped: analysis.stopped === undefined ? null : printWhy(analysis.stopped.why),
  };
}

/** The findings that no comment silences. */
export function findingsJson(analysis: Analysis): readonly FindingJson[] {
  return shownFindings(analysis, {}).map(({ rule, severity, place, message, fixes }) => ({
    rule,
    severity,
    ...startAndEnd(analysis, place),
    message,
    fixes: fixes.map(fix => fix.title),
  }));
}

function bindingContent(value: Value): Pick<BindingJson, 'kind' | 'shape' | 'dtype'> | undefined {
  switch (value.kind) {
    case 'tensor':
      return { kind: 'tensor', ...typeJson(value.tensor.type) };
    case 'array':
      return { kind: 'array', ...typeJson(value.type) };
    case 'object':
      return isFrame(value) ? { kind: 'array', ...typeJson(frameType(value)) } : undefined;
    case 'dataset': {
      const types = elementTypes(value.element);
      const [only] = types;
      if (only === undefined) return undefined;
      if (types.length === 1) return { kind: 'dataset', ...typeJson(only) };
      const parts = types.map(typeJson);
      return { kind: 'dataset', shape: parts.map(part => part.shape), dtype: parts.map(part => part.dtype) };
    }
    default:
      return undefined;
  }
}

/** The tensors of a dataset's element, depth first. */
function elementTypes(value: Value): readonly TensorType[] {
  switch (value.kind) {
    case 'tensor':
      return [value.tensor.type];
    case 'array':
      return [value.type];
    case 'list':
      return value.items.value.flatMap(elementTypes);
    case 'record':
      return [...value.entries.value.values()].flatMap(entry => elementTypes(entry.value));
    case 'dataset':
      return elementTypes(value.element);
    default:
      return [];
  }
}

function typeJson(type: TensorType): { readonly shape: ShapeJson; readonly dtype: string } {
  return { shape: shapeJson(type.shape as Shape), dtype: dtypeText(type) };
}

function knownCount(count: number | Unknown): number | null {
  return isUnknown(count) ? null : count;
}

function start(analysis: Analysis, span: Span): { readonly line: number; readonly column: number } {
  const { line, column } = positionAt(analysis.lines, span.start);
  return { line: line + 1, column };
}

function startAndEnd(analysis: Analysis, span: Span) {
  const end = positionAt(analysis.lines, span.end);
  return { ...start(analysis, span), endLine: end.line + 1, endColumn: end.column };
}
