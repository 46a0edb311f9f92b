import { readFurther } from '../../core/model/connectionSettings.ts';
import { readModelSettings } from '../../core/model/modelSettings.ts';
import { readTimeouts } from '../../core/model/timeoutSettings.ts';
import { ownValue } from '../ownSettings.ts';
import { localized } from '../localized.ts';

/** A sentence for each of the user's settings of providers that cannot be used, in his language; the Providers view shows them. */
export function settingWarnings(): readonly string[] {
  return [
    ...readFurther(ownValue).warnings,
    ...readModelSettings(ownValue).warnings,
    ...readTimeouts(ownValue).warnings,
  ].map(localized);
}
