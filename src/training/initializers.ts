// Initializers: how variables start.

import { type Argument, arg, type Entry, lowerFirst, snakeCase, table } from './define.ts';

const seed = arg('seed', null, 'Where the random numbers start.');
const fanAxes = [
  arg('input_axes', null, 'The axes of the variable that count as inputs.', { notIn: ['keras2', 'tfjs'] }),
  arg('output_axes', null, 'The axes of the variable that count as outputs.', { notIn: ['keras2', 'tfjs'] }),
];

function initializer(
  name: string,
  doc: string,
  args: readonly Argument[],
  more: {
    readonly alias?: readonly string[];
    readonly exported?: readonly string[];
    readonly tfjs?: string | null;
    /** Set where tfjs makes it as an object only, since it needs arguments. */
    readonly unnamedInTfjs?: true;
  } = {},
): Entry {
  const keras = [name, snakeCase(name), ...(more.alias ?? [])];
  const tfjs = more.tfjs === undefined ? name : more.tfjs;
  const exported = [name, snakeCase(name), ...(more.exported ?? [])];
  return {
    name,
    doc,
    strings: {
      keras3: keras,
      keras2: keras,
      tfjs: tfjs === null || more.unnamedInTfjs ? [] : [lowerFirst(tfjs), tfjs],
    },
    exports: { keras3: exported, keras2: exported, tfjs: tfjs === null ? [] : [lowerFirst(tfjs)] },
    args,
  };
}

export const initializers = table<Entry>([
  initializer('Zeros', 'All zeros.', [], { alias: ['zero'] }),
  initializer('Ones', 'All ones.', [], { alias: ['one'] }),
  initializer(
    'Constant',
    'The same value everywhere.',
    [arg('value', 0, 'The value.', { fallbackIn: { tfjs: 'required' } })],
    {
      unnamedInTfjs: true,
    },
  ),
  initializer(
    'RandomNormal',
    'Random numbers of a normal distribution.',
    [arg('mean', 0, 'Their mean.'), arg('stddev', 0.05, 'Their standard deviation.'), seed],
    { alias: ['normal'] },
  ),
  initializer(
    'RandomUniform',
    'Random numbers between two bounds.',
    [arg('minval', -0.05, 'The lower bound.'), arg('maxval', 0.05, 'The upper bound.'), seed],
    { alias: ['uniform'] },
  ),
  initializer('TruncatedNormal', 'Random numbers of a normal distribution, those far out drawn again.', [
    arg('mean', 0, 'Their mean.'),
    arg('stddev', 0.05, 'Their standard deviation.'),
    seed,
  ]),
  initializer('VarianceScaling', 'Random numbers whose variance goes by the size of the variable.', [
    arg('scale', 1, 'A factor of the variance.'),
    arg('mode', 'fan_in', 'By which size: `fan_in`, `fan_out` or `fan_avg`.', { fallbackIn: { tfjs: 'fanIn' } }),
    arg('distribution', 'truncated_normal', '`truncated_normal`, `untruncated_normal` or `uniform`.', {
      fallbackIn: { tfjs: 'normal' },
    }),
    seed,
    ...fanAxes,
  ]),
  initializer('GlorotUniform', 'Uniform within sqrt(6 / (inputs + outputs)).', [seed, ...fanAxes]),
  initializer('GlorotNormal', 'Normal with variance 2 / (inputs + outputs).', [seed, ...fanAxes]),
  initializer('HeUniform', 'Uniform within sqrt(6 / inputs), for rectifiers.', [seed, ...fanAxes]),
  initializer('HeNormal', 'Normal with variance 2 / inputs, for rectifiers.', [seed, ...fanAxes]),
  initializer('LecunUniform', 'Uniform within sqrt(3 / inputs).', [seed, ...fanAxes], { tfjs: 'LeCunUniform' }),
  initializer('LecunNormal', 'Normal with variance 1 / inputs.', [seed, ...fanAxes], { tfjs: 'LeCunNormal' }),
  initializer(
    'Orthogonal',
    'A random matrix with orthogonal rows or columns.',
    [arg('gain', 1, 'A factor of the matrix.'), seed],
    { alias: ['OrthogonalInitializer'], exported: ['OrthogonalInitializer'] },
  ),
  initializer('Identity', 'The identity matrix.', [arg('gain', 1, 'A factor of the matrix.')], {
    alias: ['IdentityInitializer'],
    exported: ['IdentityInitializer'],
  }),
  {
    name: 'STFT',
    doc: 'The kernel of a short-time Fourier transform.',
    strings: { keras3: ['STFT', 'stft', 'STFTInitializer'] },
    exports: { keras3: ['STFT', 'stft', 'STFTInitializer'] },
    args: [
      arg('side', 'real', '`real` or `imag`.'),
      arg('window', 'hann', 'The window function.'),
      arg('scaling', 'density', '`density` or `spectrum`.'),
      arg('periodic', false, 'Whether the window is periodic.'),
    ],
  },
]);
