// Builds everything that is shipped: extension, language server, command line, webview and its workers. Each entry
// becomes one file in dist/; grammars and WebAssembly backends are copied beside them. `--watch` rebuilds on change,
// `--dev` leaves the output readable.
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { build, context } from 'esbuild';

const { version } = JSON.parse(await readFile('package.json', 'utf8'));

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

/** Options that hold for every bundle. */
const shared = { bundle: true, minify: !dev, sourcemap: dev ? 'linked' : false, target: 'es2022', logLevel: 'info' };

/** The parts of the protocol that the server does not speak, by their files in vscode-languageclient. */
const unspoken = [
  ...['callHierarchy', 'colorProvider', 'completion', 'declaration', 'diagnostic', 'documentHighlight', 'documentLink'],
  ...['executeCommand', 'fileOperations', 'fileSystemWatcher', 'foldingRange', 'formatting', 'implementation'],
  ...['inlineCompletion', 'inlineValue', 'linkedEditingRange', 'notebook', 'reference', 'rename', 'selectionRange'],
  ...['semanticTokens', 'signatureHelp', 'textDocumentContent', 'typeDefinition', 'typeHierarchy', 'workspaceFolder'],
  'workspaceSymbol',
];

/**
 * Leaves the unspoken parts out of the extension, a third of what VS Code would have to load at activation. The client
 * makes one of every feature it knows; those left out become features that do nothing.
 */
const leanClient = {
  name: 'lean client',
  setup(build) {
    const idle =
      "class { fillClientCapabilities() {} initialize() {} getState() { return { kind: 'static' }; } clear() {} }";
    build.onLoad(
      { filter: new RegExp(`vscode-languageclient.lib.common.(${unspoken.join('|')})\\.js$`) },
      async file => {
        const names = (await readFile(file.path, 'utf8')).match(/(?<=\bexports\.)\w+Feature\b/g);
        return { contents: [...new Set(names)].map(name => `exports.${name} = ${idle};`).join('\n') };
      },
    );
    // The messages of those parts, as far as no other part names them.
    const messages = `vscode-languageserver-protocol.lib.common.protocol.(${unspoken.join('|')}|moniker)\\.js$`;
    build.onLoad({ filter: new RegExp(messages) }, ({ path }) =>
      /(notebook|semanticTokens)\.js$/.test(path) ? undefined : { contents: '' },
    );
    // The manifest already says which versions of VS Code the extension runs in.
    build.onLoad({ filter: /semver.functions.(parse|satisfies)\.js$/ }, () => ({
      contents: 'module.exports = () => true;',
    }));
  },
};

/** The extension itself: only what it needs of the client, whose private names are shortened too. */
const lean = { plugins: [leanClient], mangleProps: /^_[a-z][A-Za-z]+$/ };

/** Node bundles that VS Code loads; `vscode` is the host's own module. */
const host = { ...shared, platform: 'node', format: 'cjs', external: ['vscode'] };

/** Browser bundles: each is one classic script, since a webview's worker cannot import a second file. */
const page = { ...shared, platform: 'browser', format: 'iife' };

/** Bundles for editors that run in a browser. What tree-sitter would ask of Node is never reached there. */
const web = { ...page, external: ['fs', 'fs/promises', 'path', 'url', 'module'] };

/** What CommonJS packages expect to find, for a bundle that is a module. */
const requireInModules = [
  "import { createRequire as makeRequire } from 'node:module';",
  "import { fileURLToPath as makePath } from 'node:url';",
  'const require = makeRequire(import.meta.url);',
  'const __filename = makePath(import.meta.url);',
  "const __dirname = makePath(new URL('.', import.meta.url));",
].join(' ');

/** Modules that run in Node from a shell. */
const shell = { ...shared, platform: 'node', format: 'esm' };

/** Tree-sitter asks the document for the address of its script; a worker has none of either. */
const scriptInWorkers = 'var document = { currentScript: { src: self.location.href } };';

const entries = [
  { ...host, ...lean, entryPoints: ['src/extension/node.ts'], outfile: 'dist/extension.cjs' },
  { ...host, entryPoints: ['src/server/node.ts'], outfile: 'dist/server.cjs' },
  {
    ...shell,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    define: { layerscopeVersion: JSON.stringify(version) },
    banner: { js: `#!/usr/bin/env node\n${requireInModules}` },
  },
  // The command line loads it for `run` alone. TensorFlow.js is taken in its form of modules, of which there is one.
  {
    ...shell,
    entryPoints: ['webview/runtime/node.ts'],
    outfile: 'dist/runtime.js',
    mainFields: ['module', 'main'],
    banner: { js: requireInModules },
  },
  // The drawing of the panel for `graph --format svg`, which reads the style sheet of the panel beside it.
  { ...shell, entryPoints: ['webview/file/drawGraph.ts'], outfile: 'dist/drawing.js' },
  {
    ...web,
    ...lean,
    entryPoints: ['src/extension/browser.ts'],
    outfile: 'dist/web/extension.js',
    format: 'cjs',
    external: ['vscode'],
  },
  { ...web, entryPoints: ['src/server/browser.ts'], outfile: 'dist/web/server.js', banner: { js: scriptInWorkers } },
  { ...page, entryPoints: ['webview/main.ts'], outfile: 'dist/webview/main.js' },
  { ...page, entryPoints: ['webview/graph/layoutWorker.ts'], outfile: 'dist/webview/layoutWorker.js' },
  { ...page, entryPoints: ['webview/runtime/worker.ts'], outfile: 'dist/webview/runtimeWorker.js' },
  { ...page, entryPoints: ['webview/styles/main.css'], outfile: 'dist/webview/main.css', format: undefined },
];

const grammars = [
  'tree-sitter',
  'tree-sitter-python',
  'tree-sitter-javascript',
  'tree-sitter-typescript',
  'tree-sitter-tsx',
];
const backends = ['tfjs-backend-wasm', 'tfjs-backend-wasm-simd'];

await rm('dist', { recursive: true, force: true });
await mkdir('dist/grammars', { recursive: true });
await mkdir('dist/webview', { recursive: true });
for (const name of grammars)
  await cp(`node_modules/@vscode/tree-sitter-wasm/wasm/${name}.wasm`, `dist/grammars/${name}.wasm`);
for (const name of backends)
  await cp(`node_modules/@tensorflow/tfjs-backend-wasm/dist/${name}.wasm`, `dist/webview/${name}.wasm`);

if (watch) for (const entry of entries) await (await context(entry)).watch();
else await Promise.all(entries.map(entry => build(entry)));
