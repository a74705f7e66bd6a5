// Environments of Gym and Gymnasium that are part of the library: what an agent sees and how many actions it has.

import { ownValue } from '../base/ownValue.ts';
import { builtin, int, tuple } from '../interp/make.ts';
import type { Builtin, ObjectValue, Value } from '../interp/value.ts';
import { type Unknown, unknown } from '../shapes/unknown.ts';
import { argument } from './arguments.ts';

interface Spaces {
  /** The shape of an observation; undefined for one that is a number. */
  readonly observation: readonly number[] | undefined;
  /** How many actions there are to choose from, or the shape of an action of real numbers. */
  readonly action: number | readonly number[];
}

/** By name without version. */
const environments: Readonly<Record<string, Spaces>> = {
  CartPole: { observation: [4], action: 2 },
  MountainCar: { observation: [2], action: 3 },
  MountainCarContinuous: { observation: [2], action: [1] },
  Pendulum: { observation: [3], action: [1] },
  Acrobot: { observation: [6], action: 3 },
  LunarLander: { observation: [8], action: 4 },
  LunarLanderContinuous: { observation: [8], action: [2] },
  BipedalWalker: { observation: [24], action: [4] },
  BipedalWalkerHardcore: { observation: [24], action: [4] },
  FrozenLake: { observation: undefined, action: 4 },
  Taxi: { observation: undefined, action: 6 },
  CliffWalking: { observation: undefined, action: 4 },
};

const environment: Unknown = unknown({ kind: 'data', what: 'what the environment answers' });

/** `gym.make(name)` without arguments that change what is seen or done. */
const make: Builtin = (_context, args) => {
  const name = argument(args, 0, 'id');
  const changed = args.keywords.some(keyword => keyword.name !== 'id' && keyword.name !== 'render_mode');
  const stem = name?.kind === 'string' ? name.value.replace(/-v\d+$/, '') : '';
  const spaces = changed ? undefined : ownValue(environments, stem);
  if (spaces === undefined) return name?.kind === 'unknown' ? name : unknown({ kind: 'call', name: 'gym.make' });
  const { observation, action } = spaces;
  return {
    kind: 'object',
    family: 'environment',
    name: 'environment',
    config: new Map<string, Value>([
      ['action_space', typeof action === 'number' ? discrete(action) : box(action)],
      ...(observation === undefined ? [] : ([['observation_space', box(observation)]] as const)),
    ]),
  };
};

function discrete(count: number): ObjectValue {
  return space([
    ['n', int(count)],
    ['shape', tuple([])],
  ]);
}

function box(shape: readonly number[]): ObjectValue {
  return space([['shape', tuple(shape.map(int))]]);
}

function space(entries: readonly (readonly [string, Value])[]): ObjectValue {
  return { kind: 'object', family: 'environment', name: 'space', config: new Map(entries) };
}

/** The attribute of an environment or a space: what is not known of it is only known in a run. */
export function environmentMember(value: ObjectValue, name: string): Value {
  return value.config.get(name) ?? (name === 'unwrapped' ? value : builtin(`gym.${name}`, () => environment));
}

/** What stands at a path of Gym; undefined where there is nothing that is known. */
export function environmentAt(path: string): Value | undefined {
  return path === 'gym.make' || path === 'gymnasium.make' ? builtin(path, make) : undefined;
}
