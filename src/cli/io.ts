/** What a command may touch of the process that runs it; tests pass their own. */
export interface CommandIo {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the working folder. */
  readonly cwd: string;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

export interface InputStream extends AsyncIterable<Uint8Array> {
  readonly isTerminal: boolean;
}

export interface OutputStream {
  readonly isTerminal: boolean;
  /** Resolves when more may be written. Throws `ClosedPipeError` when the reader has gone. */
  write(text: string): Promise<void>;
}

/** The reader of our output has gone (`whetstone … | head -1`). Nobody is left to tell: the command ends quietly. */
export class ClosedPipeError extends Error {
  constructor(cause: unknown) {
    super('The reader of the output has gone.', { cause });
    this.name = 'ClosedPipeError';
  }
}
