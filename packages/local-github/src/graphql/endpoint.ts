// Not the whole face, of which a bundle would keep everything.
import { graphql } from 'graphql/graphql.js';
import { parse } from 'graphql/language/parser.js';
import { buildSchema } from 'graphql/utilities/buildASTSchema.js';
import { validate } from 'graphql/validation/validate.js';
import type { Incoming } from '../http/incoming.ts';
import type { Journal } from '../http/journal.ts';
import { quotaHeaders, type RateLimits } from '../http/rate-limits.ts';
import { json, type Reply } from '../http/reply.ts';
import { idOfNode, nodeId } from '../shape/addresses.ts';
import type { TokenRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { accessOf } from '../tokens/access.ts';

/** The part of GitHub's schema that the suite uses, with GitHub's own names. Anything else is a violation. */
const schema = buildSchema(`
  type Query { viewer: User! }
  type User { id: ID!, login: String!, databaseId: Int }
  type Mutation { minimizeComment(input: MinimizeCommentInput!): MinimizeCommentPayload }
  input MinimizeCommentInput { subjectId: ID!, classifier: ReportedContentClassifiers!, clientMutationId: String }
  enum ReportedContentClassifiers { SPAM ABUSE OFF_TOPIC OUTDATED DUPLICATE RESOLVED }
  type MinimizeCommentPayload { clientMutationId: String, minimizedComment: Minimizable }
  type Minimizable { isMinimized: Boolean!, minimizedReason: String, viewerCanMinimize: Boolean! }
`);

export interface GraphqlServices {
  readonly state: State;
  readonly limits: RateLimits;
  readonly journal: Journal;
}

interface GraphqlRequest {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

/** Answers a GraphQL request. Errors of a document come with status 200, as at GitHub. */
export async function answerGraphql(services: GraphqlServices, incoming: Incoming): Promise<Reply> {
  const { state, limits, journal } = services;
  const token = incoming.token === undefined ? undefined : state.tokens.find(incoming.token);
  if (token === undefined) {
    const message =
      incoming.token === undefined ? 'This endpoint requires you to be authenticated.' : 'Bad credentials';
    return json(401, { message, documentation_url: 'https://docs.github.com/graphql' });
  }
  const quota = limits.count(token, undefined, true);
  const headers = quotaHeaders(quota, 'graphql');
  if (quota.exceeded) return json(403, { message: 'API rate limit exceeded for installation.' }, headers);
  let request: GraphqlRequest;
  try {
    request = JSON.parse(incoming.body.toString()) as GraphqlRequest;
  } catch {
    return json(400, { message: 'Problems parsing JSON' }, headers);
  }
  const source = typeof request.query === 'string' ? request.query : '';
  const wrong = problemsOf(source);
  if (wrong.length > 0) {
    for (const message of wrong) journal.violations.push({ kind: 'request', operation: 'graphql', message });
    return json(200, { errors: wrong.map((message) => ({ message, type: 'undefinedField' })) }, headers);
  }
  const variables = request.variables;
  const result = await graphql({
    schema,
    source,
    rootValue: rootFor(state, token),
    ...(typeof variables === 'object' && variables !== null ? { variableValues: { ...variables } } : {}),
  });
  const errors = result.errors?.map(({ message, path }) => ({ type: 'FORBIDDEN', path, message }));
  return json(200, { data: result.data ?? null, ...(errors && { errors }) }, headers);
}

function problemsOf(source: string): readonly string[] {
  try {
    return validate(schema, parse(source)).map(({ message }) => message);
  } catch (cause) {
    return [cause instanceof Error ? cause.message : String(cause)];
  }
}

function rootFor(state: State, token: TokenRecord) {
  const user = state.users.ensure(token.login);
  return {
    viewer: () => ({ id: nodeId('U', user.id), login: user.login, databaseId: user.id }),
    minimizeComment({
      input,
    }: {
      input: { subjectId: string; classifier: string; clientMutationId?: string };
    }) {
      const comment = state.comments.findById(idOfNode('IC', input.subjectId) ?? 0);
      if (comment === undefined)
        throw new Error(`Could not resolve to a node with the global id of '${input.subjectId}'`);
      const repository = state.repositories.get(comment.repository);
      const needs = [{ issues: 'write' }, { 'pull-requests': 'write' }] as const;
      if (accessOf(state.repositories, repository, token, needs, false) !== 'granted') {
        throw new Error('Resource not accessible by integration');
      }
      state.comments.minimize(comment, input.classifier);
      const minimized = {
        isMinimized: true,
        minimizedReason: input.classifier.toLowerCase(),
        viewerCanMinimize: true,
      };
      return { clientMutationId: input.clientMutationId ?? null, minimizedComment: minimized };
    },
  };
}
