import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';
import { document, operations } from './description.ts';

export interface Checker {
  /** What is wrong with a request's parameters and body; empty if nothing is. */
  request(id: string, request: RequestParts): readonly string[];
  /** What is wrong with an answer of ours. */
  response(id: string, status: number, body: unknown): readonly string[];
}

export interface RequestParts {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

const { default: addFormats } = ajvFormats;

/** Checks against GitHub's description. Schemas are compiled when first asked for. */
export function openApiChecker(): Checker {
  const options = { strict: false, allErrors: false, logger: false } as const;
  const bodies = new Ajv(options);
  // Everything in a URL is text.
  const parameters = new Ajv({ ...options, coerceTypes: true });
  for (const ajv of [bodies, parameters]) {
    addFormats(ajv);
    ajv.addSchema(document, 'github');
  }
  const compiled = new Map<string, ValidateFunction>();
  const errorsOf = (ajv: Ajv, pointer: readonly string[], value: unknown): readonly string[] => {
    const path = pointer
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const key = `${ajv === bodies ? 'body' : 'parameter'} ${path}`;
    const validate = compiled.get(key) ?? ajv.compile({ $ref: `github#/operations/${path}` });
    compiled.set(key, validate);
    return validate(value) ? [] : (validate.errors ?? []).map(sentence);
  };

  return {
    request(id, { params, query, body }) {
      const operation = operations[id];
      if (operation === undefined) return [`${id} is not in the description`];
      const problems: string[] = [];
      const names = new Set(operation.parameters.map(({ name }) => name));
      for (const name of query.keys())
        if (!names.has(name)) problems.push(`there is no query parameter '${name}'`);
      operation.parameters.forEach((parameter, index) => {
        const value =
          parameter.in === 'path' ? params[parameter.name] : (query.get(parameter.name) ?? undefined);
        if (value === undefined) {
          if (parameter.required) problems.push(`parameter '${parameter.name}' is missing`);
          return;
        }
        const errors = errorsOf(parameters, [id, 'parameters', String(index), 'schema'], value);
        problems.push(...errors.map((error) => `parameter '${parameter.name}' ${error}`));
      });
      if (operation.body === undefined) return problems;
      if (body === undefined)
        return operation.body.required ? [...problems, 'the body is missing'] : problems;
      const properties = operation.body.schema.properties ?? {};
      const unknown =
        typeof body === 'object' && body !== null
          ? Object.keys(body).filter((key) => !(key in properties))
          : [];
      problems.push(...unknown.map((key) => `body: there is no property '${key}'`));
      return [...problems, ...errorsOf(bodies, [id, 'body', 'schema'], body).map((error) => `body ${error}`)];
    },
    response(id, status, body) {
      const responses = operations[id]?.responses ?? {};
      if (!(String(status) in responses)) {
        return status < 400 ? [`the description has no answer with status ${status}`] : [];
      }
      if (responses[String(status)] === null) return body === undefined ? [] : ['the answer has no body'];
      if (body === undefined) return ['the answer needs a body'];
      return errorsOf(bodies, [id, 'responses', String(status)], body);
    },
  };
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  const allowed = 'allowedValues' in params ? ` (${(params['allowedValues'] as unknown[]).join(', ')})` : '';
  return `${instancePath} ${message ?? 'does not match'}${allowed}`.trim();
}
