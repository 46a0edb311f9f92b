const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID as 16 bytes, less than half of its text; any other id as it is. */
export function idToColumn(id: string): Uint8Array | string {
  return uuid.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : id;
}

export function idFromColumn(column: Uint8Array | string): string {
  if (typeof column === 'string') return column;
  return Buffer.from(column)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
