// Search over names, classes and shapes, also inside closed groups and nested models.

import type { GraphView } from '../../src/protocol/graphView.ts';
import { indexNodes } from './keys.ts';

/** The keys of the nodes that contain every word of the query, in source order. An empty query finds nothing. */
export function findNodes(graph: GraphView, query: string): string[] {
  const words = searchWords(query);
  if (words.length === 0) return [];
  const found: string[] = [];
  for (const { key, node } of indexNodes(graph).byKey.values()) {
    const texts = [node.name, node.className, ...node.outputs, node.index === undefined ? '' : `#${node.index}`];
    const text = texts.join('\n').toLowerCase();
    if (words.every(word => text.includes(word))) found.push(key);
  }
  return found;
}

/** Words are separated by spaces; what stands in brackets is one word, so that shapes can be searched for. */
function searchWords(query: string): string[] {
  return query.toLowerCase().match(/\([^)]*\)?|\S+/g) ?? [];
}
