// The driver's front door: everything a test needs to use VS Code as a person does.
export * from './workbench/decorations.ts';
export * from './workbench/editor.ts';
export * from './workbench/graphPanel.ts';
export * from './workbench/hover.ts';
export * from './workbench/notebook.ts';
export * from './workbench/open.ts';
export * from './workbench/palette.ts';
export * from './workbench/problems.ts';
export * from './workbench/quickFixes.ts';
export * from './workbench/theme.ts';
