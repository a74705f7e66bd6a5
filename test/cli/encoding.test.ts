// How bytes of source files become text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeSource } from '../../src/cli/encoding.ts';

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, char => char.charCodeAt(0));
}

test('a file is read in the encoding that its first lines declare', () => {
  const program = "#!/usr/bin/env python\n# -*- coding: latin-1 -*-\nname = 'caf\xe9'\n";
  assert.equal(decodeSource(bytes(program), 'python'), program);
});

test('everything else is UTF-8, with or without a mark', () => {
  const encoded = new TextEncoder().encode("name = 'é'\n");
  assert.equal(decodeSource(encoded, 'python'), "name = 'é'\n");
  assert.equal(decodeSource(Uint8Array.of(0xef, 0xbb, 0xbf, ...encoded), 'python'), "name = 'é'\n");
  assert.equal(decodeSource(bytes('# coding: no-such-thing\nx = 1\n'), 'python'), '# coding: no-such-thing\nx = 1\n');
});

test('bytes that are no text of the encoding are refused', () => {
  assert.throws(() => decodeSource(bytes("name = 'caf\xe9'\n"), 'python'));
  assert.throws(() => decodeSource(bytes("// coding: latin-1\nconst name = 'caf\xe9';\n"), 'javascript'));
});
