// What a run is asked for: the input's values, the seed, the batch size, sizes for axes that the program leaves open, and
// whether layers behave as in training.

import type { RunPlan } from '../../src/protocol/runPlan.ts';
import { html } from '../elements.ts';
import type { RunSettings } from '../runtime/evaluate.ts';
import { type OpenAxis, openAxes } from '../runtime/inputs.ts';

/** The choices as they are remembered; sizes by the key of their axis. */
export interface FormValues {
  readonly input: 'ones' | 'random';
  readonly seed: number;
  readonly batch: number;
  readonly sizes: Readonly<Record<string, number>>;
  readonly training: boolean;
}

export const usualValues: FormValues = { input: 'ones', seed: 1, batch: 1, sizes: {}, training: false };

export interface SettingsForm {
  readonly element: HTMLElement;
  /** Offers the open axes of a model. */
  setPlan(plan: RunPlan | undefined): void;
  values(): FormValues;
  setDisabled(disabled: boolean): void;
}

/** The largest size of an axis or batch that can be asked for. */
const largestSize = 4096;

/** The form with the given choices. `onChange` is called with every valid change, `onSubmit` when Enter is pressed. */
export function createSettingsForm(options: {
  readonly start: FormValues;
  onChange(values: FormValues): void;
  onSubmit(): void;
}): SettingsForm {
  let values = options.start;

  function change(part: Partial<FormValues>): void {
    values = { ...values, ...part };
    options.onChange(values);
  }

  const input = html(
    'select',
    {},
    html('option', { value: 'ones' }, 'Ones'),
    html('option', { value: 'random' }, 'Random'),
  );
  input.value = values.input;
  input.addEventListener('change', () => change({ input: input.value === 'random' ? 'random' : 'ones' }));
  const seed = numberField({
    value: values.seed,
    least: 0,
    most: 2 ** 31 - 1,
    onChange: value => change({ seed: value }),
  });
  const batch = numberField({
    value: values.batch,
    least: 1,
    most: largestSize,
    onChange: value => change({ batch: value }),
  });
  const training = html('input', { type: 'checkbox', checked: values.training });
  training.addEventListener('change', () => change({ training: training.checked }));

  const sizes = html('span', { class: 'run-sizes' });
  const fields = html(
    'fieldset',
    { class: 'run-fields' },
    html('legend', { class: 'run-hidden' }, 'What to compute with'),
    labelled('Input', input, 'The values of the model’s inputs: all ones, or random numbers from 0 to 1'),
    labelled('Seed', seed, 'Decides the variables, random inputs and random layers'),
    labelled('Batch', batch, 'The number of samples'),
    sizes,
    html(
      'label',
      { class: 'run-check', title: 'Dropout drops, normalization uses the statistics of the batch' },
      training,
      'Training behaviour',
    ),
  );
  const form = html(
    'form',
    { class: 'run-form' },
    fields,
    html('input', { type: 'submit', class: 'run-hidden', tabindex: -1, value: 'Compute' }),
  );
  form.querySelector('input[type=submit]')?.setAttribute('aria-hidden', 'true');
  form.addEventListener('submit', event => {
    event.preventDefault();
    options.onSubmit();
  });

  function sizeField({ key, label, fallback }: OpenAxis): HTMLElement {
    const value = values.sizes[key] ?? fallback;
    const field = numberField({
      value,
      least: 1,
      most: largestSize,
      onChange: size => change({ sizes: { ...values.sizes, [key]: size } }),
    });
    return labelled(label, field, 'The size of an axis that the program leaves open');
  }

  return {
    element: form,
    setPlan(plan) {
      const axes = plan === undefined ? [] : openAxes(plan);
      sizes.replaceChildren(...axes.map(sizeField));
    },
    values: () => values,
    setDisabled(disabled) {
      fields.disabled = disabled;
    },
  };
}

/** The settings of a run with the chosen values. */
export function settingsOf(values: FormValues): RunSettings {
  const { input, seed, batch, sizes, training } = values;
  return { input: { kind: input }, seed, batch, sizes, training };
}

function labelled(label: string, field: HTMLElement, title: string): HTMLElement {
  return html('label', { class: 'run-field', title }, html('span', {}, label), field);
}

/** A field for whole numbers; what is out of range is not passed on, and put right when the field is left. */
function numberField(options: {
  readonly value: number;
  readonly least: number;
  readonly most: number;
  onChange(value: number): void;
}): HTMLInputElement {
  const { least, most } = options;
  let valid = options.value;
  const field = html('input', { type: 'number', min: least, max: most, step: 1, value: valid, required: true });
  field.addEventListener('input', () => {
    const value = field.valueAsNumber;
    if (!Number.isInteger(value) || value < least || value > most) return;
    valid = value;
    options.onChange(value);
  });
  field.addEventListener('blur', () => {
    field.value = String(valid);
  });
  return field;
}
