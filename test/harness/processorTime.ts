/**
 * Milliseconds of processor time that this process has used. Tests that say "linear, not quadratic" subtract two of these:
 * unlike the clock on the wall it hardly changes when other programs want the processor too.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
