import type { AnswerCache } from '../../core/model/answerCache.ts';
import type { StoreClient } from './storeClient.ts';

/** The cache's port over the worker. */
export function answersOver(client: StoreClient): AnswerCache {
  return {
    find: (hash, freshFrom, signal) => client.call('answers', 'find', [hash, freshFrom], signal),
    keep: (...given) => client.call('answers', 'keep', given),
    drop: (hash) => client.call('answers', 'drop', [hash]),
    clear: (signal) => client.call('answers', 'clear', [], signal),
    statistics: (signal) => client.call('answers', 'statistics', [], signal),
  };
}
