// The target of a reshape as an argument.

import type { Maybe } from '../shapes/unknown.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { isConfigList, printConfig } from './config.ts';
import { type ArgType, type IntArg, int, isRefused, refused } from './params.ts';

const severalOpen = {
  keras3: 'There must be at most one unknown dimension (-1) in `target_shape`.',
  keras2: 'There must be at most one unknown dimension in output_shape.',
};

/** Integers from -1 up, of which one may be -1; None is an open axis. */
export function targetShape(): ArgType<Maybe<readonly (IntArg | null)[]>> {
  const expects = 'a tuple of integers, of which one may be -1';
  const item = int(-1);
  return {
    expects,
    read(value, dialect) {
      if (!isConfigList(value)) return refused(expects);
      const out: (IntArg | null)[] = [];
      for (const given of value) {
        // tfjs takes null and every negative size for the one that is left over.
        const open = dialect === 'tfjs' && (given === null || (typeof given === 'number' && given < 0));
        const entry = open ? -1 : given;
        const size = entry === null || isUnknown(entry) ? entry : item.read(entry, dialect);
        if (isRefused(size)) return refused(`${expects} (${printConfig(entry)} is none)`);
        out.push(size);
      }
      return out.filter(size => size === -1).length > 1 ? refused(expects, { runtime: severalOpen }) : out;
    },
    unknown: why => why,
  };
}
