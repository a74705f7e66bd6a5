// From the bytes of a source file to its text.

/**
 * The text of a file. It is UTF-8 unless its first or second line says otherwise as Python wants it said
 * (`# -*- coding: latin-1 -*-`). Throws where the bytes are no text of that encoding.
 */
export function decodeSource(bytes: Uint8Array, languageId: string): string {
  const label = languageId === 'python' ? declaredEncoding(bytes) : undefined;
  const known = label !== undefined && isEncoding(label) ? label : 'utf-8';
  return new TextDecoder(known, { fatal: true }).decode(bytes);
}

/** Whether the platform knows an encoding of that name. */
function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

/** What the first two lines declare, by the name the platform knows it under. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400)).split(/\r?\n/, 2);
  for (const line of head) {
    const name = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1];
    if (name !== undefined)
      return name
        .toLowerCase()
        .replaceAll('_', '-')
        .replace(/^latin-1$/, 'latin1');
  }
  return undefined;
}
