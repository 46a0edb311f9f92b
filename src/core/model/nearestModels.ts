import { nearest } from '../nearest.ts';

/** Up to three names of models that a user may have meant, likeliest first: ones that hold the name or are held by it, then the one spelled most like it. */
export function nearestModels(wanted: string, known: readonly string[]): readonly string[] {
  const name = wanted.toLowerCase();
  const holding = known.filter((id) => {
    const other = id.toLowerCase();
    return name.length > 2 && (other.includes(name) || (other.length > 2 && name.includes(other)));
  });
  const spelled = nearest(wanted, known);
  return [...new Set([...(spelled === null || spelled === undefined ? [] : [spelled]), ...holding])].slice(
    0,
    3,
  );
}
