// Every rule there is.

import type { Rule } from './rule.ts';
import { batchAxisIndex } from './rules/batchAxisIndex.ts';
import { droppedBranch } from './rules/droppedBranch.ts';
import { ignoredArgument } from './rules/ignoredArgument.ts';
import { passthroughOutput } from './rules/passthroughOutput.ts';

export const allRules: readonly Rule[] = [droppedBranch, passthroughOutput, batchAxisIndex, ignoredArgument];
