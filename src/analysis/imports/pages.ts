// What stands in the fields of the web pages of a project before anybody types: the pages in the nearest folder that has any.

import { within } from './address.ts';
import { type FolderSearch, foldersAbove } from './projectFolders.ts';
import type { ListFolder, ReadSource } from './sources.ts';

/** How many pages of a folder are read. */
const mostPages = 10;

/** Longer pages, in UTF-16 units, hold data and not fields. */
const longestPage = 300_000;

/**
 * The texts in the fields of the pages that a script belongs to, by the `id` of the field. Empty fields, switches and those
 * of which two pages say different things are left out.
 */
export function fieldsAround(
  script: string,
  { read, ...search }: FolderSearch & { readonly read: ReadSource },
): ReadonlyMap<string, string> {
  const texts = pagesOf(foldersAbove(script, search), search.list).flatMap(page => {
    const source = read(page);
    return source.kind === 'text' && source.text.length <= longestPage ? [source.text] : [];
  });
  const fields = new Map<string, string>();
  const differing = new Set<string>();
  for (const [id, value] of texts.flatMap(fieldsOf)) {
    if (fields.has(id) && fields.get(id) !== value) differing.add(id);
    fields.set(id, value);
  }
  for (const id of differing) fields.delete(id);
  return fields;
}

function pagesOf(folders: readonly string[], list: ListFolder): readonly string[] {
  for (const folder of folders) {
    const listing = list(folder);
    const names = listing.kind === 'names' ? listing.names.filter(name => /\.html?$/i.test(name)) : [];
    if (names.length > 0) return names.slice(0, mostPages).map(name => within(folder, name));
  }
  return [];
}

/** The fields of one page in order: the `id` of each, and what it holds. */
export function fieldsOf(page: string): readonly (readonly [string, string])[] {
  const out: (readonly [string, string])[] = [];
  const tag = /<!--[\s\S]*?-->|<(input|textarea|select)\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;
  for (const match of page.matchAll(tag)) {
    const [whole, name = '', written = ''] = match;
    const attributes = attributesOf(written);
    const id = attributes.get('id');
    if (id === undefined) continue;
    const value = valueIn(name.toLowerCase(), attributes, page.slice(match.index + whole.length));
    if (value !== undefined && value !== '') out.push([id, value]);
  }
  return out;
}

function valueIn(name: string, attributes: ReadonlyMap<string, string>, rest: string): string | undefined {
  switch (name) {
    case 'input':
      return typedInto.has(attributes.get('type')?.toLowerCase() ?? 'text') ? attributes.get('value') : undefined;
    case 'textarea':
      return decoded(/^([\s\S]*?)<\/textarea/i.exec(rest)?.[1] ?? '');
    default:
      return chosen(/^([\s\S]*?)<\/select/i.exec(rest)?.[1] ?? '');
  }
}

const typedInto: ReadonlySet<string> = new Set(['text', 'number', 'range', 'hidden', 'search', 'tel']);

/** The value of the option that the page itself chooses. */
function chosen(options: string): string | undefined {
  for (const [, written = '', text = ''] of options.matchAll(/<option\b([^>]*)>([^<]*)/gi)) {
    const attributes = attributesOf(written);
    if (attributes.has('selected')) return attributes.get('value') ?? decoded(text).trim();
  }
  return undefined;
}

function attributesOf(written: string): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (const [, name = '', , double, single, bare] of written.matchAll(
    /([^\s"'<>/=]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g,
  ))
    out.set(name.toLowerCase(), decoded(double ?? single ?? bare ?? ''));
  return out;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name: string | undefined) =>
    code !== undefined ? String.fromCodePoint(Math.min(Number(code), 0x10ffff)) : (entities[name ?? ''] ?? whole),
  );
}
