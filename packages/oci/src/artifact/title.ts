const maxChars = 1_024;

/** What is wrong with a file's path in an artifact, in words that follow "the path …"; it becomes a path on another machine. */
export function titleFault(title: string): string | undefined {
  if (title === '') return 'is empty';
  if (title.length > maxChars) return `has ${title.length} characters, and may have ${maxChars}`;
  if (/[\p{Cc}\p{Cf}\p{Cs}\\:]/u.test(title)) return 'holds a backslash, a colon or a control character';
  if (title.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    return 'is not plain: no empty part, no `.` and no `..`';
  }
  return undefined;
}

/** The first path that stands twice, or is a folder of another; also where only capitals tell them apart, as not every disk does. */
export function titleClash(titles: readonly string[]): string | undefined {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const title of titles) {
    const folded = title.normalize('NFC').toLowerCase();
    if (files.has(folded) || folders.has(folded)) return title;
    files.add(folded);
    const parts = folded.split('/');
    for (let end = 1; end < parts.length; end += 1) {
      const folder = parts.slice(0, end).join('/');
      if (files.has(folder)) return title;
      folders.add(folder);
    }
  }
  return undefined;
}
