import { readGuardSettings, type ReadGuardSettings } from '../core/guard/guardSettings.ts';
import { ownValue } from './ownSettings.ts';

/**
 * The user's settings of the guard. Only his own values count: what a workspace says is not even looked at, since a cloned repository
 * must not be able to let a key through.
 */
export function ownGuardSettings(): ReadGuardSettings {
  return readGuardSettings(ownValue);
}
