// Functions and classes of the framework that a program names by a text: which texts name one in which version, and what the
// frameworks say of one that names nothing.

import type { Dialect } from '../layers/config.ts';
import type { Problem } from '../layers/problems.ts';
import { closest } from '../layers/suggest.ts';
import { activations, keras2LayerActivations } from './activations.ts';
import { constraints } from './constraints.ts';
import type { Entry, Table } from './define.ts';
import { initializers } from './initializers.ts';
import { losses } from './losses.ts';
import { compiledMetrics, metrics } from './metrics.ts';
import { optimizers } from './optimizers.ts';
import { regularizers } from './regularizers.ts';

export type NamedFamily = 'activation' | 'initializer' | 'regularizer' | 'constraint' | 'loss' | 'metric' | 'optimizer';

interface Family {
  readonly table: Table<Entry>;
  /** Completes "must be …". */
  readonly expected: string;
  /** True for a text beside those of the table. */
  readonly also?: (name: string, dialect: Dialect) => boolean;
}

const families: Readonly<Record<NamedFamily, Family>> = {
  activation: {
    table: activations,
    expected: 'an activation',
    also: (name, dialect) => dialect === 'keras2' && keras2LayerActivations.has(name),
  },
  initializer: { table: initializers, expected: 'an initializer' },
  regularizer: { table: regularizers, expected: 'a regularizer' },
  constraint: { table: constraints, expected: 'a constraint' },
  loss: { table: losses, expected: 'a loss', also: isOtherLoss },
  metric: { table: metrics, expected: 'a metric', also: isOtherMetric },
  optimizer: { table: optimizers, expected: 'an optimizer', also: isOtherOptimizer },
};

/** `compile` of Keras 3 chooses a cross entropy by the targets. */
function isOtherLoss(name: string, dialect: Dialect): boolean {
  if (dialect === 'keras3') return /^(?:crossentropy|ce)$/i.test(name);
  return dialect === 'keras2' && name === 'cosine';
}

/** `compile` reads some texts by the loss. Before Keras 3 losses are metrics as well, and Keras 1 had some that are gone. */
function isOtherMetric(name: string, dialect: Dialect): boolean {
  if (compiledMetrics.has(dialect === 'tfjs' ? name : name.toLowerCase())) return true;
  return dialect === 'keras2' && (earlyMetrics.has(name) || isName('loss', name, 'keras2'));
}

const earlyMetrics: ReadonlySet<string> = new Set([
  'precision',
  'recall',
  'fmeasure',
  'fbeta_score',
  'matthews_correlation',
]);

/** Keras takes optimizers in any letter case. */
function isOtherOptimizer(name: string, dialect: Dialect): boolean {
  if (dialect === 'tfjs') return false;
  const folded = name.toLowerCase();
  return optimizers.byString(folded, dialect) !== undefined || (dialect === 'keras2' && folded === 'tfoptimizer');
}

function isName(family: NamedFamily, name: string, dialect: Dialect): boolean {
  const { table, also } = families[family];
  return table.byString(name, dialect) !== undefined || also?.(name, dialect) === true;
}

/** Whether the other version has the name; layers of Keras 2 that could stand for activations do not count as such. */
function existsIn(family: NamedFamily, name: string, other: Dialect): boolean {
  return family === 'activation' ? activations.byString(name, other) !== undefined : isName(family, name, other);
}

/** Why a text names nothing. */
export interface NameRefusal {
  /** Completes "must be …", with the text that is likely to be meant. */
  readonly expected: string;
  readonly runtime: NonNullable<Problem['runtime']>;
  /** The other version of Keras, where the text names something there. */
  readonly existsIn?: 'keras2' | 'keras3';
}

/** Completes "must be …" for a value of a family. */
export function expectationOf(family: NamedFamily): string {
  return families[family].expected;
}

/** What is wrong with a text as a name of a family; undefined where it names something, at least where the program registers it. */
export function refusedName(family: NamedFamily, name: string, dialect: Dialect): NameRefusal | undefined {
  // `package>name` is how a name is called that was registered, most often in another file.
  if (isName(family, name, dialect) || name.includes('>')) return undefined;
  const { expected } = families[family];
  const meant = meantBy(family, name, dialect);
  const other = dialect === 'keras3' ? 'keras2' : 'keras3';
  return {
    expected: meant === undefined ? expected : `${expected}, perhaps '${meant}'`,
    runtime: unreadable(family, name),
    ...(dialect !== 'tfjs' && existsIn(family, name, other) ? { existsIn: other } : {}),
  };
}

/** The text that is likely to be meant: how the thing is called here that has the name elsewhere, or the closest one. */
function meantBy(family: NamedFamily, name: string, dialect: Dialect): string | undefined {
  const { table } = families[family];
  const elsewhere = dialects.map(other => table.byString(name, other)).find(entry => entry !== undefined);
  return elsewhere?.strings[dialect]?.[0] ?? closest(name, [...table.strings(dialect), ...special(family)]);
}

const dialects: readonly Dialect[] = ['keras3', 'keras2', 'tfjs'];

function special(family: NamedFamily): readonly string[] {
  return family === 'metric' ? ['accuracy'] : [];
}

/** What the frameworks say of a name or value that they cannot read. */
export function unreadable(family: NamedFamily, got: string): NonNullable<Problem['runtime']> {
  switch (family) {
    case 'activation':
      return {
        keras3: `Could not interpret activation function identifier: ${got}`,
        keras2: `Unknown activation function '${got}' cannot be deserialized.`,
        tfjs: serialized(family, got),
      };
    case 'loss':
      return {
        keras3: `Could not interpret loss identifier: ${got}`,
        keras2: `Unknown loss function: '${got}'.`,
        tfjs: `Unknown loss ${got}`,
      };
    case 'metric':
      // What Keras 2 says differs from version to version.
      return { keras3: `Could not interpret metric identifier: ${got}`, tfjs: `Unknown metric ${got}` };
    case 'optimizer':
      return {
        keras3: `Could not interpret optimizer identifier: ${got}`,
        keras2: `Unknown optimizer: '${got}'.`,
        tfjs: `Unknown Optimizer ${got}`,
      };
    default: {
      const words = `Could not interpret ${family} identifier: ${got}`;
      return { keras3: words, keras2: words, tfjs: serialized(family, got) };
    }
  }
}

function serialized(family: NamedFamily, got: string): string {
  return `Unknown ${family}: ${got}. This may be due to one of the following reasons:`;
}
