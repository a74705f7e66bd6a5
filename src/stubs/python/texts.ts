// Texts that modules of Python's standard library hold or make: constants of `string`, patterns of `re`, dates, versions.

import { ownValue } from '../../base/ownValue.ts';
import type { Context } from '../../interp/context.ts';
import { builtin, int, list, none, plain, string, tuple } from '../../interp/make.ts';
import { endOf } from '../../interp/openList.ts';
import type { Builtin, CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument, whyOfArguments } from '../arguments.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const blank = ' \t\n\r\x0b\x0c';

const constants: Readonly<Record<string, string>> = {
  'string.ascii_lowercase': lower,
  'string.ascii_uppercase': lower.toUpperCase(),
  'string.ascii_letters': lower + lower.toUpperCase(),
  'string.digits': digits,
  'string.hexdigits': `${digits}abcdefABCDEF`,
  'string.octdigits': '01234567',
  'string.punctuation': punctuation,
  'string.whitespace': blank,
  'string.printable': digits + lower + lower.toUpperCase() + punctuation + blank,
  'os.sep': '/',
  'os.path.sep': '/',
  'os.linesep': '\n',
};

const machine: Unknown = unknown({ kind: 'input', name: 'the machine' });
const clock: Unknown = unknown({ kind: 'input', name: 'the clock' });
const matched: Unknown = unknown({ kind: 'data', what: 'what a pattern matches' });

function whyOf(args: CallArgs): Unknown {
  return whyOfArguments(args) ?? matched;
}

const someText: Builtin = (_context, args) => plain('string', whyOf(args));
const textOfClock: Builtin = () => plain('string', clock);
const quiet: Builtin = () => none;

/** How many groups a pattern captures; undefined where the pattern is not known. */
function groupCount(pattern: Value | undefined): number | undefined {
  if (pattern?.kind !== 'string') return undefined;
  const bare = pattern.value.replace(/\\./gs, '').replace(/\[\^?\]?[^\]]*\]/g, '');
  return bare.match(/\((?!\?)|\(\?P</g)?.length ?? 0;
}

/** The texts that a pattern finds: one for each match, or one for each group of it. */
function found(pattern: Value | undefined, args: CallArgs): Value {
  const why = whyOf(args);
  const groups = groupCount(pattern);
  const text = plain('string', why);
  const each = groups === undefined ? undefined : groups < 2 ? text : tuple(Array.from({ length: groups }, () => text));
  return list([], endOf(why, each));
}

/** The parts between matches; what groups capture stands among them, and may be None. */
function divided(pattern: Value | undefined, args: CallArgs): Value {
  const why = whyOf(args);
  return list([], endOf(why, groupCount(pattern) === 0 ? plain('string', why) : undefined));
}

function regexMember(name: string, pattern: Value | undefined): Builtin | undefined {
  switch (name) {
    case 'sub':
      return someText;
    case 'findall':
      return (_context, args) => found(pattern, args);
    case 'split':
      return (_context, args) => divided(pattern, args);
    case 'match':
    case 'search':
    case 'fullmatch':
    case 'finditer':
      return () => matched;
    default:
      return undefined;
  }
}

const dateNumbers: ReadonlySet<string> = new Set([
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'days',
  'seconds',
]);

/** The attribute of a compiled pattern or of a date; undefined where it is not modelled. */
export function textObjectMember(value: ObjectValue, name: string): Value | undefined {
  if (value.family === 'regex') {
    const call = regexMember(name, value.config.get('pattern'));
    return call === undefined ? value.config.get(name) : builtin(`re.Pattern.${name}`, call);
  }
  if (dateNumbers.has(name)) return plain('int', clock);
  if (name === 'strftime' || name === 'isoformat') return builtin(`datetime.${name}`, textOfClock);
  if (name === 'timestamp' || name === 'total_seconds') return builtin(`datetime.${name}`, () => plain('float', clock));
  return undefined;
}

const date: ObjectValue = { kind: 'object', family: 'date', name: 'datetime', config: new Map() };

function compiled(_context: Context, args: CallArgs): Value {
  const pattern = argument(args, 0, 'pattern') ?? matched;
  return { kind: 'object', family: 'regex', name: 'Pattern', config: new Map([['pattern', pattern]]) };
}

const functions: Readonly<Record<string, Builtin>> = {
  're.compile': compiled,
  're.escape': someText,
  'json.dumps': someText,
  'datetime.datetime.now': () => date,
  'datetime.datetime.utcnow': () => date,
  'datetime.datetime.today': () => date,
  'datetime.datetime': () => date,
  'datetime.date.today': () => date,
  'datetime.timedelta': () => date,
  'time.strftime': textOfClock,
  'time.ctime': textOfClock,
  'time.asctime': textOfClock,
  'time.time': () => plain('float', clock),
  'time.perf_counter': () => plain('float', clock),
  'time.monotonic': () => plain('float', clock),
  'time.process_time': () => plain('float', clock),
  'time.time_ns': () => plain('int', clock),
  'time.sleep': quiet,
  'platform.system': () => plain('string', machine),
  'platform.platform': () => plain('string', machine),
};

/** What stands at such a path; undefined where there is nothing. */
export function textModuleMember(path: string): Value | undefined {
  const constant = ownValue(constants, path);
  if (constant !== undefined) return string(constant);
  if (path.endsWith('.__version__')) return plain('string', unknown({ kind: 'input', name: 'the installed version' }));
  switch (path) {
    case 'sys.version':
    case 'sys.platform':
    case 'sys.executable':
    case 'os.name':
      return plain('string', machine);
    case 'sys.maxsize':
      return plain('int', machine);
    case 'sys.version_info': {
      const part = plain('int', machine);
      // Nothing that is analysed here runs on Python 2 any more.
      return tuple([int(3), part, part, plain('string', machine), part]);
    }
    case 'sys.path':
      return list([], endOf(machine, plain('string', machine)));
    default: {
      const [, name] = /^re\.(\w+)$/.exec(path) ?? [];
      const ofPattern = name === undefined ? undefined : patternFunction(name);
      const call = ofPattern ?? ownValue(functions, path);
      return call === undefined ? undefined : builtin(path, call);
    }
  }
}

/** A function of `re` that takes the pattern first, and answers as the method of the pattern does. */
function patternFunction(name: string): Builtin | undefined {
  if (regexMember(name, undefined) === undefined) return undefined;
  return (context, args, call) => {
    const [pattern] = args.positional;
    const given = pattern?.value;
    const source = given?.kind === 'object' && given.family === 'regex' ? given.config.get('pattern') : given;
    return regexMember(name, source)?.(context, args, call) ?? matched;
  };
}
