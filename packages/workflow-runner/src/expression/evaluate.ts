import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { type Token, TokenType } from '@actions/expressions/lexer';
import { Failure, type Where } from '@weighbridge/contract';
import type { Node } from '../read/node.ts';

/** A value of an expression. */
export type Json =
  | null
  | string
  | number
  | boolean
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** Calls of an expression's function with its arguments as text. */
export type Functions = Readonly<Record<string, (...args: readonly string[]) => Json>>;

/** What an expression can see. */
export interface Scope {
  readonly contexts: Readonly<Record<string, Json>>;
  readonly functions: Functions;
}

/** Every context that GitHub has: one that a scope lacks is null there. */
const contextNames = [
  'github',
  'env',
  'vars',
  'job',
  'jobs',
  'steps',
  'runner',
  'secrets',
  'strategy',
  'matrix',
  'needs',
  'inputs',
];
const functionNames = ['success', 'failure', 'always', 'cancelled', 'hashFiles'];

/** The value of an expression without its `${{ }}`. Throws a Failure at the place. */
export function evaluate(expression: string, scope: Scope, where: Where): Json {
  const functions = functionNames.map((name) => definitionOf(name, scope, where));
  try {
    const tree = new Parser(tokensOf(expression), contextNames, functions).parse();
    const pairs = contextNames.map((key) => ({ key, value: dataOf(scope.contexts[key] ?? null) }));
    const named = new Map(functions.map((one) => [one.name.toLowerCase(), one]));
    return jsonOf(new Evaluator(tree, new data.Dictionary(...pairs), named).evaluate());
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Failure('config', `\${{ ${expression} }}: ${reason}`, { where, cause });
  }
}

/** The lexer takes only the first doubled quote of a text for one; here all are. */
function tokensOf(expression: string): Token[] {
  const { tokens } = new Lexer(expression).lex();
  return tokens.map((token) => {
    if (token.type !== TokenType.STRING) return token;
    return { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") };
  });
}

/** The value of a node and everything in it. */
export function evaluateNode(node: Node, scope: Scope): Json {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'expression':
      return evaluate(node.expression, scope, node.where);
    case 'list':
      return node.items.map((item) => evaluateNode(item, scope));
    case 'map':
      return Object.fromEntries(
        node.entries.flatMap(({ key, value }): [string, Json][] => {
          const inner = evaluateNode(value, scope);
          if (key.kind !== 'insert') return [[textOf(evaluateNode(key, scope)), inner]];
          return Object.entries(objectOf(inner)).map(([name, one]) => [name, one ?? null]);
        }),
      );
    case 'insert':
      return null;
  }
}

/** What a mapping of texts (`env`, `with`) comes to. */
export function evaluateTexts(node: Node | undefined, scope: Scope): Record<string, string> {
  if (node === undefined) return {};
  const entries = Object.entries(objectOf(evaluateNode(node, scope)));
  return Object.fromEntries(entries.map(([key, value]) => [key, textOf(value ?? null)]));
}

/** Whether a condition with this value holds. */
export function isTrue(value: Json): boolean {
  return !(value === null || value === false || value === 0 || value === '' || Number.isNaN(value));
}

/** As GitHub turns values into text: null is empty, an object is the word Object. */
export function textOf(value: Json): string {
  return dataOf(value).coerceString();
}

/** The fields of an object; none of anything else. */
export function objectOf(value: Json): { readonly [key: string]: Json | undefined } {
  return isObject(value) ? value : {};
}

/** Whether a value has fields. */
export function isObject(value: Json): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function definitionOf(name: string, scope: Scope, where: Where): FunctionDefinition {
  return {
    name,
    minArgs: name === 'hashFiles' ? 1 : 0,
    maxArgs: 255,
    call(...args) {
      const called = scope.functions[name];
      if (called === undefined) throw new Failure('config', `${name}() cannot be called here`, { where });
      return dataOf(called(...args.map((one) => one.coerceString())));
    },
  };
}

type Data = data.ExpressionData;

function dataOf(value: Json): Data {
  return JSON.parse(JSON.stringify(value), data.reviver) as Data;
}

function jsonOf(value: Data): Json {
  return JSON.parse(JSON.stringify(value, data.replacer)) as Json;
}
