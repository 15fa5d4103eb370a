/** One page of a list, and the `Link` header that leads to the others. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

const usualSize = 30;
const maxSize = 100;

/** Cuts the page out that `per_page` and `page` ask for: 30 unless told, 100 at most. */
export function pageOf<T>(all: readonly T[], url: URL): Page<T> {
  const size = Math.min(
    maxSize,
    Math.max(1, Number(url.searchParams.get('per_page') ?? usualSize) || usualSize),
  );
  const page = Math.max(1, Number(url.searchParams.get('page') ?? 1) || 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (to: number, rel: string): string => {
    const target = new URL(url);
    target.searchParams.set('page', String(to));
    return `<${target.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}
