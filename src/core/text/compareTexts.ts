const collator = new Intl.Collator(undefined, { numeric: true });

/** The order of names for people: "Step 2" before "Step 10". Much faster than `localeCompare` for thousands of them. */
export function compareTexts(left: string, right: string): number {
  return collator.compare(left, right);
}
