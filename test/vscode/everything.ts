// All tests of the repository: the unit suites, then the extension in a real VS Code. Its last line sums them up.
import { countsLine, sumCounts } from './counts.ts';
import { runInVSCode } from './run.ts';
import { runUnitTests } from './unitTests.ts';

const counts = sumCounts([await runUnitTests(), await runInVSCode()]);
console.log(`\n${countsLine(counts)}`);
process.exit(counts.failed > 0 ? 1 : 0);
