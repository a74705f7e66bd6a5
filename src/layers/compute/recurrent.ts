// Recurrent layers on tfjs: the loop over a sequence with its masks and states, as Keras runs it.

import type { RunContext, Tensor, Tf } from '../run.ts';
import { tensorsOf } from './callTensors.ts';

export interface StepResult {
  readonly output: Tensor;
  readonly states: readonly Tensor[];
}

/** One step: the input of the step and the states before it give the output and the states after it. */
export type StepFunction = (input: Tensor, states: readonly Tensor[]) => StepResult;

export interface SequenceOptions {
  readonly step: StepFunction;
  /** The states before the first step, where the call gives none; `first` is the input of a step. */
  start(first: Tensor): readonly Tensor[];
}

/** The outputs of a recurrent layer: the last output or all of them, then the last states where they are asked for. */
export function runSequence(context: RunContext, options: SequenceOptions): readonly Tensor[] {
  const { tf, config } = context;
  const { sequence, mask, initial } = sequenceOf(context);
  const timeMajor = config.time_major === true;
  const steps = tf.unstack(sequence, timeMajor ? 0 : 1);
  const counts = mask === null ? undefined : tf.unstack(mask, timeMajor ? 0 : 1);
  if (config.go_backwards === true) {
    steps.reverse();
    counts?.reverse();
  }
  const [first] = steps;
  if (first === undefined) throw new Error('the sequence has no steps');
  let states = initial ?? options.start(first);
  let last: Tensor | undefined;
  const outputs: Tensor[] = [];
  for (const [i, input] of steps.entries()) {
    const results = tf.tidy(() => {
      const next = options.step(input, states);
      const counted = counts?.[i];
      if (counted === undefined) return [next.output, ...next.states];
      const blank = last === undefined || config.zero_output_for_mask === true ? tf.zerosLike(next.output) : last;
      const kept = next.states.map((state, k) => choose(tf, counted, state, states[k] ?? state));
      return [choose(tf, counted, next.output, blank), ...kept];
    });
    const [output, ...after] = results;
    if (output === undefined) break;
    states = after;
    last = output;
    outputs.push(output);
  }
  if (last === undefined) throw new Error('the sequence has no steps');
  const output = config.return_sequences === true ? tf.stack(outputs, timeMajor ? 0 : 1) : last;
  return config.return_state === true ? [output, ...states] : [output];
}

/** The masks of a recurrent layer's outputs: that of the sequence for all outputs, none for states. */
export function sequenceMasks(
  context: RunContext & { readonly outputs: readonly Tensor[] },
): readonly (Tensor | null)[] {
  const { config, outputs } = context;
  const { handedOn } = sequenceOf(context);
  return outputs.map((_, i) => (i === 0 && config.return_sequences === true ? handedOn : null));
}

interface Sequence {
  readonly sequence: Tensor;
  /** The steps that count. */
  readonly mask: Tensor | null;
  /** The steps that count for what follows. */
  readonly handedOn: Tensor | null;
  readonly initial: readonly Tensor[] | undefined;
}

/**
 * The sequence, its mask (given or its own), and initial states, which may stand behind the sequence in its list. Keras 3
 * sees to the sequence's own mask only where the call has no other argument with tensors, but hands it on all the same.
 */
export function sequenceOf(context: RunContext): Sequence {
  const [first = 'sequences'] = [...context.call.keys()];
  const [sequence, ...behind] = tensorsOf(context, first).filter(item => item !== null);
  if (sequence === undefined) throw new Error('there is no sequence');
  const given = ['initial_state', 'initialState']
    .flatMap(name => tensorsOf(context, name))
    .filter(item => item !== null);
  const initial = [...behind, ...given].map(item => item.tensor);
  const explicit = tensorsOf(context, 'mask')[0]?.tensor;
  const unseen = context.dialect === 'keras3' && given.length > 0;
  const flags = (mask: Tensor | null): Tensor | null => mask?.cast('bool') ?? null;
  return {
    sequence: sequence.tensor,
    mask: flags(explicit ?? (unseen ? null : sequence.mask)),
    handedOn: flags(explicit ?? sequence.mask),
    initial: initial.length === 0 ? undefined : initial,
  };
}

/** Where a step counts, the new value, else the old one. */
function choose(tf: Tf, counts: Tensor, next: Tensor, before: Tensor): Tensor {
  const shape = [counts.shape[0] ?? 1, ...Array.from({ length: next.rank - 1 }, () => 1)];
  return tf.where(tf.reshape(counts, shape), next, before);
}
