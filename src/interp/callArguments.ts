// The arguments of calls.

import { assertNever } from '../base/assertNever.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import type { Argument } from '../syntax/expression.ts';
import { type Frame, placeOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import { iterate } from './iterate.ts';
import { endOf } from './openList.ts';
import type { ArgValue, CallArgs, KeywordValue, Value } from './value.ts';

function bare({ why, at }: Unknown): Unknown {
  return unknown(why, at);
}

const spread: Unknown = unknown({ kind: 'data', what: 'how many arguments are spread' });

/** The arguments of a call, in the order written. */
export function evaluateArguments(frame: Frame, args: readonly Argument[]): CallArgs {
  const positional: ArgValue[] = [];
  const keywords: KeywordValue[] = [];
  let open: CallArgs['open'];
  for (const argument of args) {
    // What stands behind a spread of unknown length has no place of its own.
    if (open !== undefined && (argument.kind === 'positional' || argument.kind === 'spread')) open = bare(open);
    const value = evaluate(frame, argument.value);
    const place = placeOf(frame, argument.value.span);
    switch (argument.kind) {
      case 'positional':
        positional.push({ value, place });
        break;
      case 'keyword':
        keywords.push({ name: argument.name, value, place });
        break;
      case 'spread': {
        const { items, rest, count, why } = iterate(frame.context, value, place);
        positional.push(...items.map(item => ({ value: item, place })));
        if (rest !== undefined) open ??= endOf(why ?? spread, rest, count);
        break;
      }
      case 'spreadKeywords':
        if (value.kind === 'record') {
          for (const entry of value.entries.value.values()) {
            if (entry.key.kind === 'string')
              keywords.push({ name: entry.key.value, value: entry.value, place: entry.place ?? place });
          }
          open ??= value.open.value === undefined ? undefined : bare(value.open.value);
        } else open ??= isUnknown(value) ? value : unknown({ kind: 'data', what: 'the arguments that are spread' });
        break;
      default:
        assertNever(argument);
    }
  }
  return { positional, keywords, open };
}

/** The values of arguments, by position and by name. */
export function argumentValues({ positional, keywords }: CallArgs): readonly Value[] {
  return [...positional, ...keywords].map(({ value }) => value);
}
