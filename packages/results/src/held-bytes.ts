import { maxHeldBytes } from './limits.ts';

/** How much memory columns and ids take. It is asked before memory is taken, so a hostile file is refused and nothing falls over. */
export class HeldBytes {
  private held = 0;
  private readonly refuse: (sentence: string) => never;

  constructor(refuse: (sentence: string) => never) {
    this.refuse = refuse;
  }

  take(bytes: number): void {
    this.held += bytes;
    if (this.held > maxHeldBytes) {
      this.refuse(`ids and columns up to here need more than ${maxHeldBytes / 2 ** 30} GiB of memory`);
    }
  }

  giveBack(bytes: number): void {
    this.held -= bytes;
  }
}
