// Where channels stand for layers and operations that do not say so: the setting of the program, and the functions that set
// and tell it. Keras 1 calls the two orders by the libraries whose order they were.

import type { Context } from '../../interp/context.ts';
import { none, string } from '../../interp/make.ts';
import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import { keras1DataFormats } from '../../layers/keras1Arguments.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';

type DataFormat = 'channels_last' | 'channels_first';

const formats: readonly DataFormat[] = ['channels_last', 'channels_first'];

/** The name of an order in Keras 1. */
function dimOrdering(format: DataFormat): string {
  return Object.keys(keras1DataFormats).find(name => keras1DataFormats[name] === format) ?? format;
}

/** A function that sets the order from its one argument, which `spelled` reads. */
function set(name: string, spelled: (format: DataFormat) => string): Builtin {
  return (context: Context, args: CallArgs) => {
    const to = argument(args, 0, name);
    const known = to?.kind === 'string' ? formats.find(format => spelled(format) === to.value) : undefined;
    const why = to !== undefined && isUnknown(to) ? to : unknown({ kind: 'data', what: 'where the channels stand' });
    context.store.write(context.dataFormat, known ?? why);
    return none;
  };
}

/** A function that tells the order. */
function told(spelled: (format: DataFormat) => string): Builtin {
  return (context: Context): Value => {
    const { value } = context.dataFormat;
    return isUnknown(value) ? value : string(spelled(value));
  };
}

/** The functions by their paths. */
export const dataFormatFunctions: Readonly<Record<string, Builtin>> = {
  'keras.config.set_image_data_format': set('data_format', format => format),
  'keras.backend.set_image_data_format': set('data_format', format => format),
  'keras.backend.common.set_image_data_format': set('data_format', format => format),
  'keras.backend.set_image_dim_ordering': set('dim_ordering', dimOrdering),
  'keras.backend.common.set_image_dim_ordering': set('dim_ordering', dimOrdering),
  'keras.config.image_data_format': told(format => format),
  'keras.backend.image_data_format': told(format => format),
  'keras.backend.common.image_data_format': told(format => format),
  'keras.backend.image_dim_ordering': told(dimOrdering),
  'keras.backend.common.image_dim_ordering': told(dimOrdering),
};
