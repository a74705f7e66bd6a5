// A drawn model as a Mermaid flow chart, as Markdown pages show it: nested models as subgraphs, dropped paths dashed.

import type { GraphView } from '../../protocol/graphView.ts';
import { nodeFaces } from './text.ts';

/** The graph as one `flowchart`. Nodes are numbered, since names may hold what Mermaid reads as its own. */
export function toMermaid(graph: GraphView): string {
  const ids = new Map<string, string>();
  const idOf = (id: string): string => {
    const known = ids.get(id) ?? `n${ids.size}`;
    ids.set(id, known);
    return known;
  };
  const lines: string[] = [];
  const edges: string[] = [];
  const styles: string[] = [];
  const draw = (level: GraphView, indent: string): void => {
    for (const node of level.nodes) {
      const id = idOf(node.id);
      const label = text(nodeFaces(node).join('\n'));
      if (node.inner === undefined || node.inner.nodes.length === 0) {
        lines.push(`${indent}${id}["${label}"]`);
      } else {
        lines.push(`${indent}subgraph ${id}g["${text(node.name)}"]`, `${indent}  ${id}["${label}"]`);
        draw(node.inner, `${indent}  `);
        lines.push(`${indent}end`);
      }
      if (node.state === 'dropped') styles.push(`  class ${id} dropped`);
      if (node.state === 'output') styles.push(`  class ${id} output`);
    }
    for (const edge of level.edges) {
      const arrow = edge.dropped ? '-.->' : '-->';
      edges.push(`  ${idOf(edge.from)} ${arrow}|"${text(edge.shape)}"| ${idOf(edge.to)}`);
    }
  };
  draw(graph, '  ');
  return [
    'flowchart TB',
    ...lines,
    ...edges,
    '  classDef dropped stroke-dasharray: 5 5',
    '  classDef output stroke-width: 3px',
    ...styles,
    '',
  ].join('\n');
}

/** Text inside quotes: everything that Mermaid or HTML could read as its own as an entity. */
function text(content: string): string {
  return content.replace(/[^\w\s.,:()/=×+*-]/gu, found => `#${found.codePointAt(0)};`).replace(/\r?\n/g, '<br/>');
}
