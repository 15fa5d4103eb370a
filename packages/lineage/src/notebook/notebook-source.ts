import { canonicalJson, Failure } from '@weighbridge/contract';

type Plain = Readonly<Record<string, unknown>>;

/** A notebook with its outputs can be large; a larger file than this is no notebook. */
const maxNotebookBytes = 268_435_456;

/** What editors and kernels write into a notebook without anybody having changed it. */
const volatileNotebookKeys = new Set([
  'signature',
  'widgets',
  'vscode',
  'varInspector',
  'toc',
  'papermill',
  'orig_nbformat',
]);
const volatileCellKeys = new Set([
  'ExecuteTime',
  'execution',
  'collapsed',
  'scrolled',
  'papermill',
  'vscode',
  'outputId',
  'jupyter',
]);

/**
 * What a notebook (.ipynb, nbformat 3 or 4) says without what running it leaves behind: outputs, execution counts, ids of cells, volatile
 * metadata. Equal sources give equal bytes, whatever tool wrote them. The bytes as they are where this is no notebook.
 */
export function notebookSource(bytes: Uint8Array): Uint8Array {
  if (bytes.byteLength > maxNotebookBytes) return bytes;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const source = sourceOf(JSON.parse(text) as unknown);
    return source === undefined ? bytes : new TextEncoder().encode(`${canonicalJson(source)}\n`);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof Failure) return bytes;
    throw error;
  }
}

function sourceOf(notebook: unknown): Plain | undefined {
  if (!isMap(notebook)) return undefined;
  const version = notebook['nbformat'];
  if (version !== 3 && version !== 4) return undefined;
  const lists = version === 4 ? [notebook['cells']] : worksheets(notebook['worksheets']);
  if (lists === undefined || !lists.every(isList)) return undefined;
  const cells = lists.flat().map(cellSource);
  if (cells.includes(undefined)) return undefined;
  return { nbformat: version, metadata: notebookMetadata(notebook['metadata']), cells };
}

function worksheets(value: unknown): readonly unknown[] | undefined {
  return isList(value) && value.every(isMap) ? value.map((sheet) => sheet['cells'] ?? []) : undefined;
}

function cellSource(cell: unknown): Plain | undefined {
  if (!isMap(cell)) return undefined;
  // nbformat 3 calls the source of code `input`.
  const source = joinedText(cell['source'] ?? cell['input'] ?? '');
  if (source === undefined || typeof cell['cell_type'] !== 'string') return undefined;
  return {
    type: cell['cell_type'],
    source,
    metadata: without(cell['metadata'], volatileCellKeys),
    attachments: cell['attachments'],
    language: cell['language'],
    level: cell['level'],
  };
}

/** The kernel decides what runs; its display name and the version that happened to run it do not. */
function notebookMetadata(metadata: unknown): Plain {
  const { kernelspec, language_info: language, ...rest } = isMap(metadata) ? metadata : {};
  return {
    ...without(rest, volatileNotebookKeys),
    kernel: isMap(kernelspec) ? kernelspec['name'] : undefined,
    language: isMap(language) ? language['name'] : undefined,
  };
}

function without(value: unknown, keys: ReadonlySet<string>): Plain {
  if (!isMap(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.has(key)));
}

/** Text, or a list of its lines: both mean the same. */
function joinedText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return isList(value) && value.every((line) => typeof line === 'string') ? value.join('') : undefined;
}

function isMap(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
