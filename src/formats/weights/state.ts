// The state of a model as Keras 3 saves it: a tree that follows the objects of the model, each with its variables in order.

import { mostObjects } from '../budgets.ts';
import type { Attribute } from '../hdf5/attributes.ts';
import { broken } from '../hdf5/bytes.ts';
import type { Hdf5File, Hdf5Object } from '../hdf5/file.ts';
import type { NamedArray } from './arrays.ts';

export interface StateGroup {
  /** The name that the object has in the model, where the file tells it. */
  readonly name: string | undefined;
  readonly variables: readonly NamedArray[];
  /** The objects inside, by the names of the attributes or the classes that they are reached by. */
  readonly children: ReadonlyMap<string, StateGroup>;
}

/** Objects inside objects. Wrappers in nested models come to about twenty. */
const deepest = 64;

/** What the first versions called the list of layers. */
const formerly = '_layer_checkpoint_dependencies';

/** The tree of an HDF5 file. */
export function stateOfHdf5(file: Hdf5File): StateGroup {
  let count = 0;
  const group = (object: Hdf5Object, path: readonly string[]): StateGroup => {
    count++;
    if (count > mostObjects || path.length > deepest) broken();
    const vars = object.members.has('vars') ? file.find(object, 'vars') : undefined;
    const children = new Map<string, StateGroup>();
    for (const key of object.members.keys()) {
      if (key === 'vars' || key === 'optimizer') continue;
      const child = file.find(object, key);
      if (child !== undefined && child.dataset === undefined)
        children.set(key === formerly ? 'layers' : key, group(child, [...path, key]));
    }
    const name = vars?.attributes.get('name');
    return {
      name: typeof name === 'string' ? name : undefined,
      variables: vars === undefined ? [] : variablesIn(file, vars, path),
      children,
    };
  };
  return group(file.root, []);
}

/** The datasets `0`, `1`, ... of a group. */
function variablesIn(file: Hdf5File, vars: Hdf5Object, path: readonly string[]): readonly NamedArray[] {
  const numbers = [...vars.members.keys()].filter(key => /^\d+$/.test(key)).sort((a, b) => Number(a) - Number(b));
  return numbers.flatMap(key => {
    const object = file.find(vars, key);
    const dataset = object?.dataset;
    if (object === undefined || dataset === undefined) return [];
    const dtype = textOf(object.attributes.get('dtype'));
    return [{ path: [...path, key], shape: dataset.shape, read: () => dataset.read(dtype) }];
  });
}

function textOf(attribute: Attribute | undefined): string | undefined {
  return typeof attribute === 'string' ? attribute : undefined;
}

/** Two trees as one: files of which each holds some of the variables. */
export function joinStates(a: StateGroup, b: StateGroup): StateGroup {
  const children = new Map(a.children);
  for (const [key, child] of b.children) {
    const other = children.get(key);
    children.set(key, other === undefined ? child : joinStates(other, child));
  }
  return {
    name: a.name ?? b.name,
    variables: a.variables.length > 0 ? a.variables : b.variables,
    children,
  };
}

/** True where the tree holds any variable. */
export function holdsVariables({ variables, children }: StateGroup): boolean {
  return variables.length > 0 || [...children.values()].some(holdsVariables);
}
