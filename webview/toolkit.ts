// The only door to the component toolkit, which is no longer maintained: everything else asks for a button or a field
// here, so that replacing it touches one file.

// Has to be loaded before the toolkit.
import './styleProbe.ts';

import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { html } from './elements.ts';
import { type IconName, icon } from './icons.ts';
import { endStyleProbe } from './styleProbe.ts';

/** Defines the custom elements; once, before any is made. */
export function registerToolkit(): void {
  endStyleProbe();
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextField(), vsCodeProgressRing());
}

export interface ButtonOptions {
  /** What it does; shown as its text, or as name and tooltip of an icon button. */
  readonly label: string;
  readonly icon?: IconName;
  /** An icon button shows its icon alone. */
  readonly look: 'icon' | 'primary' | 'secondary';
  readonly press: () => void;
}

/** A push button. */
export function button({ label, icon: name, look, press }: ButtonOptions): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', look);
  if (look === 'icon') {
    element.setAttribute('aria-label', label);
    element.title = label;
    element.append(name === undefined ? label : icon(name));
  } else {
    if (name !== undefined) {
      const start = html('span', { slot: 'start', class: 'start' }, icon(name));
      element.append(start);
    }
    element.append(label);
  }
  element.addEventListener('click', press);
  return element;
}

/** Enables or disables a control made here. */
export function setEnabled(element: HTMLElement, enabled: boolean): void {
  element.toggleAttribute('disabled', !enabled);
}

/** Marks a button as switched on or off. */
export function setPressed(element: HTMLElement, pressed: boolean): void {
  element.setAttribute('aria-pressed', String(pressed));
}

export interface TextField {
  readonly element: HTMLElement;
  value: string;
  focus(): void;
  select(): void;
}

/** A field for one line of text that reports every change. */
export function textField(options: {
  readonly label: string;
  readonly placeholder: string;
  readonly start?: IconName;
  readonly change: (value: string) => void;
}): TextField {
  const element = document.createElement('vscode-text-field') as HTMLElement & {
    value: string;
    control?: HTMLInputElement;
  };
  element.setAttribute('placeholder', options.placeholder);
  element.setAttribute('aria-label', options.label);
  if (options.start !== undefined) element.append(html('span', { slot: 'start', class: 'start' }, icon(options.start)));
  element.addEventListener('input', () => options.change(element.value));
  return {
    element,
    get value() {
      return element.value;
    },
    set value(text) {
      element.value = text;
    },
    focus: () => element.focus(),
    select: () => element.control?.select(),
  };
}

/** A ring that turns while something is under way. */
export function progressRing(label: string): HTMLElement {
  const element = document.createElement('vscode-progress-ring');
  element.setAttribute('role', 'progressbar');
  element.setAttribute('aria-label', label);
  return element;
}
