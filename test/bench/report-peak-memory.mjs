// Loaded into a measured Node by --import: writes its peak memory in MB when it ends.
import { readFileSync, writeFileSync } from 'node:fs';

const target = process.env.BENCH_PEAK_MEMORY;
// What the program starts is not measured: only this process is to write there.
delete process.env.BENCH_PEAK_MEMORY;
if (target !== undefined) process.on('exit', () => writeFileSync(target, String(peakMb())));

/** Linux keeps the mark per program; elsewhere getrusage has to do, which may count the parent's until exec. */
function peakMb() {
  try {
    const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kib !== undefined) return (Number(kib) * 1_024) / 1e6;
  } catch {
    // no /proc here
  }
  return (process.resourceUsage().maxRSS * 1_024) / 1e6;
}
