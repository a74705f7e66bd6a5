// A drawn model in Graphviz's DOT language: nested models as clusters, dropped paths dashed.

import type { GraphView, GraphViewNode } from '../../protocol/graphView.ts';
import { nodeFaces } from './text.ts';

/** The graph as one `digraph`. */
export function toDot(graph: GraphView): string {
  const { lines, edges } = drawLevel(graph, '  ');
  return [
    `digraph ${quoted(graph.variable ?? graph.name)} {`,
    '  rankdir=TB;',
    '  node [shape=box, style="rounded", fontname="Helvetica"];',
    ...lines,
    ...edges,
    '}',
    '',
  ].join('\n');
}

function drawLevel(graph: GraphView, indent: string): { readonly lines: string[]; readonly edges: string[] } {
  const lines: string[] = [];
  const edges: string[] = [];
  for (const node of graph.nodes) {
    const { inner } = node;
    if (inner === undefined || inner.nodes.length === 0) {
      lines.push(`${indent}${quoted(node.id)} [label=${quoted(nodeFaces(node).join('\n'))}${styleOf(node)}];`);
      continue;
    }
    const part = drawLevel(inner, `${indent}  `);
    lines.push(
      `${indent}subgraph ${quoted(`cluster ${node.id}`)} {`,
      `${indent}  label=${quoted(node.name)};`,
      `${indent}  ${quoted(node.id)} [label=${quoted(nodeFaces(node).join('\n'))}, shape=plaintext];`,
      ...part.lines,
      `${indent}}`,
    );
    edges.push(...part.edges);
  }
  for (const edge of graph.edges) {
    const style = edge.dropped ? ', style=dashed' : '';
    edges.push(`  ${quoted(edge.from)} -> ${quoted(edge.to)} [label=${quoted(edge.shape)}${style}];`);
  }
  return { lines, edges };
}

function styleOf(node: GraphViewNode): string {
  switch (node.state) {
    case 'dropped':
      return ', style="rounded,dashed"';
    case 'output':
      return ', style="rounded,bold"';
    case 'kept':
      return '';
  }
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(/\r?\n/g, '\\n')}"`;
}
