// Starts the browser that shows VS Code: without a window, without talk to the net, with WebGL 2 and WebGPU in software.
import { type Browser, chromium } from 'playwright-core';
import { installChromium } from './chromium.ts';

const quietArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--force-color-profile=srgb',
];

/** A running browser and what it calls itself. */
export interface RunningBrowser {
  readonly browser: Browser;
  readonly version: string;
}

/** Starts a browser; Playwright ends it together with this process. */
export async function startBrowser(): Promise<RunningBrowser> {
  const { executable, version, env } = await installChromium();
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) inherited[name] = value;
  const browser = await chromium.launch({
    executablePath: executable,
    args: quietArguments,
    env: { ...inherited, ...env },
  });
  return { browser, version };
}
