// The colours of a light theme under the names that the page's style sheet takes from the editor.

export const lightTheme: Readonly<Record<string, string>> = {
  '--vscode-editor-background': '#ffffff',
  '--vscode-editor-foreground': '#3b3b3b',
  '--vscode-foreground': '#3b3b3b',
  '--vscode-focusBorder': '#005fb8',
  '--vscode-editorError-foreground': '#e51400',
  '--vscode-editorWarning-foreground': '#bf8803',
  '--vscode-editorInfo-foreground': '#1a85ff',
  '--vscode-editorHint-foreground': '#6c6c6c',
  '--vscode-charts-red': '#f14c4c',
  '--vscode-charts-blue': '#3794ff',
  '--vscode-charts-yellow': '#cca700',
  '--vscode-charts-orange': '#d18616',
  '--vscode-charts-green': '#388a34',
  '--vscode-charts-purple': '#652d90',
  '--vscode-terminal-ansiCyan': '#0598bc',
  '--vscode-terminal-ansiMagenta': '#bc05bc',
  '--vscode-terminal-ansiGreen': '#107c10',
  '--vscode-terminal-ansiBrightCyan': '#0598bc',
  '--vscode-terminal-ansiBrightMagenta': '#bc05bc',
};

/** Fonts that most machines have, or have others of the same widths for. */
export const fileFonts = {
  ui: 'Helvetica, Arial, sans-serif',
  mono: 'Menlo, Consolas, monospace',
} as const;
