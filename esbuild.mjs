// Builds everything that is shipped: extension, language server, command line, webview and its workers. Each entry
// becomes one file in dist/; grammars and WebAssembly backends are copied beside them. `--watch` rebuilds on change,
// `--dev` leaves the output readable.
import { cp, mkdir, rm } from 'node:fs/promises';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

/** Options that hold for every bundle. */
const shared = { bundle: true, minify: !dev, sourcemap: dev ? 'linked' : false, target: 'es2022', logLevel: 'info' };

/** Node bundles that VS Code loads; `vscode` is the host's own module. */
const host = { ...shared, platform: 'node', format: 'cjs', external: ['vscode'] };

/** Browser bundles: each is one classic script, since a webview's worker cannot import a second file. */
const page = { ...shared, platform: 'browser', format: 'iife' };

const entries = [
  { ...host, entryPoints: ['src/extension/node.ts'], outfile: 'dist/extension.cjs' },
  { ...host, entryPoints: ['src/server/node.ts'], outfile: 'dist/server.cjs' },
  {
    ...shared,
    platform: 'node',
    format: 'esm',
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: {
      js: "#!/usr/bin/env node\nimport { createRequire as layerscopeRequire } from 'node:module'; const require = layerscopeRequire(import.meta.url);",
    },
  },
  { ...page, entryPoints: ['webview/main.ts'], outfile: 'dist/webview/main.js' },
  { ...page, entryPoints: ['webview/graph/layoutWorker.ts'], outfile: 'dist/webview/layoutWorker.js' },
  { ...page, entryPoints: ['webview/runtime/worker.ts'], outfile: 'dist/webview/runtimeWorker.js' },
  { ...page, entryPoints: ['webview/styles/main.css'], outfile: 'dist/webview/main.css', format: undefined },
];

const grammars = ['tree-sitter', 'tree-sitter-python', 'tree-sitter-javascript', 'tree-sitter-typescript', 'tree-sitter-tsx'];
const backends = ['tfjs-backend-wasm', 'tfjs-backend-wasm-simd'];

await rm('dist', { recursive: true, force: true });
await mkdir('dist/grammars', { recursive: true });
await mkdir('dist/webview', { recursive: true });
for (const name of grammars) await cp(`node_modules/@vscode/tree-sitter-wasm/wasm/${name}.wasm`, `dist/grammars/${name}.wasm`);
for (const name of backends)
  await cp(`node_modules/@tensorflow/tfjs-backend-wasm/dist/${name}.wasm`, `dist/webview/${name}.wasm`);

if (watch) for (const entry of entries) await (await context(entry)).watch();
else await Promise.all(entries.map(entry => build(entry)));
