import type { ErrorCode } from '../../core/errors.ts';
import type { StoreState } from '../../core/history/storeState.ts';
import type { Repositories } from './repositories.ts';

/** What the worker is started with. */
export interface WorkerData {
  readonly path: string;
  readonly busyTimeout: number;
}

/** What the worker is started with to make one backup and end. */
export interface BackupData {
  /** Absolute path of the database. */
  readonly backup: string;
}

/** What became of a backup; `path` null = another process was at it. */
export type BackupMade =
  | { readonly ok: true; readonly path: string | null }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string;
      readonly cause: unknown;
    };

type Methods<R> = { [M in keyof R]: R[M] extends (...parameters: never[]) => unknown ? M : never }[keyof R];

/** The methods of a repository by name. */
export type MethodOf<R extends keyof Repositories> = Methods<Repositories[R]> & string;

export type ParametersOf<R extends keyof Repositories, M extends MethodOf<R>> = Repositories[R][M] extends (
  ...parameters: infer P
) => unknown
  ? P
  : never;

export type ResultOf<R extends keyof Repositories, M extends MethodOf<R>> = Repositories[R][M] extends (
  ...parameters: never[]
) => infer T
  ? T
  : never;

/** Client to worker. One at a time; the worker answers each with one reply. */
export type Request =
  | {
      readonly kind: 'call';
      readonly repository: keyof Repositories;
      readonly method: string;
      readonly parameters: readonly unknown[];
    }
  | { readonly kind: 'state' }
  | { readonly kind: 'backups' }
  | { readonly kind: 'restore'; readonly name: string }
  | { readonly kind: 'close' };

/** Worker to client. The state comes along each time, so that a change shows at once. */
export type Reply = { readonly state: StoreState } & (
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string;
      /** Message and stack of what SQLite or the system said; holds no text of an entry. */
      readonly cause: unknown;
    }
);
