// Reports about data that is fed to a model: they stand at an argument of the training call.

import type { Span } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import type { Problem } from '../../layers/problems.ts';
import type { Model } from '../../model/graph.ts';
import { report } from '../operations.ts';
import type { FedPart } from './trainingData.ts';

type Told = Pick<FedPart, 'argument' | 'place'>;

/** Reports a problem at an argument of the call; others that it is about as well are told with it. */
export function tell(context: Context, model: Model, about: Told | readonly Told[], problem: Problem): void {
  const { layer } = model;
  const all = 'place' in about ? [about] : about;
  const [first] = all;
  if (first === undefined) return;
  const argSpans = new Map<string, Span>(
    all.flatMap(({ argument, place }) => (argument === undefined ? [] : [[argument, place]])),
  );
  report(context, [problem], { place: first.place, name: layer.name, className: layer.className, layer, argSpans });
}
