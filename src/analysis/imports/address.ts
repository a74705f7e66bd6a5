// Addresses of files as text: URIs of an editor, and plain paths on a command line. Nothing is looked up; a folder other
// than a root is written without a slash at its end.

const scheme = /^[a-z][a-z0-9+.-]+:\/\/[^/]*/i;

/** The folder of a file, or the one that holds a folder; a root, which alone ends in a slash, holds itself. */
export function folderOf(address: string): string {
  const start = scheme.exec(address)?.[0].length ?? 0;
  const end = Math.max(address.lastIndexOf('/'), start === 0 ? address.lastIndexOf('\\') : -1);
  if (address.slice(end + 1) === '..') return `${address}/..`;
  if (end < 0) return address === '.' ? '..' : '.';
  return end <= start ? `${address.slice(0, start)}/` : address.slice(0, end);
}

/** The address that a relative path with `/` between its parts leads to from a folder. */
export function within(folder: string, path: string): string {
  const isUri = scheme.test(folder);
  let at = folder;
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') at = folderOf(at);
    else at = joined(at, isUri ? encodeURIComponent(part) : part);
  }
  return at;
}

function joined(folder: string, name: string): string {
  if (folder === '.') return name;
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/** The last part of an address, readable. */
export function nameOf(address: string): string {
  const name = address.slice(Math.max(address.lastIndexOf('/'), address.lastIndexOf('\\')) + 1);
  if (!scheme.test(address)) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** True where a file or folder lies in a folder, or is it. */
export function liesIn(address: string, folder: string): boolean {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  return folder === '.' ? !/^([/\\]|\.\.|[a-z]:)/i.test(address) : address === folder || address.startsWith(base);
}
