import path from 'node:path';
import { databaseName } from './node/home.ts';
import { openStore, type Store } from './node/store/openStore.ts';

/** The database of the engine's thread: one at a time, that of the data folder which the latest call named. */
export function engineStores(): (home: string) => Store {
  let opened: { readonly home: string; readonly store: Store } | null = null;
  return (home) => {
    if (opened?.home === home) return opened.store;
    void opened?.store.close();
    opened = { home, store: openStore({ path: path.join(home, databaseName) }) };
    return opened.store;
  };
}
