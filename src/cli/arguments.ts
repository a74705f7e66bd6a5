// The command line as it is typed, read into what is to be done.

export type Command =
  | {
      readonly kind: 'inspect';
      readonly json: boolean;
      readonly keras: KerasVersion;
      readonly files: readonly string[];
    }
  | {
      readonly kind: 'check';
      readonly format: CheckFormat;
      readonly maxWarnings: number;
      readonly keras: KerasVersion;
      readonly paths: readonly string[];
    }
  | {
      readonly kind: 'summary';
      readonly model: string | undefined;
      readonly keras: KerasVersion;
      readonly file: string;
    }
  | {
      readonly kind: 'graph';
      readonly model: string | undefined;
      readonly format: GraphFormat;
      readonly keras: KerasVersion;
      readonly file: string;
    }
  | {
      readonly kind: 'run';
      readonly model: string | undefined;
      /** A file whose variables stand in for those of the model. */
      readonly weights: string | undefined;
      /** `ones`, `random` or a file. */
      readonly input: string;
      readonly seed: number;
      readonly training: boolean;
      readonly json: boolean;
      readonly values: boolean;
      readonly keras: KerasVersion;
      readonly file: string;
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly reason: string };

export type KerasVersion = 'auto' | '2' | '3';
export type CheckFormat = 'text' | 'json' | 'sarif';
export type GraphFormat = 'json' | 'dot' | 'mermaid' | 'svg';

export const usage = `Shapes of Keras and TensorFlow.js models, worked out without running them.

Usage:
  layerscope inspect [--json] FILE...
      every layer call with its output shape, the models, the findings
  layerscope check [--format text|json|sarif] [--max-warnings N] PATH...
      the findings alone, for CI and pre-commit; folders are searched
  layerscope summary FILE [--model NAME]
      the table that model.summary() prints
  layerscope graph FILE [--model NAME] [--format json|dot|mermaid|svg]
      the graph of a model
  layerscope run FILE [--model NAME] [--weights FILE] [--json] [--values]
                 [--input ones|random|FILE.json|FILE.npz] [--seed N] [--training]
      every layer's output computed: shape, smallest, mean and largest number,
      deviation, share of zeros; with --values the numbers themselves. Inputs
      in a file are named after the model's inputs, or by position ("0", "1";
      in .npz also in0, in1). Weights are drawn as the layers' initializers
      would, seeded by N, unless a file holds them.
  layerscope --help | --version

A FILE is Python (.py), a notebook (.ipynb), JavaScript or TypeScript
(.js .jsx .mjs .cjs .ts .tsx .mts .cts), or, but for check, a saved model: a
Keras archive (.keras), HDF5 (.h5), or JSON (model.json of TensorFlow.js, what
to_json() gives). NAME is a variable or a model's name.

Options for all commands:
  --keras auto|2|3   the Keras version assumed in Python files (auto)

Exit status: 0 for nothing to complain of; 1 where check finds an error, or
more than N warnings (0 unless said otherwise); 2 for wrong usage, files that
cannot be read and models that are not there.
`;

interface Options {
  readonly values: ReadonlyMap<string, string>;
  readonly flags: ReadonlySet<string>;
  readonly rest: readonly string[];
}

/** Reads the arguments behind the program's name. */
export function readCommand(argv: readonly string[]): Command {
  const [name, ...rest] = argv;
  if (name === undefined) return wrong('no command is given');
  if (name === '--help' || name === '-h' || name === 'help') return { kind: 'help' };
  if (name === '--version' || name === '-V') return { kind: 'version' };
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help' };
  switch (name) {
    case 'inspect':
      return read(rest, ['--keras'], ['--json'], ({ flags, rest: files }, keras) =>
        files.length === 0
          ? wrong('inspect needs a file')
          : { kind: 'inspect', json: flags.has('--json'), keras, files },
      );
    case 'check':
      return read(rest, ['--keras', '--format', '--max-warnings'], [], readCheck);
    case 'summary':
      return read(rest, ['--keras', '--model'], [], (options, keras) => {
        const [file, extra] = options.rest;
        if (file === undefined || extra !== undefined) return wrong('summary needs exactly one file');
        return { kind: 'summary', model: options.values.get('--model'), keras, file };
      });
    case 'graph':
      return read(rest, ['--keras', '--model', '--format'], [], readGraph);
    case 'run':
      return read(
        rest,
        ['--keras', '--model', '--weights', '--input', '--seed'],
        ['--training', '--json', '--values'],
        readRun,
      );
    default:
      return wrong(`there is no command '${name}'`);
  }
}

function readCheck({ values, rest }: Options, keras: KerasVersion): Command {
  const format = oneOf(values.get('--format') ?? 'text', ['text', 'json', 'sarif'] as const);
  if (format === undefined) return wrong('--format is text, json or sarif');
  const limit = values.get('--max-warnings') ?? '0';
  if (!/^\d+$/.test(limit)) return wrong('--max-warnings needs a number');
  if (rest.length === 0) return wrong('check needs a file or folder');
  return { kind: 'check', format, maxWarnings: Number(limit), keras, paths: rest };
}

function readGraph({ values, rest }: Options, keras: KerasVersion): Command {
  const format = oneOf(values.get('--format') ?? 'json', ['json', 'dot', 'mermaid', 'svg'] as const);
  if (format === undefined) return wrong('--format is json, dot, mermaid or svg');
  const [file, extra] = rest;
  if (file === undefined || extra !== undefined) return wrong('graph needs exactly one file');
  return { kind: 'graph', model: values.get('--model'), format, keras, file };
}

function readRun({ values, flags, rest }: Options, keras: KerasVersion): Command {
  const input = values.get('--input') ?? 'ones';
  if (!/^(ones|random)$|\.(json|npz)$/i.test(input)) return wrong('--input is ones, random, or a .json or .npz file');
  const seed = values.get('--seed') ?? '1';
  if (!/^\d{1,15}$/.test(seed)) return wrong('--seed needs a number');
  const [file, extra] = rest;
  if (file === undefined || extra !== undefined) return wrong('run needs exactly one file');
  return {
    kind: 'run',
    model: values.get('--model'),
    weights: values.get('--weights'),
    input,
    seed: Number(seed),
    training: flags.has('--training'),
    json: flags.has('--json'),
    values: flags.has('--values'),
    keras,
    file,
  };
}

/** Splits options from paths; `--` ends the options. */
function read(
  argv: readonly string[],
  valued: readonly string[],
  flagged: readonly string[],
  make: (options: Options, keras: KerasVersion) => Command,
): Command {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const rest: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word === '--') {
      rest.push(...argv.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
      continue;
    }
    const [option = word, inline] = word.split(/=(.*)/s);
    if (flagged.includes(option) && inline === undefined) {
      flags.add(option);
    } else if (valued.includes(option)) {
      const value = inline ?? argv[++i];
      if (value === undefined) return wrong(`${option} needs a value`);
      values.set(option, value);
    } else {
      return wrong(`there is no option '${word}' here`);
    }
  }
  const keras = oneOf(values.get('--keras') ?? 'auto', ['auto', '2', '3'] as const);
  return keras === undefined ? wrong('--keras is auto, 2 or 3') : make({ values, flags, rest }, keras);
}

function oneOf<T extends string>(value: string, choices: readonly T[]): T | undefined {
  return choices.find(choice => choice === value);
}

function wrong(reason: string): Command {
  return { kind: 'wrong', reason };
}
