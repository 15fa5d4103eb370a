/** The little of a hast tree that is walked here. */
export interface Hast {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Hast[];
}

/** Where `@login` and `#12` lead; undefined where there is no such account or number. */
export type Linker = (kind: 'mention' | 'number', name: string) => string | undefined;

const verbatim: ReadonlySet<string> = new Set(['pre', 'code', 'a', 'kbd', 'tt']);
const flowing: ReadonlySet<string> = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'td',
  'th',
  'summary',
]);

/** Does after the sanitizer what GitHub does: charts, line breaks, mentions, references, tables that scroll by themselves. */
export function dress(
  node: Hast,
  options: { readonly breaks: boolean; readonly link?: Linker },
  flow = false,
): void {
  const { children } = node;
  if (children === undefined) return;
  const inFlow = flow || flowing.has(node.tagName ?? '');
  node.children = children.flatMap((child) => {
    if (child.type === 'text')
      return inFlow || node.tagName === 'li' ? dressText(child.value ?? '', options, inFlow) : [child];
    const chart = chartOf(child);
    if (chart !== undefined) return [chart];
    if (!verbatim.has(child.tagName ?? '')) dress(child, options, inFlow);
    if (child.tagName !== 'table') return [child];
    return [{ type: 'element', tagName: 'div', properties: { className: ['scroll'] }, children: [child] }];
  });
}

function chartOf({ tagName, children }: Hast): Hast | undefined {
  const [code] = tagName === 'pre' ? (children ?? []) : [];
  const classes = code?.properties?.['className'];
  if (!Array.isArray(classes) || !classes.includes('language-mermaid')) return undefined;
  return {
    type: 'element',
    tagName: 'pre',
    properties: { className: ['mermaid'] },
    children: code?.children ?? [],
  };
}

function dressText(
  text: string,
  { breaks, link }: { breaks: boolean; link?: Linker },
  inFlow: boolean,
): Hast[] {
  const parts = text.split(/(\n|(?<![\w/])@[\w-]+(?:\/[\w-]+)?|(?<![\w/&])#\d+\b)/);
  return parts.flatMap((part): Hast[] => {
    const plain: Hast = { type: 'text', value: part };
    if (part === '') return [];
    if (part === '\n')
      return breaks && inFlow
        ? [{ type: 'element', tagName: 'br', properties: {}, children: [] }, plain]
        : [plain];
    const [, sign, name = ''] = /^([@#])(.+)$/.exec(part) ?? [];
    const href = sign === undefined ? undefined : link?.(sign === '@' ? 'mention' : 'number', name);
    if (href === undefined) return [plain];
    return [
      { type: 'element', tagName: 'a', properties: { href, className: ['mention'] }, children: [plain] },
    ];
  });
}
