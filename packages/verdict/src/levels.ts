/** Level at which `held` is tested, each time: false passes ≤ 5 %. */
export const heldAlpha = 0.05;
/** Fewer examples decide nothing. */
export const fewestExamples = 8;
/** Below so many examples a score is tested by flipping signs. */
export const fewScores = 30;
/** Below so many disagreements pass/fail results are also tested by McNemar's mid-p. */
export const fewDiscordant = 10;
/** There is one look at the data, at all planned examples. */
export const onlyLook = 1;
