// A module of PyTorch as a layer.

import { dynamic } from '../../shapes/dim.ts';
import { tensorType } from '../../shapes/shape.ts';
import { isUnknown, type Maybe, unknown } from '../../shapes/unknown.ts';
import { isConfigList } from '../config.ts';
import { defineLayer } from '../define.ts';
import { baseParams } from '../make.ts';
import {
  type ArgType,
  anything,
  type IntArg,
  int,
  isRefused,
  nullable,
  optional,
  refused,
  required,
} from '../params.ts';

const content = unknown({ kind: 'todo', what: 'a module of PyTorch' });

export default defineLayer({
  name: 'TorchModuleWrapper',
  doc: 'Calls a module of PyTorch. The shape is `output_shape` where that is given; otherwise it is decided there.',
  params: {
    module: required(anything(), 'The module.'),
    name: { ...baseParams.name, keywordOnly: false },
    output_shape: optional(nullable(batchShape()), null, 'The shape of the output, batch axis first.'),
  },
  takes: 'arguments',
  call: ['inputs', 'training'],
  shape: ({ config, computeDtype }) => {
    const given = config.output_shape;
    if (given === null) return content;
    if (isUnknown(given)) return tensorType(given, computeDtype);
    return tensorType(
      given.map(size => size ?? dynamic),
      computeDtype,
    );
  },
  weights: () => content,
});

/** A shape whose axes may be open. */
function batchShape(): ArgType<Maybe<readonly (IntArg | null)[]>> {
  const expects = 'a tuple of sizes';
  const size = nullable(int(0));
  return {
    expects,
    read(value, dialect) {
      if (!isConfigList(value)) return typeof value === 'object' ? content : refused(expects);
      const out: (IntArg | null)[] = [];
      for (const item of value) {
        const read = isUnknown(item) ? item : size.read(item, dialect);
        if (isRefused(read)) return refused(expects);
        out.push(read);
      }
      return out;
    },
    unknown: why => why,
  };
}
