import type { Where } from '@weighbridge/contract';

/** What keeps an image from being built again as it is today. A policy can make errors of them. */
export interface PinWarning {
  readonly pin:
    | 'base-without-digest'
    | 'lock-missing'
    | 'lock-stale'
    | 'lock-unused'
    | 'pip-unpinned'
    | 'history-in-context';
  readonly message: string;
  readonly where: Where;
}
