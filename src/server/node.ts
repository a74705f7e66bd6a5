// The language server as a child process of the extension host. Grammars lie beside the bundle.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { analyse } from '../analysis/analyse.ts';
import { listFolderOnDisk } from '../disk/listFolder.ts';
import { createDiskReader } from '../disk/readSource.ts';
import { createParser } from '../syntax/parser.ts';
import { startServer } from './server.ts';

startServer({
  connection: createConnection(ProposedFeatures.all),
  createParser: () => createParser({ readGrammar: file => readFile(join(__dirname, 'grammars', file)) }),
  analyse,
  readDisk: createDiskReader(),
  listDisk: listFolderOnDisk,
  readBytes: uri => readFile(fileURLToPath(uri)),
  now: () => performance.now(),
});
