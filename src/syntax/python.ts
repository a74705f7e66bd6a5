// Lowers Python: the grammar's node types, and a whole text from its raw trees.

import { type Lowering, lowerParts, type ReadPart, startLowering } from './lowering.ts';
import type { Program, Traits } from './program.ts';
import { block } from './python/statements.ts';
import type { RawGrammar } from './rawTree.ts';

/** How Python evaluates. */
export const pythonTraits: Traits = {
  emptyIsFalse: true,
  negativeFromEnd: true,
  explicitSelf: true,
  assignmentDeclares: true,
  prelude: 'python',
};

/** What copying a Python tree has to know. */
export const pythonGrammar: RawGrammar = {
  leaves: new Set([
    'identifier',
    'integer',
    'float',
    'true',
    'false',
    'none',
    'ellipsis',
    'string_start',
    'string_end',
    'string_content',
    'type_conversion',
    'import_prefix',
    'pass_statement',
    'break_statement',
    'continue_statement',
    'positional_separator',
    'keyword_separator',
    'wildcard_import',
  ]),
  parts: new Set([
    'argument_list',
    'keyword_argument',
    'pair',
    'interpolation',
    'slice',
    'for_in_clause',
    'if_clause',
    'list_splat',
    'dictionary_splat',
    'with_item',
    'as_pattern',
    'case_pattern',
    'lambda_parameters',
  ]),
  containers: new Set(['module', 'block', 'if_statement', 'try_statement']),
};

/** Lowers the parts of a text. `magics` are the starts of stand-ins for notebook lines. */
export function lowerPython(parts: readonly ReadPart[], text: string, magics: ReadonlySet<number>): Program {
  const lowering: Lowering = startLowering(text, magics);
  return lowerParts(lowering, parts, { traits: pythonTraits, statements: root => block(lowering, root) });
}
