// Which framework a program is written for. Python programs count as Keras 3 unless they use what only older versions have:
// then the user works with such a version, and what Keras 3 would say of the program is of no interest.

import type { Dialect } from '../layers/config.ts';
import { keras1Argument, keras1KernelSizes } from '../layers/keras1Arguments.ts';
import { findLayer } from '../layers/registry.ts';
import type { CallExpression, Expression } from '../syntax/expression.ts';
import type { Program } from '../syntax/program.ts';
import type { ImportStatement } from '../syntax/statement.ts';
import { visitNodes } from '../syntax/walk.ts';
import {
  asTensorflow1,
  flatModules,
  goneFromTensorflow,
  goneMethods,
  goneModules,
  goneNames,
  goneTensorflow,
  goneWithoutTensorflow,
  keptInBackend,
  keptModules,
  keras1FitArguments,
  newModules,
  onKeras2,
  tensorflow1Arguments,
} from './olderKeras.ts';

export type KerasVersion = 'auto' | '2' | '3';

export interface Asked {
  /** VS Code's name of the language. */
  readonly languageId: string;
  /** Which Keras the user has, where that is set. */
  readonly kerasVersion: KerasVersion;
  readonly text: string;
}

export interface Judged {
  readonly dialect: Dialect;
  /** False where the dialect is judged only by what the program imports and uses, or by nothing. */
  readonly certain: boolean;
  /** True where the program runs only before Keras 2.4, which is part of TensorFlow 2.2. */
  readonly early: boolean;
}

/** The dialect of a program. */
export function dialectOf(program: Program, { languageId, kerasVersion, text }: Asked): Judged {
  const keras3 = (certain: boolean): Judged => ({ dialect: 'keras3', certain, early: false });
  const keras2 = (certain: boolean): Judged => ({
    dialect: 'keras2',
    certain,
    early: asksForEarly(text) || needsEarly(program),
  });
  if (languageId !== 'python') return { dialect: 'tfjs', certain: true, early: false };
  if (kerasVersion !== 'auto') return kerasVersion === '2' ? keras2(true) : keras3(true);
  if (asksForOlder(text)) return keras2(true);
  const uses = usesOf(program);
  const isOlder = uses.has('needs Keras 2') || (uses.has('older') && !uses.has('newer'));
  return isOlder ? keras2(false) : keras3(false);
}

/** Lines that choose a version of TensorFlow before 2.2. */
function asksForEarly(text: string): boolean {
  return (
    /^[ \t]*[!%][ \t]*(?:pip3?|conda|uv pip)\b[^\n#]*\btensorflow(?:[-_](?:gpu|cpu))?={1,2}(?:1\.|2\.[01](?!\d))/m.test(
      text,
    ) || /^[ \t]*%tensorflow_version[ \t]+1/m.test(text)
  );
}

/** True where the program cannot run to its end without a module of TensorFlow 1 or an argument that `fit` then had. */
function needsEarly({ body }: Program): boolean {
  return body.some(statement => {
    if (statement.kind === 'import') return goneTensorflow.some(module => isWithin(statement.module, module));
    if (statement.kind !== 'expression' && statement.kind !== 'assign') return false;
    let found = false;
    visitNodes({ body: [statement] }, node => {
      if (node.kind === 'call' && 'callee' in node && isEarlyFit(node)) found = true;
    });
    return found;
  });
}

function isEarlyFit({ callee, args }: CallExpression): boolean {
  const isFit = callee.kind === 'attribute' && callee.name === 'fit';
  return isFit && args.some(argument => argument.kind === 'keyword' && keras1FitArguments.has(argument.name));
}

/** Lines that choose the version to install or to run: `!pip install tensorflow==2.8`, `%tensorflow_version 1.x`. */
function asksForOlder(text: string): boolean {
  return (
    /^[ \t]*[!%][ \t]*(?:pip3?|conda|uv pip)\b[^\n#]*\b(?:tensorflow(?:[-_](?:gpu|cpu))?={1,2}(?:1\.|2\.(?:\d|1[0-5])(?![\d]))|keras={1,2}[12]\.)/m.test(
      text,
    ) ||
    /^[ \t]*%tensorflow_version[ \t]+1/m.test(text) ||
    /^[^#\n]*\bTF_USE_LEGACY_KERAS["']?\]?[ \t]*[=,:)][ \t]*["']?(?:1|true)\b/im.test(text)
  );
}

type Use = 'needs Keras 2' | 'older' | 'newer';

function usesOf(program: Program): ReadonlySet<Use> {
  const uses = new Set<Use>();
  /** What names of modules stand for. */
  const modules = new Map<string, string>();
  const older = (): void => {
    uses.add('older');
  };
  const note = (path: string): void => {
    const use = useOfPath(path);
    if (use !== undefined) uses.add(use);
  };
  const attributes: Expression[] = [];
  visitNodes(program, node => {
    switch (node.kind) {
      case 'import':
        if ('bindings' in node) noteImport(node, modules, { note, older });
        break;
      case 'attribute':
        if ('object' in node) attributes.push(node);
        break;
      case 'call':
        if (isOlderCall(node)) uses.add('older');
        break;
      default:
    }
  });
  for (const attribute of attributes) {
    const path = pathOf(attribute, modules);
    if (path !== undefined) note(path);
  }
  return uses;
}

function noteImport(
  statement: ImportStatement,
  modules: Map<string, string>,
  { note, older }: { readonly note: (path: string) => void; readonly older: () => void },
): void {
  const { module, bindings } = statement;
  note(module);
  for (const binding of bindings) {
    switch (binding.kind) {
      case 'module':
        modules.set(binding.name.name, module);
        if (module === asTensorflow1) older();
        break;
      case 'root':
        modules.set(binding.name.name, binding.name.name);
        break;
      case 'name': {
        const path = `${module}.${binding.imported}`;
        modules.set(binding.name.name, path);
        note(path);
        break;
      }
      case 'default':
      case 'all':
        break;
    }
  }
}

/** The dotted path that an expression spells, from the module its first name stands for. */
function pathOf(expression: Expression, modules: ReadonlyMap<string, string>): string | undefined {
  const names: string[] = [];
  let at = expression;
  while (at.kind === 'attribute') {
    names.unshift(at.name);
    at = at.object;
  }
  const root = at.kind === 'name' ? modules.get(at.name) : undefined;
  return root === undefined ? undefined : [root, ...names].join('.');
}

function useOfPath(path: string): Use | undefined {
  if (onKeras2.some(module => isWithin(path, module))) return 'needs Keras 2';
  if (newModules.some(module => isWithin(path, module))) return 'newer';
  if (goneTensorflow.some(module => isWithin(path, module))) return 'older';
  if (isWithin(path, 'tensorflow.python.keras')) return 'older';
  const [root = '', second = ''] = path.split('.');
  if (root === 'tensorflow' && second !== 'keras') return goneFromTensorflow.has(second) ? 'older' : undefined;
  const below = /^(?:tensorflow\.)?keras\.(.*)$/.exec(path)?.[1];
  return below !== undefined && isGone(below, root === 'tensorflow') ? 'older' : undefined;
}

function isWithin(path: string, module: string): boolean {
  return path === module || path.startsWith(`${module}.`);
}

/** Whether a path below `keras` is gone; `throughTensorflow` keeps more. */
function isGone(path: string, throughTensorflow: boolean): boolean {
  const parts = path.split('.');
  const starts = parts.map((_, i) => parts.slice(0, i + 1).join('.'));
  if (starts.some(start => goneModules.has(start) || goneNames.has(start))) return true;
  const [family = '', name, inner] = parts;
  if (starts.some(start => keptModules.has(start))) return false;
  if (flatModules.has(family) && name !== undefined && inner !== undefined && /^[a-z]/.test(name)) return true;
  if (throughTensorflow) return false;
  if (family === 'backend' && name !== undefined && !keptInBackend.has(name)) return true;
  return starts.some(start => goneWithoutTensorflow.has(start));
}

/** Where DTensor puts a weight, which layers of Keras 2 were told one by one. */
const layout = /^(?:kernel|bias|gamma|beta|moving_mean|moving_variance|embeddings|recurrent)_layout$/;

/** A call with methods or arguments that only older versions have. */
function isOlderCall(call: CallExpression): boolean {
  const { callee, args } = call;
  const name = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : undefined;
  if (name === undefined) return false;
  if (callee.kind === 'attribute' && goneMethods.has(name)) return true;
  const keywords = args.flatMap(argument => (argument.kind === 'keyword' ? [argument.name] : []));
  if (name === 'Model') return keywords.includes('input') && keywords.includes('output');
  if (name === 'Input' && keywords.includes('type_spec')) return true;
  if (callee.kind === 'attribute' && keywords.some(keyword => tensorflow1Arguments.has(keyword))) return true;
  if (callee.kind === 'attribute' && name === 'fit') return isEarlyFit(call);
  const layer = findLayer(name, 'keras2');
  if (layer !== undefined && keywords.some(keyword => layout.test(keyword))) return true;
  return (
    layer !== undefined &&
    keywords.some(
      keyword =>
        !Object.hasOwn(layer.params, keyword) &&
        (keras1Argument(layer.name, keyword) !== undefined || keras1KernelSizes(layer.name).includes(keyword)),
    )
  );
}
