// What a layer or an operation can find wrong with its arguments and inputs, as plain data. The words, severities and
// fixes are the business of checks/; here stands only what was expected and what is there.

import type { Place } from '../base/span.ts';
import type { Dim } from '../shapes/dim.ts';
import type { Shape } from '../shapes/shape.ts';
import type { RankRule } from './define.ts';

/** What the runtime says, per dialect; `by` names the library below it whose words they are. */
export interface RuntimeWords {
  readonly keras3?: string;
  readonly keras2?: string;
  readonly tfjs?: string;
  readonly by?: 'NumPy' | 'TensorFlow';
}

interface ProblemBase {
  /**
   * What the runtime would say, per dialect, as far as it is certain. Names of layers are written as `{name}`, and `…` stands
   * for what is left out in between.
   */
  readonly runtime?: RuntimeWords;
  /**
   * `silent` where the runtime says nothing and computes something else, `doubted` where it depends on what is not known
   * whether it goes wrong at all; an error at once unless said otherwise.
   */
  readonly effect?: 'silent' | 'fails when run' | 'doubted';
  /** The layer inside this one that it is about, by its name. */
  readonly within?: string;
}

export type Problem = ProblemBase &
  (
    | { readonly kind: 'rank-mismatch'; readonly input: number; readonly expected: RankRule; readonly shape: Shape }
    | {
        readonly kind: 'axis-mismatch';
        readonly input: number;
        readonly axis: number;
        readonly expected: Dim;
        readonly got: Dim;
        readonly shape: Shape;
        /** Where the expected size comes from, as the end of a sentence: "the kernel was made for 64 channels". */
        readonly because: string;
      }
    /** Inputs that cannot be merged. `axes` are the axes on which they differ. */
    | {
        readonly kind: 'merge-shape';
        readonly shapes: readonly Shape[];
        readonly axes: readonly number[];
        /** The axis of concatenation, where there is one. */
        readonly along?: number;
      }
    /** A window that leaves nothing of an axis. `arguments` names what made it too large. */
    | {
        readonly kind: 'empty-output';
        readonly shape: Shape;
        readonly axis: number;
        readonly size: number;
        readonly window: number;
        readonly result: number;
        readonly argument: string;
      }
    /** An axis that must be known is open. */
    | { readonly kind: 'undefined-axis'; readonly input: number; readonly axis: number; readonly shape: Shape }
    /** The None of an open axis, computed with in Python; `by` is the operator or function that refuses it. */
    | { readonly kind: 'open-axis'; readonly axis: number; readonly shape: Shape; readonly by: string }
    | {
        readonly kind: 'reshape-size';
        readonly from: Shape;
        readonly target: readonly Dim[];
        readonly argument?: string;
      }
    | {
        readonly kind: 'matmul-shape';
        readonly shapes: readonly Shape[];
        readonly axes: readonly (readonly [number, number])[];
      }
    | { readonly kind: 'attention-shape'; readonly shapes: readonly Shape[]; readonly says: string }
    /** A value that the argument does not take. `expected` completes "`strides` must be …". */
    | {
        readonly kind: 'argument-value';
        readonly argument: string;
        readonly got: string;
        readonly expected: string;
        /** Set for a name that is legal where code which is not read registers it. */
        readonly registrable?: true;
        /** Set for a name that another version of Keras has. */
        readonly existsIn?: 'keras2' | 'keras3';
      }
    | {
        readonly kind: 'unknown-argument';
        readonly argument: string;
        /** The closest argument that exists, and where else the given one exists. */
        readonly suggestion?: string;
        readonly existsIn?: 'keras2' | 'keras3' | 'tfjs';
      }
    | { readonly kind: 'missing-argument'; readonly argument: string }
    | { readonly kind: 'duplicate-argument'; readonly argument: string }
    /** An argument that is accepted and has no effect; `because` completes "has no effect …". */
    | { readonly kind: 'ignored-argument'; readonly argument: string; readonly because: string }
    | { readonly kind: 'too-many-arguments'; readonly most: number; readonly got: number }
    | { readonly kind: 'merge-needs-list'; readonly got: number; readonly atLeast: number }
    /** A list of tensors passed to a layer of one. */
    | { readonly kind: 'single-input-layer'; readonly got: number }
    /** The call itself is wrong in another way; `says` is a sentence without a full stop. */
    | { readonly kind: 'call-value'; readonly argument?: string; readonly says: string }
    | { readonly kind: 'input-dtype'; readonly input: number; readonly got: string; readonly expected: string }
    | { readonly kind: 'input-count'; readonly expected: number; readonly got: number; readonly missing?: string }
    /** Data that an input of a model does not take; `axis` is set where one axis has another size. */
    | {
        readonly kind: 'input-data';
        readonly argument: string;
        readonly input: string;
        readonly expected: Shape;
        readonly got: Shape;
        readonly axis?: number;
        /** Set where it is the last batch alone, which holds what is left of the samples. */
        readonly lastBatch?: true;
        /** What versions before Keras 2.4 say, where later ones take it and either may be meant. */
        readonly refusedEarly?: string;
      }
    /** A number in the data that names none of the rows of a table, counted from 0. `layer` looks it up inside a model. */
    | {
        readonly kind: 'input-values';
        readonly argument: string;
        readonly rows: number;
        readonly got: number;
        readonly layer?: string;
      }
    /** A label that names none of the classes of an output, counted from 0, among labels from `lowest` to `highest`. */
    | {
        readonly kind: 'target-values';
        readonly argument: string;
        readonly classes: number;
        readonly got: number;
        readonly lowest: number;
        readonly highest: number;
      }
    /** Targets that a loss cannot compare with an output. */
    | {
        readonly kind: 'target-data';
        readonly argument: string;
        readonly loss: string;
        readonly target: Shape;
        readonly output: Shape;
      }
    | { readonly kind: 'target-count'; readonly argument: string; readonly expected: number; readonly got: number }
    /** Targets and outputs that a loss repeats against each other along an axis of size 1. */
    | {
        readonly kind: 'silent-broadcast';
        readonly argument: string;
        readonly loss: string;
        readonly target: Shape;
        readonly output: Shape;
      }
    /** Arrays of one training that hold different numbers of samples. */
    | { readonly kind: 'sample-count'; readonly argument: string; readonly x: number; readonly y: number }
    /**
     * A model that `method` trains or evaluates before it was compiled; `order` is open where the program may run what compiles
     * it before, though that stands elsewhere.
     */
    | { readonly kind: 'not-compiled'; readonly method: string; readonly order: 'certain' | 'open' }
    /** A model that `method` trains although `compile`, which stands at `compiled`, was told no loss. */
    | { readonly kind: 'no-loss'; readonly method: string; readonly trained?: Place }
    /** Data of a kind that cannot be fed to a model; `got` says what it is. */
    | { readonly kind: 'data-dtype'; readonly argument: string; readonly got: string }
    /** A model function that cannot be built with such an argument; `suggestion` is source to write in its place. */
    | {
        readonly kind: 'application-argument';
        readonly argument: string;
        readonly says: string;
        readonly suggestion?: string;
      }
    /** Images smaller than a model function takes them: `least` pixels along each side. `got` is the shape as written. */
    | { readonly kind: 'input-too-small'; readonly argument: string; readonly least: number; readonly got: string }
    | { readonly kind: 'symbolic-value'; readonly says: string }
    /** An output shape that a layer of the program declares, by an argument or a method, and another that it computes. */
    | {
        readonly kind: 'lambda-shape';
        readonly declaredBy: string;
        readonly declared: Shape;
        readonly computed: Shape;
        readonly argument?: string;
      }
    /** A layer that the model does not have: asked for by name, or by a position outside its `count` layers. */
    | {
        readonly kind: 'unknown-layer';
        readonly suggestion?: string;
        readonly name?: string;
        readonly index?: number;
        readonly count: number;
        readonly names: readonly string[];
      }
    /** The first layer of a tfjs Sequential does not say what goes in. */
    | { readonly kind: 'no-input-shape' }
    /** A layer object where the tensor it gives is needed. `className` names the layer, `argument` where it stands. */
    | {
        readonly kind: 'layer-not-called';
        readonly argument: string;
        readonly className: string;
        readonly made?: Place;
        /** Set where it is the class itself, of which no layer was made. */
        readonly isClass?: true;
      }
    /**
     * An end (`output`, `inputs`, …) of a layer that has none yet: it lacks a call, a call though its graph is known, or the
     * shape of its input.
     */
    | {
        readonly kind: 'never-called';
        readonly attribute: string;
        readonly lack: 'call' | 'call, for a graph' | 'input shape';
        readonly made: Place;
      }
    /** Several layers of one model under one name; `others` counts further names of which this is so. */
    | {
        readonly kind: 'duplicate-layer-name';
        readonly name: string;
        readonly times: number;
        readonly others: number;
        /** Where the first of them was made, and the model that holds them. */
        readonly first: Place;
        readonly holder: Place;
      }
    /**
     * Layers of a branched model applied in a row. `at` is given `given` alone, or nothing of the model, and loses `lost`;
     * `how` is said in model/rows.ts. `made` is the Sequential that takes them.
     */
    | {
        readonly kind: 'linearised-layers';
        readonly how: 'merge' | 'operation' | 'beside';
        readonly at: string;
        readonly given?: string;
        readonly lost: readonly string[];
        readonly called: Place;
        readonly made?: Place;
      }
    /** Outputs inside a nested model, whose own input they start from; `called` is where the model calls it. */
    | {
        readonly kind: 'nested-graph-tensor';
        readonly argument: string;
        readonly output: string;
        readonly nested: string;
        readonly input: string;
        readonly called: Place;
      }
    /**
     * A name that a module, or an object of a class, does not have; the one that is meant, and the version that has the given
     * one: `early` are those before TensorFlow 2.6.
     */
    | {
        readonly kind: 'unknown-name';
        readonly module: string;
        readonly name: string;
        readonly suggestion?: string;
        readonly existsIn?: 'keras2' | 'keras3' | 'early';
      }
    /** A change of the list that `model.layers` gives, which is a copy. `change` is the method, or `delete` or `set`. */
    | { readonly kind: 'layers-copy'; readonly change: string; readonly output?: string }
    /** Outputs that depend on inputs which the model does not declare. */
    | { readonly kind: 'graph-disconnected'; readonly output: string; readonly missing: readonly string[] }
    /** Declared inputs that do not reach the outputs, in a model that begins at the tensors `inner` of other layers. */
    | {
        readonly kind: 'unreached-input';
        readonly unreached: readonly { readonly name: string; readonly position: number }[];
        readonly declared: number;
        readonly inner: readonly string[];
      }
    /** An end (`output`, `input`, …) of a layer that was called several times, of which none is the one asked for. */
    | { readonly kind: 'several-calls'; readonly attribute: string; readonly calls: readonly Place[] }
  );

export type ProblemKind = Problem['kind'];
