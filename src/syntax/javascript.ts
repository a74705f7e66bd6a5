// Lowers JavaScript and TypeScript.

import { startLowering } from './lowering.ts';
import type { Program, Traits } from './program.ts';
import type { RawGrammar, RawTree } from './rawTree.ts';

/** How JavaScript evaluates. */
export const javascriptTraits: Traits = {
  emptyIsFalse: false,
  negativeFromEnd: false,
  explicitSelf: false,
  assignmentDeclares: false,
  prelude: 'javascript',
};

export const javascriptGrammar: RawGrammar = { leaves: new Set(), parts: new Set(), containers: new Set() };

export function lowerJavascript(tree: RawTree, text: string): Program {
  const lowering = startLowering(text, new Set());
  return {
    body: [],
    traits: javascriptTraits,
    errors: tree.problems,
    comments: tree.comments,
    expressionCount: lowering.nextId,
  };
}
