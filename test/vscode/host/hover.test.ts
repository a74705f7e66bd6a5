// What hovers tell about the example programs: shapes, layers, parameters.
import { suite, test } from 'mocha';
import { hoverOver, openProgram } from './editing.ts';

/** A piece of source, which of its occurrences, and what the hover over it must have in it. */
type Case = readonly [text: string, occurrence: number, ...facts: string[]];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'siamese.py': [
    ['ResNet50', 1, '(None, 100, 100, 3)', '(None, 2048)'],
    ['model =', 1, '(None, 2048)', '23,587,712'],
    ['layers[:15]', 1, 'conv2_block1_3_conv', 'ZeroPadding2D', '(None, 25, 25, 256)'],
    ['layer_outputs =', 1, '15', '(None, 106, 106, 3)'],
    ['model2 =', 1, '15 outputs', '84,608'],
    ['input_anchor =', 1, '(None, 100, 100, 3)'],
    ['embedding_anchor =', 1, '15', '(None, 100, 100, 3)', '(None, 25, 25, 256)'],
    ['concatenate', 1, '(None, 100, 100, 9)'],
    ['siamese =', 1, '(None, 100, 100, 9)', '84,608'],
  ],
  'siamese_fixed.py': [
    ['model2 =', 1, '(None, 25, 25, 256)'],
    ['embedding_anchor =', 1, '(None, 25, 25, 256)'],
    ['concatenate', 1, '(25, 25, 768)'],
  ],
  'feature_models.py': [
    ['feat_model_a =', 1, '(None, 50, 50, 64)', '9,728'],
    ['pred =', 1, '(1, 25, 25, 256)'],
    ['len(pred)', 1, '1'],
    ['shape', 3, '(25, 25, 256)'],
  ],
  'residual.js': [
    ['base =', 1, '[null, 10]', '9,898'],
    ['conv2d', 1, '[null, 32, 32, 16]'],
    ['features =', 1, '[null, 32, 32, 16]', '9,728'],
    ['head =', 1, '[null, 10]', '1,049,290'],
  ],
};

suite('Hover', () => {
  for (const [file, wanted] of Object.entries(cases))
    for (const [text, occurrence, ...facts] of wanted)
      test(`${file}: "${text}" tells ${facts.join(', ')}`, async () => {
        const document = await openProgram(file);
        for (const fact of facts) await hoverOver(document, text, { occurrence, containing: fact });
      });
});
