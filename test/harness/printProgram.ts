// Prints a program as a compact S-expression for tests: one statement a line, names bare, texts quoted.

import { assertNever } from '../../src/base/assertNever.ts';
import type { Argument, ComprehensionClause, Expression } from '../../src/syntax/expression.ts';
import type { Pattern } from '../../src/syntax/pattern.ts';
import type { ClassNode, FunctionNode, Parameter, Program } from '../../src/syntax/program.ts';
import type { ImportBinding, Statement } from '../../src/syntax/statement.ts';

/** The whole program, one line for each statement at the top. */
export function printProgram(program: Program): string {
  return program.body.map(printStatement).join('\n');
}

function form(...parts: readonly (string | undefined | false)[]): string {
  return `(${parts.filter(part => part !== undefined && part !== false && part !== '').join(' ')})`;
}

function decorated(decorators: readonly Expression[], text: string): string {
  return [...decorators.map(decorator => `@${printExpression(decorator)}`), text].join(' ');
}

function printBody(body: readonly Statement[]): string {
  return `[${body.map(printStatement).join(' ')}]`;
}

function tail(word: string, body: readonly Statement[]): string | undefined {
  return body.length === 0 ? undefined : `${word} ${printBody(body)}`;
}

export function printStatement(statement: Statement): string {
  switch (statement.kind) {
    case 'expression':
      return printExpression(statement.value);
    case 'assign':
      return form(
        statement.declares === 'block' ? 'let' : statement.declares === 'function' ? 'var' : '=',
        ...statement.targets.map(printPattern),
        statement.annotation && `: ${printExpression(statement.annotation)}`,
        printExpression(statement.value),
      );
    case 'augment':
      return form(`${statement.operator}=`, printPattern(statement.target), printExpression(statement.value));
    case 'declare':
      return form(
        'declare',
        statement.declares,
        statement.name.name,
        statement.annotation && printExpression(statement.annotation),
      );
    case 'if':
      return form('if', printExpression(statement.test), printBody(statement.then), tail('else', statement.otherwise));
    case 'for':
      return form(
        'for',
        statement.declares && `${statement.declares}:`,
        printPattern(statement.target),
        statement.over === 'keys' ? 'keys' : 'in',
        printExpression(statement.iterable),
        printBody(statement.body),
        tail('else', statement.otherwise),
      );
    case 'while':
      return form(
        statement.bodyFirst ? 'do-while' : 'while',
        printExpression(statement.test),
        printBody(statement.body),
        tail('update', statement.update),
        tail('else', statement.otherwise),
      );
    case 'try':
      return form(
        'try',
        printBody(statement.body),
        ...statement.handlers.map(handler =>
          form(
            'except',
            handler.type && printExpression(handler.type),
            handler.target && `as ${printPattern(handler.target)}`,
            printBody(handler.body),
          ),
        ),
        tail('else', statement.otherwise),
        tail('finally', statement.finally),
      );
    case 'with':
      return form(
        'with',
        ...statement.items.map(item =>
          item.target
            ? form(printExpression(item.value), 'as', printPattern(item.target))
            : printExpression(item.value),
        ),
        printBody(statement.body),
      );
    case 'return':
    case 'raise':
      return form(statement.kind, statement.value && printExpression(statement.value));
    case 'break':
    case 'continue':
    case 'pass':
      return `(${statement.kind})`;
    case 'delete':
      return form('delete', ...statement.targets.map(printPattern));
    case 'function':
      return decorated(statement.decorators, printFunction(statement.function, statement.name.name));
    case 'class':
      return decorated(statement.decorators, printClass(statement.class, statement.name.name));
    case 'import':
      return form('import', statement.module, ...statement.bindings.map(printBinding));
    case 'export':
      return form(
        'export',
        ...statement.exports.map(item => form(item.name, printExpression(item.value))),
        statement.from !== undefined && `from ${statement.from}`,
      );
    case 'scope':
      return form(statement.scope, ...statement.names);
    case 'assert':
      return form('assert', printExpression(statement.test));
    case 'block':
      return form('block', printBody(statement.body));
    case 'unsupported':
      return form('unsupported', JSON.stringify(statement.what), ...statement.assigns, statement.leaves && 'leaves');
    default:
      return assertNever(statement);
  }
}

function printBinding(binding: ImportBinding): string {
  switch (binding.kind) {
    case 'module':
      return `*:${binding.name.name}`;
    case 'root':
      return `root:${binding.name.name}`;
    case 'name':
      return binding.imported === binding.name.name ? binding.imported : `${binding.imported}:${binding.name.name}`;
    case 'default':
      return `default:${binding.name.name}`;
    case 'all':
      return 'all';
    default:
      return assertNever(binding);
  }
}

export function printPattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'identifier':
      return pattern.name;
    case 'attribute':
      return `${printExpression(pattern.object)}.${pattern.name}`;
    case 'index':
      return form('[]', printExpression(pattern.object), printExpression(pattern.index));
    case 'sequence':
      return form('seq', ...pattern.items.map(item => (item ? printPattern(item) : '_')));
    case 'record':
      return form(
        'rec',
        ...pattern.entries.map(entry => `${printExpression(entry.key)}:${printPattern(entry.target)}`),
        pattern.rest && `...${printPattern(pattern.rest)}`,
      );
    case 'rest':
      return `*${printPattern(pattern.target)}`;
    case 'default':
      return form('default', printPattern(pattern.target), printExpression(pattern.fallback));
    default:
      return assertNever(pattern);
  }
}

function printParameter(parameter: Parameter): string {
  const stars = parameter.rest === 'list' ? '*' : parameter.rest === 'record' ? '**' : '';
  return [
    stars,
    parameter.only === 'positional' ? '/' : parameter.only === 'keyword' ? '!' : '',
    printPattern(parameter.target),
    parameter.annotation ? `:${printExpression(parameter.annotation)}` : '',
    parameter.fallback ? `=${printExpression(parameter.fallback)}` : '',
  ].join('');
}

function printFunction(node: FunctionNode, name?: string): string {
  const keyword = `${node.async ? 'async-' : ''}${node.ownThis ? 'function' : 'fn'}${node.generator ? '*' : ''}`;
  return form(
    keyword,
    name,
    `(${node.parameters.map(printParameter).join(' ')})`,
    node.doc !== undefined && `doc:${JSON.stringify(node.doc)}`,
    node.expression ? printExpression(node.expression) : printBody(node.body),
  );
}

function printClass(node: ClassNode, name?: string): string {
  return form(
    'class',
    name,
    `(${[
      ...node.bases.map(printExpression),
      ...node.keywords.map(keyword => `${keyword.name}=${printExpression(keyword.value)}`),
    ].join(' ')})`,
    node.doc !== undefined && `doc:${JSON.stringify(node.doc)}`,
    printBody(node.body),
    ...node.members.map(member =>
      form(
        member.kind,
        member.name,
        member.value && printExpression(member.value),
        member.function && printFunction(member.function),
      ),
    ),
  );
}

function printArgument(argument: Argument): string {
  switch (argument.kind) {
    case 'positional':
      return printExpression(argument.value);
    case 'keyword':
      return `${argument.name}=${printExpression(argument.value)}`;
    case 'spread':
      return `*${printExpression(argument.value)}`;
    case 'spreadKeywords':
      return `**${printExpression(argument.value)}`;
    default:
      return assertNever(argument);
  }
}

function printClause(clause: ComprehensionClause): string {
  return clause.kind === 'for'
    ? form('for', printPattern(clause.target), printExpression(clause.iterable))
    : form('if', printExpression(clause.test));
}

export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return `${expression.value}${expression.type === 'float' && Number.isInteger(expression.value) ? '.0' : expression.type === 'complex' ? 'j' : ''}`;
    case 'string':
      return `${expression.bytes ? 'b' : ''}${JSON.stringify(expression.value)}`;
    case 'constant':
      return `#${expression.value}`;
    case 'name':
      return expression.name;
    case 'attribute':
      return `${printExpression(expression.object)}${expression.optional ? '?' : ''}.${expression.name}`;
    case 'index':
      return form(
        expression.optional ? '?[]' : '[]',
        printExpression(expression.object),
        printExpression(expression.index),
      );
    case 'slice':
      return form(
        'slice',
        ...[expression.lower, expression.upper, expression.step].map(part => (part ? printExpression(part) : '_')),
      );
    case 'call':
      return form(
        expression.construct ? 'new' : expression.optional ? '?call' : 'call',
        printExpression(expression.callee),
        ...expression.args.map(printArgument),
      );
    case 'unary':
      return form(expression.operator, printExpression(expression.operand));
    case 'binary':
    case 'logical':
      return form(expression.operator, printExpression(expression.left), printExpression(expression.right));
    case 'compare':
      return form(
        'cmp',
        printExpression(expression.first),
        ...expression.rest.map(part => `${part.operator} ${printExpression(part.operand)}`),
      );
    case 'conditional':
      return form(
        '?',
        printExpression(expression.test),
        printExpression(expression.then),
        printExpression(expression.otherwise),
      );
    case 'function':
      return expression.getter ? form('get', printFunction(expression.function)) : printFunction(expression.function);
    case 'class':
      return printClass(expression.class);
    case 'sequence':
      return form(expression.type, ...expression.items.map(printExpression));
    case 'record':
      return form(
        expression.attributes ? 'object' : 'dict',
        ...expression.entries.map(entry =>
          entry.key
            ? `${printExpression(entry.key)}:${printExpression(entry.value)}`
            : `**${printExpression(entry.value)}`,
        ),
      );
    case 'comprehension':
      return form(
        `${expression.type}-for`,
        expression.key && `${printExpression(expression.key)}:`,
        printExpression(expression.value),
        ...expression.clauses.map(printClause),
      );
    case 'format':
      return form(
        'format',
        ...expression.parts.map(part =>
          typeof part === 'string'
            ? JSON.stringify(part)
            : `{${printExpression(part.value)}${part.conversion === undefined ? '' : `!${part.conversion}`}${part.spec === undefined ? '' : `:${part.spec}`}${part.dynamicSpec ? ':…' : ''}}`,
        ),
      );
    case 'spread':
      return `*${printExpression(expression.value)}`;
    case 'assign':
      return form(
        expression.operator ? `:${expression.operator}=` : ':=',
        printPattern(expression.target),
        printExpression(expression.value),
      );
    case 'update': {
      const sign = expression.by === 1 ? '++' : '--';
      return expression.postfix
        ? `(${printPattern(expression.target)} ${sign})`
        : `(${sign} ${printPattern(expression.target)})`;
    }
    case 'yield':
      return form(expression.from ? 'yield-from' : 'yield', expression.value && printExpression(expression.value));
    case 'await':
      return form('await', printExpression(expression.value));
    case 'unsupported':
      return form('unsupported', JSON.stringify(expression.what));
    default:
      return assertNever(expression);
  }
}
