// Hovers over data: arrays, eager tensors, datasets, and numbers that stand for sizes.

import type { Analysis } from '../../analysis/analysis.ts';
import type { ArrayValue, DatasetValue, Value } from '../../interp/value.ts';
import { printDim } from '../../shapes/dim.ts';
import { isUnknown, printWhy, type Unknown } from '../../shapes/unknown.ts';
import { countText, dtypeText, reasonsFor, shapeText } from '../layerText.ts';
import { codeBlock, documentation, type Markdown, md, paragraphs } from '../markdown.ts';
import { codeLanguage, unknownReasons } from './parts.ts';

/** How many values of an array are written out. */
const mostValues = 8;

/** An array or eager tensor. */
export function arrayHover(analysis: Analysis, text: string, value: ArrayValue): Markdown {
  const { type, flavour, values } = value;
  const kind = flavour === 'numpy' ? 'array' : 'eager tensor';
  const shape = shapeText(type.shape, analysis.dialect);
  const head = `(${kind}) ${text}: ${shape} ${dtypeText(type)}`;
  const small =
    values !== undefined && values.length > 0 && values.length <= mostValues ? values.join(', ') : undefined;
  const isScalar = !isUnknown(type.shape) && type.shape.length === 0;
  const lines = small === undefined ? [head] : [head, isScalar ? small : `values ${small}`];
  return paragraphs(
    codeBlock(codeLanguage(analysis.dialect), lines.join('\n')),
    unknownReasons(reasonsFor([type.shape])),
  );
}

/** A dataset: the shapes of one element. */
export function datasetHover(analysis: Analysis, text: string, value: DatasetValue): Markdown {
  const head = `(dataset) ${text}: ${elementText(analysis, value.element)}`;
  const parts = value.batched ? 'One batch' : 'One element';
  const count = isUnknown(value.count) ? md`` : md`, ${countText(value.count)} of them`;
  return paragraphs(codeBlock(codeLanguage(analysis.dialect), head), md`${parts}${count}.`);
}

/** The structure of an element with shapes for its tensors. */
export function elementText(analysis: Analysis, value: Value): string {
  switch (value.kind) {
    case 'tensor':
      return shapeText(value.tensor.type.shape, analysis.dialect);
    case 'array':
      return shapeText(value.type.shape, analysis.dialect);
    case 'list':
      return `(${value.items.value.map(item => elementText(analysis, item)).join(', ')})`;
    case 'record': {
      const entries = [...value.entries.value.values()].map(({ key, value: item }) => {
        const name = key.kind === 'string' ? key.value : '?';
        return `${name}: ${elementText(analysis, item)}`;
      });
      return `{${entries.join(', ')}}`;
    }
    case 'dataset':
      return elementText(analysis, value.element);
    default:
      return '?';
  }
}

/** A number or a size known by name. */
export function numberHover(analysis: Analysis, text: string, value: Value): Markdown | undefined {
  const language = codeLanguage(analysis.dialect);
  const kind = analysis.dialect === 'tfjs' ? 'number' : value.kind === 'float' ? 'float' : 'int';
  switch (value.kind) {
    case 'int':
    case 'float':
      return codeBlock(language, `(${kind}) ${text}: ${value.value}`);
    case 'size':
      return codeBlock(language, `(${kind}) ${text}: ${printDim(value.size)}`);
    default:
      return undefined;
  }
}

/** Something that is not known, with the reason. */
export function unknownHover(analysis: Analysis, text: string, value: Unknown): Markdown {
  return paragraphs(
    codeBlock(codeLanguage(analysis.dialect), `${text}: ?`),
    md`Not known: ${documentation(printWhy(value.why))}.`,
  );
}
