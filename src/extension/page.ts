// The page of the graph panel: one element and the bundle that fills it. Nothing may run but that bundle and the workers
// it makes, and nothing may be loaded but from the extension's own folder.

/** Addresses as the webview sees them. */
export interface PageParts {
  readonly cspSource: string;
  /** The folder with the bundle, the styles, the workers and the WebAssembly files, ending in a slash. */
  readonly assets: string;
  /** Lets the bundle run. */
  readonly nonce: string;
  /** Lets style sheets be made by the bundle, which finds it in the page; it lets no script run. */
  readonly styleNonce: string;
}

/** The page's HTML. */
export function pageHtml({ cspSource, assets, nonce, styleNonce }: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src ${cspSource} 'nonce-${styleNonce}'`,
    `img-src ${cspSource} data: blob:`,
    `font-src ${cspSource}`,
    `connect-src ${cspSource}`,
    `worker-src blob:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
  <meta property="csp-nonce" content="${attribute(styleNonce)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Model Graph</title>
  <link rel="stylesheet" href="${attribute(assets)}main.css">
</head>
<body>
  <div id="root" data-assets="${attribute(assets)}" data-state="loading" data-nodes="0"></div>
  <script nonce="${attribute(nonce)}" src="${attribute(assets)}main.js"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replace(/[&"<>]/g, found => `&#${found.charCodeAt(0)};`);
}

/** A word that nobody can guess, for one load of the page. */
export function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
