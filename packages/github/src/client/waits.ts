/** How long one opened GitHub has waited in all, and may. */
export interface Waits {
  /** Asks for a wait of so many seconds, and says it aloud; false where it would be too long in all. */
  take(seconds: number, why: string): boolean;
  /** Counts time that was lost in another way. */
  spend(seconds: number): void;
}

/** `why` completes "GitHub …": `answered 500`, `asks for a pause (secondary rate limit)`. */
export function waitsOf(maxSeconds: number, report: (text: string) => void): Waits {
  let spent = 0;
  return {
    take(seconds, why) {
      if (spent + seconds > maxSeconds) {
        report(
          `GitHub ${why}; waiting ${seconds} s would be longer than the ${maxSeconds} s there are in all`,
        );
        return false;
      }
      spent += seconds;
      report(`GitHub ${why}; waiting ${seconds} s`);
      return true;
    },
    spend(seconds) {
      spent += seconds;
    },
  };
}
