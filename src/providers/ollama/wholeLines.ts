/**
 * Passes on lines of JSON and throws what `refuse` makes of the first line that is none. Ollama's library prints such a line, with the user's text in
 * it, and goes on without it. `onEnd`: called when the body has ended as it should.
 */
export function wholeLines(
  body: ReadableStream<Uint8Array>,
  refuse: () => Error,
  onEnd: () => void = () => {},
): ReadableStream<Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';
  const pass = (line: string, controller: TransformStreamDefaultController<Uint8Array>): void => {
    if (line.trim() === '') return;
    if (!isJson(line)) throw refuse();
    controller.enqueue(encoder.encode(`${line}\n`));
  };
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        const lines = decoder.decode(chunk, { stream: true }).split('\n');
        lines[0] = rest + (lines[0] ?? '');
        rest = lines.pop() ?? '';
        for (const line of lines) pass(line, controller);
      },
      flush: (controller) => {
        pass(rest + decoder.decode(), controller);
        onEnd();
      },
    }),
  );
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
