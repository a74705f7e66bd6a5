// Lowers JavaScript and TypeScript: the grammars' node types, and a whole text from its raw trees.

import { program } from './javascript/statements.ts';
import { lowerParts, type ReadPart, startLowering } from './lowering.ts';
import type { Program, Traits } from './program.ts';
import type { RawGrammar } from './rawTree.ts';

/** How JavaScript evaluates. */
export const javascriptTraits: Traits = {
  emptyIsFalse: false,
  negativeFromEnd: false,
  explicitSelf: false,
  assignmentDeclares: false,
  prelude: 'javascript',
};

/** What copying a JavaScript or TypeScript tree has to know. Types are leaves: they are dropped unread. */
export const javascriptGrammar: RawGrammar = {
  leaves: new Set([
    'identifier',
    'property_identifier',
    'private_property_identifier',
    'shorthand_property_identifier',
    'shorthand_property_identifier_pattern',
    'statement_identifier',
    'type_identifier',
    'number',
    'string_fragment',
    'escape_sequence',
    'regex',
    'this',
    'super',
    'true',
    'false',
    'null',
    'undefined',
    'import',
    'optional_chain',
    'meta_property',
    'empty_statement',
    'debugger_statement',
    'hash_bang_line',
    'accessibility_modifier',
    'override_modifier',
    'type_annotation',
    'asserts_annotation',
    'type_predicate_annotation',
    'type_arguments',
    'type_parameters',
    'implements_clause',
    'interface_declaration',
    'type_alias_declaration',
    'function_signature',
    'method_signature',
    'abstract_method_signature',
    'index_signature',
    'ambient_declaration',
    'jsx_text',
  ]),
  parts: new Set([
    'arguments',
    'pair',
    'spread_element',
    'computed_property_name',
    'template_substitution',
    'object_pattern',
    'array_pattern',
    'pair_pattern',
    'rest_pattern',
    'assignment_pattern',
    'object_assignment_pattern',
  ]),
  containers: new Set(['program', 'statement_block', 'class_body', 'switch_body', 'switch_case', 'switch_default']),
};

/** Lowers the parts of a JavaScript or TypeScript text. */
export function lowerJavascript(parts: readonly ReadPart[], text: string): Program {
  const lowering = startLowering(text, new Set());
  return lowerParts(lowering, parts, { traits: javascriptTraits, statements: root => program(lowering, root) });
}
