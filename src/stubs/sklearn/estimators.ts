// Transformers and encoders of scikit-learn: what `transform` makes of the samples, and models whose answers are only numbers.

import { lastPart } from '../../base/lastPart.ts';
import { builtin, list, plain } from '../../interp/make.ts';
import type { Builtin, CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import type { Dim } from '../../shapes/dim.ts';
import type { DType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { samplesOf } from '../rows.ts';
import { learn, learnedAttribute, nothingLearned, predicted, probabilities } from './learned.ts';
import { foldsOf } from './selection.ts';

/** How wide the answer of a transformer is. */
type Width =
  /** As wide as the samples. */
  | 'same'
  /** It depends on the values: how many categories or words there are, what is left out. */
  | { readonly data: string }
  /** As many columns as a parameter says, with what holds where it is not given. */
  | { readonly parameter: string; readonly position: number; readonly fallback: number | 'same' | 'smaller' };

const categories: Width = { data: 'how many categories there are' };
const components = (fallback: number | 'same' | 'smaller'): Width => ({
  parameter: 'n_components',
  position: 0,
  fallback,
});

const transformers: Readonly<Record<string, Width>> = {
  StandardScaler: 'same',
  MinMaxScaler: 'same',
  MaxAbsScaler: 'same',
  RobustScaler: 'same',
  Normalizer: 'same',
  QuantileTransformer: 'same',
  PowerTransformer: 'same',
  Binarizer: 'same',
  OrdinalEncoder: 'same',
  OneHotEncoder: categories,
  LabelBinarizer: categories,
  MultiLabelBinarizer: categories,
  ColumnTransformer: { data: 'the columns that are transformed' },
  FeatureUnion: { data: 'the columns that are transformed' },
  CountVectorizer: { data: 'how many words there are' },
  TfidfVectorizer: { data: 'how many words there are' },
  SimpleImputer: { data: 'which columns have values' },
  KBinsDiscretizer: { data: 'how many bins there are' },
  PolynomialFeatures: { data: 'how many products there are' },
  VarianceThreshold: { data: 'which columns vary' },
  SelectKBest: { parameter: 'k', position: 1, fallback: 10 },
  PCA: components('smaller'),
  TruncatedSVD: components(2),
  TSNE: components(2),
};

/** Encoders of one column of labels. */
const labelEncoders: ReadonlySet<string> = new Set(['LabelEncoder']);

const splitters: ReadonlySet<string> = new Set([
  'KFold',
  'StratifiedKFold',
  'GroupKFold',
  'ShuffleSplit',
  'StratifiedShuffleSplit',
  'GroupShuffleSplit',
]);

const fitted: Unknown = unknown({ kind: 'data', what: 'what was learned from the samples' });
const wrong: Unknown = unknown({ kind: 'data', what: 'what is transformed' });

/** Floats keep their width, all else becomes float64. */
function scaledType(dtype: DType): DType {
  return dtype === 'float32' || dtype === 'float16' || isUnknown(dtype) ? dtype : 'float64';
}

/** The steps of a pipeline one after the other; what is no estimator among them lets the samples through. */
function throughSteps(pipeline: ObjectValue, value: Value | undefined): Value {
  const steps = pipeline.config.get('steps') ?? pipeline.config.get('0');
  if (steps?.kind !== 'list' || steps.open.value !== undefined) return fitted;
  return steps.items.value.reduce<Value>((samples, step) => {
    const part = step.kind === 'list' ? step.items.value[1] : step;
    if (part?.kind === 'string' || part?.kind === 'none') return samples;
    return part?.kind === 'object' && part.family === 'sklearn' ? transformed(part, samples) : fitted;
  }, value ?? wrong);
}

/** `make_pipeline(a, b)` and its like: an estimator of several. */
export const madeOfSteps =
  (name: 'Pipeline' | 'ColumnTransformer' | 'FeatureUnion'): Builtin =>
  (_context, args) => ({
    kind: 'object',
    family: 'sklearn',
    name,
    config: new Map<string, Value>([
      ...nothingLearned(),
      [
        'steps',
        list(
          args.positional.map(one => one.value),
          args.open,
        ),
      ],
    ]),
  });

function transformed(estimator: ObjectValue, value: Value | undefined): Value {
  if (estimator.name === 'Pipeline') return throughSteps(estimator, value);
  const x = samplesOf(value);
  if (x === undefined || isUnknown(x.type.shape)) return x === undefined ? wrong : x;
  const { shape, dtype } = x.type;
  const [rows = wrong] = shape;
  if (labelEncoders.has(estimator.name)) return arrayOf({ shape: [rows], dtype: 'int64' }, 'numpy');
  const width = transformers[estimator.name];
  if (width === undefined) return fitted;
  if (width === 'same') return arrayOf({ shape, dtype: scaledType(dtype) }, 'numpy');
  return arrayOf({ shape: [rows, columnsOf(width, estimator, shape)], dtype: scaledType(dtype) }, 'numpy');
}

function columnsOf(width: Exclude<Width, 'same'>, estimator: ObjectValue, shape: readonly Dim[]): Dim {
  if ('data' in width) return unknown({ kind: 'data', what: width.data });
  const given = estimator.config.get(width.parameter) ?? estimator.config.get(String(width.position));
  if (given !== undefined && given.kind !== 'none') return given.kind === 'int' ? given.value : fitted;
  const [rows = wrong, columns = wrong] = shape;
  if (typeof width.fallback === 'number') return width.fallback;
  if (width.fallback === 'same') return columns;
  return typeof rows === 'number' && typeof columns === 'number' ? Math.min(rows, columns) : fitted;
}

/** The attribute of an estimator or splitter; undefined where it is not modelled. */
export function estimatorMember(value: ObjectValue, name: string): Value | undefined {
  const method = (call: Builtin): Value => builtin(`${value.name}.${name}`, call);
  const first = (args: CallArgs): Value | undefined => argument(args, 0, 'X', 'y', 'raw_documents');
  switch (name) {
    case 'fit':
    case 'partial_fit':
      return method((context, args) => {
        learn(context, value, args);
        return value;
      });
    case 'set_params':
      return method(() => value);
    case 'transform':
      return method((_context, args) => transformed(value, first(args)));
    case 'fit_transform':
      return method((context, args) => {
        learn(context, value, args);
        return transformed(value, first(args));
      });
    case 'fit_predict':
      return method((context, args) => {
        learn(context, value, args);
        return predicted(value, first(args));
      });
    case 'inverse_transform':
      return method((_context, args) => restored(value, first(args)));
    case 'split':
      return splitters.has(value.name) ? method((_context, args) => foldsOf(value, args)) : fitted;
    case 'get_n_splits':
      return method(() => value.config.get('n_splits') ?? value.config.get('0') ?? fitted);
    case 'predict':
      return method((_context, args) => predicted(value, first(args)));
    case 'score':
      return method(() => plain('float', fitted));
    case 'predict_proba':
      return method((_context, args) => probabilities(value, first(args)));
    case 'decision_function':
      return method(() => fitted);
    case 'get_feature_names_out':
      return method(() => fitted);
    default:
      return value.config.get(name) ?? learnedAttribute(value, name) ?? fitted;
  }
}

/** Labels come back one by one, scaled samples as they were. */
function restored(estimator: ObjectValue, value: Value | undefined): Value {
  const x = samplesOf(value);
  if (x === undefined || isUnknown(x.type.shape)) return x === undefined ? wrong : x;
  const { shape, dtype } = x.type;
  const [rows = wrong] = shape;
  if (labelEncoders.has(estimator.name)) return arrayOf({ shape: [rows], dtype: fitted }, 'numpy');
  return transformers[estimator.name] === 'same' ? arrayOf({ shape, dtype: scaledType(dtype) }, 'numpy') : fitted;
}

/** A class of scikit-learn: calling it gives the estimator with its parameters. */
export function estimatorClass(path: string): Value | undefined {
  const name = lastPart(path);
  if (!/^[A-Z]/.test(name)) return undefined;
  return builtin(path, (_context, args) => ({
    kind: 'object',
    family: 'sklearn',
    name,
    config: new Map([
      ...nothingLearned(),
      ...args.positional.map((one, i) => [String(i), one.value] as const),
      ...args.keywords.map(keyword => [keyword.name, keyword.value] as const),
    ]),
  }));
}

/** Functions that scale an array at once. */
export const scaled: Builtin = (_context, args) => {
  const x = samplesOf(argument(args, 0, 'X'));
  return x === undefined ? wrong : arrayOf({ shape: x.type.shape, dtype: scaledType(x.type.dtype) }, 'numpy');
};
