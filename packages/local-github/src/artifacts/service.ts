import type { Incoming } from '../http/incoming.ts';
import type { Journal } from '../http/journal.ts';
import { json, type Reply } from '../http/reply.ts';
import { digestOf } from '../state/artifacts.ts';
import type { ArtifactRecord, RunRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import type { Signer } from './runtime-token.ts';

export interface ArtifactServices {
  readonly state: State;
  readonly signer: Signer;
  readonly journal: Journal;
  /** Address under which a blob is put or got for a while. */
  readonly blobUrl: (artifact: ArtifactRecord, mode: 'put' | 'get') => string;
}

type Message = Readonly<Record<string, unknown>>;

const prefix = '/twirp/github.actions.results.api.v1.ArtifactService/';
/** GitHub keeps so many of one job; we count them by run. */
const maxArtifacts = 500;
const forbidden = /["*/:<>?\\|\r\n]/;

/** The method a path of the service stands for; undefined if it is none. */
export function artifactMethod(path: string): string | undefined {
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** Answers the artifact client, in JSON as it speaks it. Every message is for the run of the token. */
export async function answerArtifacts(
  services: ArtifactServices,
  incoming: Incoming,
  method: string,
): Promise<Reply> {
  const { state, signer } = services;
  const run = state.runs.findById(signer.runOf(incoming.token) ?? 0);
  if (run === undefined) return twirpError(401, 'unauthenticated', 'token is not valid');
  const message = JSON.parse(incoming.body.toString()) as Message;
  if (String(message['workflow_run_backend_id'] ?? message['workflowRunBackendId']) !== String(run.id)) {
    return twirpError(403, 'permission_denied', 'the token is for another workflow run');
  }
  switch (method) {
    case 'CreateArtifact':
      return create(services, run, message);
    case 'FinalizeArtifact':
      return finalize(services, run, message);
    case 'ListArtifacts':
      return list(services, run, message);
    case 'GetSignedArtifactURL': {
      const artifact = finalized(services, run, message);
      if (artifact === undefined) return twirpError(404, 'not_found', 'artifact not found');
      return json(200, { signed_url: services.blobUrl(artifact, 'get') });
    }
    case 'DeleteArtifact': {
      const artifact = finalized(services, run, message);
      if (artifact === undefined) return twirpError(404, 'not_found', 'artifact not found');
      await state.artifacts.remove(artifact);
      return json(200, { ok: true, artifact_id: String(artifact.id) });
    }
    default:
      services.journal.violations.push({
        kind: 'unknown-operation',
        operation: method,
        message: 'no such method',
      });
      return twirpError(404, 'bad_route', `no handler for ${method}`);
  }
}

function create({ state, blobUrl }: ArtifactServices, run: RunRecord, message: Message): Reply {
  const name = field(message, 'name');
  const mimeType = wrapped(message, 'mime_type') ?? 'application/zip';
  if (name === '' || forbidden.test(name))
    return twirpError(400, 'invalid_argument', `invalid artifact name: ${name}`);
  if (state.artifacts.list(run).length >= maxArtifacts) {
    return twirpError(400, 'resource_exhausted', `a run can have ${maxArtifacts} artifacts`);
  }
  const expires = message['expires_at'] ?? message['expiresAt'];
  const artifact = state.artifacts.create(
    run,
    name,
    mimeType,
    typeof expires === 'string' ? expires : undefined,
  );
  if (artifact === undefined) {
    return twirpError(409, 'already_exists', 'an artifact with this name already exists on the workflow run');
  }
  return json(200, { ok: true, signed_upload_url: blobUrl(artifact, 'put') });
}

async function finalize({ state }: ArtifactServices, run: RunRecord, message: Message): Promise<Reply> {
  const artifact = state.artifacts.named(run, field(message, 'name'));
  if (artifact === undefined) return twirpError(404, 'not_found', 'artifact not found');
  const stored = await digestOf(state.artifacts.file(artifact));
  if (stored === undefined) return twirpError(400, 'failed_precondition', 'nothing was uploaded');
  const said = wrapped(message, 'hash');
  if (String(stored.size) !== field(message, 'size') || (said !== undefined && said !== stored.digest)) {
    return twirpError(400, 'failed_precondition', 'size or hash differ from what was uploaded');
  }
  state.artifacts.finalize(artifact, stored.size, stored.digest);
  return json(200, { ok: true, artifact_id: String(artifact.id) });
}

function list({ state }: ArtifactServices, run: RunRecord, message: Message): Reply {
  const name = wrapped(message, 'name_filter');
  const id = wrapped(message, 'id_filter');
  const artifacts = state.artifacts
    .list(run)
    .filter((one) => (name === undefined || one.name === name) && (id === undefined || String(one.id) === id))
    .map((one) => ({
      workflow_run_backend_id: String(run.id),
      workflow_job_run_backend_id: field(message, 'workflow_job_run_backend_id'),
      database_id: String(one.id),
      name: one.name,
      size: String(one.size),
      created_at: one.createdAt,
      digest: one.digest,
    }));
  return json(200, { artifacts });
}

function finalized(
  { state }: ArtifactServices,
  run: RunRecord,
  message: Message,
): ArtifactRecord | undefined {
  const artifact = state.artifacts.named(run, field(message, 'name'));
  return artifact?.finalized ? artifact : undefined;
}

/** A field by its name in the protocol; the client may spell it in camel case. */
function field(message: Message, name: string): string {
  const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const value = message[name] ?? message[camel];
  return value === undefined || value === null ? '' : String(value);
}

/** A wrapper type of protobuf: plain in JSON. */
function wrapped(message: Message, name: string): string | undefined {
  return field(message, name) || undefined;
}

function twirpError(status: number, code: string, msg: string): Reply {
  return json(status, { code, msg });
}
