// Programs that would take for ever, or all memory there is, if they were run to their end. None of them may throw, hang or
// be complained of.

const times = (count: number, write: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => write(i)).join('');

const keras = 'import keras\nimport numpy as np\n';

/** Programs by what is too much in them; JavaScript where the name says so. */
export const hostilePrograms: Readonly<Record<string, string>> = {
  'parentheses within parentheses': `x = ${'('.repeat(5000)}1${')'.repeat(5000)}\n`,
  'lists within lists': `x = ${'['.repeat(2000)}1${']'.repeat(2000)}\n`,
  'blocks within blocks': `${times(400, i => `${' '.repeat(i)}if a:\n`)}${' '.repeat(400)}pass\n`,
  'a sum of 20,000 numbers': `x = ${'1 + '.repeat(20_000)}1\n`,
  'a chain of 20,000 attributes': `x = a${'.b'.repeat(20_000)}\n`,
  'a list of 700,000 items': `x = [${'1,'.repeat(700_000)}]\ny = x * 2\n`,
  'lists that double':
    's = [1]\nt = (1,)\nfor i in range(200):\n    s = s + s\n    t = (t, t)\nd = {t: s, s == s: t == t}\n',
  'records within records': 'd = {}\nfor i in range(200):\n    d = {"a": d, "b": d}\nx = d == {**d}\n',
  'a list that extends itself': 's = [1]\nfor i in range(200):\n    s.extend(s)\n',
  'a list that holds itself': 's = []\ns.append(s)\nfor i in range(50):\n    s.append(list(s))\nx = s == s\n',
  'texts that double':
    's = t = u = "ab"\nfor i in range(200):\n    s = s + s\n    t = f"{t}{t}"\n    u = u.replace("a", u)\n',
  'powers of powers': 'x = 10\nfor i in range(50):\n    x = x ** x\ny = 10 ** (10 ** 10)\n',
  'a record of 20,000 entries': 'd = {}\nfor i in range(20000):\n    d[i] = str(i)\n',
  'calls that branch': 'def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\nx = f(40)\n',
  'calls in a circle': 'def f(x):\n    return g(x) + g([x])\ndef g(x):\n    return f(x) + f((x, x))\nf(open("x"))\n',
  'classes with two bases each': `class A0: pass\nclass B0: pass\n${times(60, i => `class A${i + 1}(A${i}, B${i}): pass\nclass B${i + 1}(A${i}, B${i}): pass\n`)}x = A60().y\n`,
  'conditions that are not known': `def f(a):\n${times(300, i => `    if a[${i}]:\n        return ${i}\n`)}f(open("x"))\n`,
  'loops within loops': `n = 0\n${times(8, i => `${'    '.repeat(i)}for x${i} in range(100):\n`)}${'    '.repeat(8)}n += 1\n`,
  'loops of unknown length within each other': `def f(a):\n${times(12, i => `${'    '.repeat(i + 1)}for x${i} in a.b${i}:\n`)}${'    '.repeat(13)}a.c(x0)\nf(open("x"))\n`,
  'a loop without end': 'x = 0\nwhile x >= 0:\n    x += 1\n',
  'layers without end': `${keras}x = i = keras.Input((8,))\nfor _ in range(100000):\n    x = keras.layers.Dense(8)(x)\nm = keras.Model(i, x)\n`,
  'models that hold a model twice': `${keras}m = keras.Sequential([keras.Input((8,)), keras.layers.Dense(8)])\nfor _ in range(40):\n    i = keras.Input((8,))\n    m = keras.Model(i, m(m(i)))\ny = m.predict(np.zeros((2, 8)))\n`,
  'sizes of sizes': `${keras}def f(a: int, b: int):\n    x = a + b\n${'    x = x * x + x // 3\n'.repeat(40)}    return keras.layers.Dense(x)(keras.Input((x,)))\n`,
  'arrays of 10^27 elements': `${keras}x = np.zeros((10**9, 10**9, 10**9))\ny = x.reshape(-1)\nz = np.tile(np.arange(1000), (1000, 1000))\n`,
  'a line of a million letters': `x = "${'a'.repeat(1_000_000)}"\n`,
  'five megabytes': times(400_000, i => `x${i} = ${i}\n`),
  'brackets that never close': '(['.repeat(300_000),
  'a text that never closes': `"""${'a\n'.repeat(300_000)}`,
  'functions around functions': `f = lambda x: x\n${'f = (lambda g: lambda x: g(g(x)))(f)\n'.repeat(300)}y = f(1)\n`,
  'properties in a circle':
    'class A:\n    @property\n    def x(self):\n        return self.x + self.y\n    @property\n    def y(self):\n        return self.x + self.y\nb = A().x\n',
  'JavaScript: arrays that double':
    'let s = [1];\nfor (let i = 0; i < 1e9; i++) { for (let j = 0; j < 1e9; j++) { s.push([i, j]); s = s.concat(s); } }\n',
  'JavaScript: texts that double':
    'let s = "a"; for (let i = 0; i < 100; i++) s = s.concat(s) + s;\nconst a = new Array(1e9).fill(0); const b = [...a, ...a];\n',
  'JavaScript: arrows in a circle': 'const g = x => [1, 2, 3].map(y => g(x + y));\ng(window.x);\ng(1);\n',
};
