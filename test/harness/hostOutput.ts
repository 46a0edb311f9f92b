import { format } from 'node:util';

/** What a test prints in the extension host begins with this, so that it can be told from VS Code's own chatter on the same console. */
export const testOutputMarker = '[whetstone-test] ';

/** Prints from inside the extension host to the terminal of the person who runs the tests. Takes what `console.log` takes. */
export function printFromHost(...values: unknown[]): void {
  console.log(testOutputMarker + format(...values));
}
