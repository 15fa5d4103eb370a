/** Where an id of data comes from. */
export type DataKind = 'file' | 'dvc' | 'lfs' | 'lakefs' | 'huggingface' | 's3' | 'command';

/** Data whose content is named exactly: equal ids, equal content. */
export interface KnownDataId {
  readonly known: true;
  readonly id: string;
  readonly kind: DataKind;
  /** In words, for people: `md5 in data/train.csv.dvc`. */
  readonly how: string;
  /** Bytes, where the source says so. */
  readonly size?: number;
  /** Number of files, where the source says so. */
  readonly files?: number;
  /** Name of the remote that holds the data, where the source names one. */
  readonly remote?: string;
}

/** Data that nothing here names exactly; said aloud and never guessed. */
export interface UnknownDataId {
  readonly known: false;
  readonly id: 'unknown';
  readonly kind: DataKind;
  /** Why, and what to do: `not pinned: write the revision's 40 hex digits`. */
  readonly reason: string;
}

export type DataId = KnownDataId | UnknownDataId;

/** What a source may say beside the id; undefined parts are left out. */
interface Details {
  readonly size?: number | undefined;
  readonly files?: number | undefined;
  readonly remote?: string | undefined;
}

export function knownData(kind: DataKind, id: string, how: string, details: Details = {}): KnownDataId {
  const { size, files, remote } = details;
  return {
    known: true,
    id,
    kind,
    how,
    ...(size === undefined ? {} : { size }),
    ...(files === undefined ? {} : { files }),
    ...(remote === undefined ? {} : { remote }),
  };
}

export function unknownData(kind: DataKind, reason: string): UnknownDataId {
  return { known: false, id: 'unknown', kind, reason };
}
