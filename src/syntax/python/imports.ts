// Python imports.

import { childOf, childrenOf, firstNamed, has, identifierOf, type Lowering, sourceOf, spanOf } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import type { ImportBinding, Statement } from '../statement.ts';

/** `import a.b, c as d`: one statement for each module. */
export function importModules(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const names = childrenOf(node, 'name');
  for (const written of names) {
    const path = written.type === 'aliased_import' ? childOf(written, 'name') : written;
    if (!path || path.start === path.end) continue;
    const alias = written.type === 'aliased_import' ? childOf(written, 'alias') : undefined;
    const root = firstNamed(path) ?? path;
    const binding: ImportBinding = alias
      ? { kind: 'module', name: identifierOf(lowering, alias) }
      : { kind: root.end === path.end ? 'module' : 'root', name: identifierOf(lowering, root) };
    body.push({
      kind: 'import',
      span: spanOf(names.length === 1 ? node : written),
      module: moduleName(lowering, path),
      moduleSpan: spanOf(path),
      bindings: [binding],
    });
  }
}

/** `from m import a, b as c` and `from m import *`. */
export function importFrom(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const path = childOf(node, 'module_name');
  if (!path) return;
  const bindings: ImportBinding[] = has(node, 'wildcard_import') ? [{ kind: 'all' }] : [];
  for (const written of childrenOf(node, 'name')) {
    const imported = written.type === 'aliased_import' ? childOf(written, 'name') : written;
    if (!imported || imported.start === imported.end) continue;
    const alias = written.type === 'aliased_import' ? childOf(written, 'alias') : undefined;
    bindings.push({
      kind: 'name',
      imported: moduleName(lowering, imported),
      name: identifierOf(lowering, alias ?? imported),
    });
  }
  const module = moduleName(lowering, path);
  body.push({ kind: 'import', span: spanOf(node), module, moduleSpan: spanOf(path), bindings });
}

function moduleName(lowering: Lowering, node: RawNode): string {
  return sourceOf(lowering, node).replace(/[\s\\]+/g, '');
}
