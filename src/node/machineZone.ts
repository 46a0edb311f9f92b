/** Stands for the zone of this machine where naming it would load all about time zones into a thread that must not wait. */
export const machine = 'machine';

let known: string | undefined;

/** A zone as Intl takes it, for `machine` this one's. */
export function zoneNamed(zone: string): string {
  return zone === machine ? (known ??= machineZone()) : zone;
}

/**
 * The zone of this machine as Intl takes it: an IANA name, else the offset of now such as `+05:30`. Node knows no name for a TZ such as
 * `UTC+3`, and one that it refuses itself (`Etc/Unknown`) for an empty one.
 */
export function machineZone(
  named: string | undefined = Intl.DateTimeFormat().resolvedOptions().timeZone,
  minutesBehind: number = new Date().getTimezoneOffset(),
): string {
  if (named !== undefined && isZone(named)) return named;
  const sign = minutesBehind > 0 ? '-' : '+';
  const [hours, minutes] = [Math.floor(Math.abs(minutesBehind) / 60), Math.abs(minutesBehind) % 60];
  return `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function isZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
